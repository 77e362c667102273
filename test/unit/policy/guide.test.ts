import { describe, expect, it } from 'vitest';
import { checkAtomic, checkCommand } from '../../../shared/csp/check-command';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { removalOf } from '../../../shared/policy/remove-setting';
import { everyMember, inputs, now, recommended } from './documents';

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
