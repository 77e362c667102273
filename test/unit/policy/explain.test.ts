import { describe, expect, it } from 'vitest';
import { policyDocument } from '../../../shared/policy/document';
import { explain } from '../../../shared/policy/explain';
import { pathOf, pathText } from '../../../shared/policy/member-path';
import { changed, everyMember, inputs } from './documents';

const explained = explain(policyDocument.parse(everyMember), inputs);
const settingOf = (member: string, document: unknown = everyMember) =>
  explain(policyDocument.parse(document), inputs).settings.find((setting) => setting.member === member);

describe('explain', () => {
  it('says of the level what it is for, what it means, why it is sent and what it waits for', () => {
    expect(settingOf('wip.mode')).toEqual({
      member: 'wip.mode',
      purpose: 'off decrypts work files; silent only records; override asks the user; block forbids.',
      why: 'the document says wip.mode: "block"',
      nodes: [
        {
          uri: './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel',
          format: 'int',
          data: '3',
          meaning: 'block: prompt without a way to continue, audited',
        },
      ],
      waitsFor: expect.arrayContaining([expect.stringContaining('EnterpriseProtectedDomainNames')]),
    });
  });

  it('gives a purpose and a reason for every setting', () => {
    for (const { purpose, why } of explained.settings) {
      expect(purpose).not.toBe('');
      expect(why).not.toBe('');
    }
  });

  it('says why something is sent about which the document is silent', () => {
    expect(settingOf('wip.revokeOnUnenroll', changed({}))?.why).toContain('a wipe never depends on a default');
  });

  it('shows no secret', () => {
    const text = JSON.stringify(explained);
    for (const secret of ['not-a-real-key', 'Y2hhbGxlbmdl', '"data":"example"', '<EapHostConfig', '<config>'])
      expect(text).not.toContain(secret);
  });

  it('names what is removed and what is left out', () => {
    const document = policyDocument.parse(
      changed({ network: { domains: null }, sync: { mdmDiscoveryUrl: 'https://mdm.contoso.com' } }),
    );
    const { removals, leftOut } = explain(document, { ...inputs, osEdition: 101 });
    expect(removals).toEqual([
      expect.objectContaining({ member: 'network.domains', purpose: 'DNS suffixes of the internal network.' }),
    ]);
    expect(leftOut).toHaveLength(1);
  });
});

it.each(['wip.mode', 'certificates.scep[0]', 'apps.protected[12].name', ''])(
  'reads the path %j as it writes it',
  (path) => {
    expect(pathText(pathOf(path))).toBe(path);
  },
);
