import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkAtomic, checkCommand } from '../../../shared/csp/check-command';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { policyReferenceText } from '../../../shared/policy/policy-reference';
import { removalOf } from '../../../shared/policy/remove-setting';
import type { Setting } from '../../../shared/policy/setting';
import { everyMember, inputs, now, powerBi, recommended } from './documents';

const guide = new URL('../../../../shared/spec/wip-policy-guide.md', import.meta.url);
const compiled = compilePolicy(policyDocument.parse(everyMember), inputs);

const places: readonly (readonly [RegExp, string])[] = [
  [/RootCATrustedCertificates/, 'roots'],
  [/^(?:Scep|Pfx)\//, 'client certificates'],
  [/^Vpn\//, 'VPN'],
  [/^WiFi\//, 'Wi-Fi'],
  [/NetworkIsolation/, 'network'],
  [/AppLocker/, 'apps'],
  [/EnterpriseDataProtection\/Settings/, 'protection'],
  [/DeviceLock/, 'lock'],
  [/PassportForWork/, 'Hello'],
  [/DMClient/, 'account'],
];
const placeOf = (key: string) => places.find(([pattern]) => pattern.test(key))?.[1];

describe("the guide's documents", () => {
  it.each([
    ['all members once', everyMember],
    ['the recommended policy', recommended],
  ])('accepts %s', (_, document) => {
    expect(checkPolicy(document, { now })).toMatchObject({ ok: true });
  });

  it('sends everything in the order of section 9 (VPN-3, WIP-9)', () => {
    const order = compiled.settings.map(({ key }) => placeOf(key));
    expect(order.filter((place, index) => place !== order[index - 1])).toEqual(places.map(([, place]) => place));
  });

  it('compiles to commands that the catalogue lets pass', () => {
    const problems = compiled.settings.flatMap(({ kind, verb, nodes }) => {
      const commands = nodes.map((node) => ({ verb: node.format === 'null' ? ('Exec' as const) : verb, node }));
      return kind === 'family' ? checkAtomic(commands) : commands.flatMap(checkCommand);
    });
    expect(problems).toEqual([]);
  });

  it('compiles to settings that can be taken away again', () => {
    expect(compiled.settings.map(({ key }) => removalOf(key).kind)).toEqual(compiled.settings.map(() => 'delete'));
  });
});

/** Every member below a value, the entries of a list as one, e.g. `apps.protected[].publisher`. */
function membersOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => membersOf(entry, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = path === '' ? name : `${path}.${name}`;
    return [place, ...membersOf(member, place)];
  });
}

const written = new Set(membersOf(everyMember));
const known = new Set([...policyReferenceText().matchAll(/^\| `([^`]+)`/gm)].map(([, member]) => member));

describe('the members of the schema', () => {
  it("are those of the guide's document with all of them, whose two lists of apps have entries of one form", () => {
    const anywhere = (member = '') => written.has(member) || written.has(member.replace('exempt[]', 'protected[]'));
    expect([...known].filter((member) => !anywhere(member))).toEqual([]);
    expect([...written].filter((member) => !known.has(member))).toEqual([]);
  });

  // The guide lies beside the project only where it is developed.
  it.skipIf(!existsSync(guide))('are those that stand in the guide, where the secrets are placeholders', () => {
    const blocks = [...readFileSync(guide, 'utf8').matchAll(/^```json\n(.*?)^```/gms)].map(([, block = '']) => block);
    const printedThere = blocks.find((block) => block.includes('"name": "Everything"')) ?? '{}';
    expect(new Set(membersOf(JSON.parse(printedThere)))).toEqual(written);
  });
});

/** The compiled example as section 14 prints it: verb, LocURI, format, data. */
const printed = [
  ['Replace', 'N EnterpriseCloudResources', 'chr', 'contoso.sharepoint.com'],
  ['Add', './Vendor/MSFT/AppLocker/EnterpriseDataProtection/5b1f...e9', 'node', ''],
  ['Add', './Vendor/MSFT/AppLocker/EnterpriseDataProtection/5b1f...e9/StoreApps', 'node', ''],
  [
    'Replace',
    './Vendor/MSFT/AppLocker/EnterpriseDataProtection/5b1f...e9/StoreApps/Policy',
    'chr',
    'RuleCollection Type Appx',
  ],
  ['Replace', 'W EnterpriseProtectedDomainNames', 'chr', 'contoso.com'],
  ['Replace', 'W RevokeOnUnenroll', 'int', '1'],
  ['Replace', 'W EDPEnforcementLevel', 'int', '1'],
  ['Atomic', 'L DevicePasswordEnabled 0, then L MinDevicePasswordLength 6, both Replace', 'int', ''],
];

const letters: readonly (readonly [string, string])[] = [
  ['./Device/Vendor/MSFT/Policy/Config/NetworkIsolation/', 'N '],
  ['./Device/Vendor/MSFT/EnterpriseDataProtection/Settings/', 'W '],
  ['./Device/Vendor/MSFT/Policy/Config/DeviceLock/', 'L '],
  [inputs.groupings.protected, '5b1f...e9'],
];
const inShort = (uri: string) => letters.reduce((text, [long, short]) => text.replace(long, short), uri);

function row({ kind, verb, nodes }: Setting): readonly string[] {
  const formats = [...new Set(nodes.map(({ format }) => format))].join();
  if (kind === 'family') {
    const parts = nodes.map(({ uri, data }) => `${inShort(uri)} ${data}`);
    return ['Atomic', `${parts.join(', then ')}, both ${verb}`, formats, ''];
  }
  const [node] = nodes;
  const data = (node?.data ?? '').replace(
    /^<RuleCollection Type="(\w+)" .*<\/RuleCollection>$/,
    'RuleCollection Type $1',
  );
  return [verb, inShort(node?.uri ?? ''), formats, data];
}

describe("the guide's compiled example", () => {
  const { settings } = compilePolicy(
    policyDocument.parse({
      schemaVersion: 1,
      name: 'Example',
      wip: { mode: 'silent', primaryDomain: 'Contoso.COM' },
      apps: { protected: [powerBi] },
      network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] },
      signIn: { deviceLock: { passwordRequired: true, minLength: 6 } },
    }),
    inputs,
  );

  it('comes out as it is printed there', () => {
    expect(settings.map(row)).toEqual(printed);
  });

  it('sends row 7 once leaves of the rows 2 to 6 are acknowledged, and holds no other row back for it', () => {
    const leaves = settings.slice(1, 6).flatMap(({ kind, key }) => (kind === 'leaf' ? [key] : []));
    expect(settings[6]?.restsOn).toEqual(leaves);
    expect(settings.filter(({ restsOn }) => restsOn.includes(settings[6]?.key ?? ''))).toEqual([]);
  });

  // The guide lies beside the project only where it is developed.
  it.skipIf(!existsSync(guide))('is printed there as it stands here', () => {
    const [, section = ''] = readFileSync(guide, 'utf8').split('### Compiled example');
    const rows = section.split('###')[0]?.match(/^\| \d \|.*$/gm) ?? [];
    const cells = rows.map((line) =>
      line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    );
    expect(cells).toEqual(printed);
  });
});
