import { checkPolicy } from '../../shared/policy/check-policy';
import fixture from '../fixtures/policies/every-member.json';
import type { Random } from './random';

type Json = Record<string, unknown>;

const everyMember: Json = fixture;

const POWER_BI = {
  type: 'store',
  name: 'Power BI',
  publisher: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  product: 'Microsoft.MicrosoftPowerBIForWindows',
};
const NOTEPAD = {
  type: 'desktop',
  name: 'Notepad',
  publisher: 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  product: '*',
  binary: 'notepad.exe',
};
const WORD = { ...NOTEPAD, name: 'Word', binary: 'winword.exe' };

/** What every schedule begins with. */
export const FIRST_POLICY: Json = {
  schemaVersion: 1,
  name: 'Personal PCs',
  wip: { mode: 'silent', primaryDomain: 'contoso.com' },
  apps: { protected: [POWER_BI] },
  network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] },
};

const at = (path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), everyMember);

const listOf = (path: string): readonly unknown[] => {
  const list = at(path);
  return Array.isArray(list) ? list : [];
};

const [outsideVpn, partnerVpn] = listOf('vpn');
const [pskWifi, eapWifi] = listOf('wifi');
const [mailPfx] = listOf('certificates.pfx');
const [scep] = listOf('certificates.scep');
const with_ = (value: unknown, change: Json): Json => ({ ...(isJson(value) ? value : {}), ...change });

/** Members of the document with the values that a change gives them; `undefined` takes the member out. */
const VARIANTS: readonly (readonly [path: string, values: readonly unknown[]])[] = [
  ['wip.mode', ['off', 'silent', 'override', 'block']],
  ['wip.additionalDomains', [undefined, ['contoso.co.uk'], ['contoso.co.uk', 'fabrikam.com']]],
  ['wip.recoveryCertificate', [undefined, at('wip.recoveryCertificate')]],
  ['wip.showIcons', [undefined, true, false]],
  ['wip.revokeOnUnenroll', [undefined, true, false]],
  ['wip.revokeOnMdmHandoff', [undefined, true, false]],
  ['wip.azureRms', [undefined, null, at('wip.azureRms'), { enabled: false }]],
  ['wip.smbEncryptedExtensions', [undefined, [], ['docx'], ['docx', 'xlsx']]],
  ['apps.protected', [[POWER_BI], [NOTEPAD], [POWER_BI, NOTEPAD], [NOTEPAD, WORD]]],
  ['apps.exempt', [undefined, [], [WORD], [POWER_BI, WORD]]],
  ['network.cloudResources', [[{ host: 'contoso.sharepoint.com' }], at('network.cloudResources')]],
  ['network.domains', [undefined, [], ['corp.contoso.com'], ['corp.contoso.com', 'lab.contoso.com']]],
  ['network.ipRanges', [undefined, [], at('network.ipRanges')]],
  ['network.neutralResources', [undefined, null, ['login.microsoftonline.com'], ['login.contoso.com']]],
  ['network.internalProxies', [undefined, ['proxy1.contoso.com']]],
  ['signIn.deviceLock', [undefined, null, at('signIn.deviceLock'), { passwordRequired: true, minLength: 6 }]],
  ['signIn.lockScreen', [undefined, at('signIn.lockScreen'), { allowCamera: true }]],
  ['signIn.windowsHello', [undefined, at('signIn.windowsHello'), { enabled: true }, { enabled: false }]],
  ['sync.poll', [undefined, at('sync.poll'), with_(at('sync.poll'), { first: { everyMinutes: 30, times: 3 } })]],
  ['sync.pollOnSignIn', [undefined, true, false]],
  ['sync.unenrollAfterDaysWithoutContact', [undefined, 90, 120]],
  ['sync.help', [undefined, null, at('sync.help'), { phone: '+1 555 0101' }]],
  ['certificates.roots', [undefined, [], at('certificates.roots')]],
  ['certificates.pfx', [undefined, [], [mailPfx], [with_(mailPfx, { exportable: false })]]],
  ['certificates.scep', [undefined, [], [scep], [with_(scep, { subject: 'CN=Other PC' })]]],
  [
    'vpn',
    [undefined, [], [outsideVpn], [partnerVpn], [outsideVpn, partnerVpn], [with_(outsideVpn, { alwaysOn: true })]],
  ],
  ['wifi', [undefined, [], [pskWifi], [eapWifi, pskWifi], [with_(pskWifi, { sharedKey: 'another-no-key' })]]],
];

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changed(document: Json, [name = '', ...rest]: readonly string[], value: unknown): Json {
  const { [name]: before, ...others } = document;
  const after = rest.length === 0 ? value : changed(isJson(before) ? before : {}, rest, value);
  return after === undefined ? others : { ...others, [name]: after };
}

/** A document that may follow `previous`: one to five members are added, changed or taken out. */
export function nextPolicy(previous: Json, random: Random): Json {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    let document = previous;
    for (let changes = 1 + random.int(5); changes > 0; changes -= 1) {
      const [path, values] = random.pick(VARIANTS);
      document = changed(document, path.split('.'), values[random.int(values.length)]);
    }
    if (checkPolicy(document, { previous }).ok) return document;
  }
  return previous;
}
