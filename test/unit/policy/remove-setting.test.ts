import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { removalOf } from '../../../shared/policy/remove-setting';
import { catalogueFile } from '../../support/catalogue-file';
import { inputs, soundDocument } from './documents';

describe('removalOf', () => {
  it.each([
    ['a key that nobody knows', './Device/Vendor/MSFT/Nothing'],
    ['a permanent container', './Device/Vendor/MSFT/EnterpriseDataProtection/Settings'],
    ['a status', './Device/Vendor/MSFT/EnterpriseDataProtection/Status'],
  ])('leaves %s in place and says why', (_, key) => {
    expect(removalOf(key)).toEqual({ kind: 'leave', reason: expect.any(String) });
  });

  it('deletes a leaf', () => {
    const key = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPShowIcons';
    expect(removalOf(key)).toEqual({ kind: 'delete', uris: [key] });
  });

  it('deletes a grouping with all that is below it', () => {
    const key = './Vendor/MSFT/AppLocker/EnterpriseDataProtection/g1';
    expect(removalOf(key)).toEqual({ kind: 'delete', uris: [key] });
  });

  it('deletes a root certificate by the node that its leaf brought about', () => {
    const root = `./Device/Vendor/MSFT/RootCATrustedCertificates/Root/${'ab'.repeat(20)}`;
    expect(removalOf(`${root}/EncodedCertificate`)).toEqual({ kind: 'delete', uris: [root] });
  });

  it('knows how to remove everything that the compiler makes', () => {
    const { settings } = compilePolicy(policyDocument.parse(soundDocument), inputs);
    expect(settings.map(({ key }) => removalOf(key).kind)).toEqual(settings.map(() => 'delete'));
  });

  it('never deletes a node that the catalogue does not let go', () => {
    const stuck = catalogueFile.nodes.filter(({ access, uri }) => !access.includes('Delete') && !uri.includes('{'));
    for (const { uri } of stuck) expect(removalOf(uri).kind).toBe('leave');
  });
});
