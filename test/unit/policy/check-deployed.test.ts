import { describe, expect, it } from 'vitest';
import { checkDeployed } from '../../../shared/policy/check-deployed';
import { policyDocument } from '../../../shared/policy/document';
import { changed, soundDocument } from './documents';

const between = (deployed: unknown, next: unknown) =>
  checkDeployed(policyDocument.parse(deployed), policyDocument.parse(next));

describe('checkDeployed', () => {
  it('objects to another primary domain than the device has (WIP-4)', () => {
    const findings = between(soundDocument, changed({ wip: { primaryDomain: 'fabrikam.com' } }));
    expect(findings).toEqual([
      expect.objectContaining({ rule: 'WIP-4', path: 'wip.primaryDomain', allowed: 'contoso.com' }),
    ]);
  });

  it('says nothing once the protection was switched off on the device', () => {
    const off = changed({ wip: { mode: 'off' } });
    expect(between(off, changed({ wip: { primaryDomain: 'fabrikam.com' } }))).toEqual([]);
  });
});
