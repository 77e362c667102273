import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeRst } from '../../simulator/enrollment/write-rst';
import { type ClientCommand, numbered } from '../../simulator/syncml/client-message';
import { writeClientMessage } from '../../simulator/syncml/write-client-message';

const FIXTURES = ['syncml', 'enrollment', 'soap', 'xml'];

/** Well-formed messages from which the hostile ones are made: those of the fixtures, and what the simulated PC says. */
export function readCorpus(folder: string): readonly Uint8Array[] {
  const files = FIXTURES.flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
  const said = SESSIONS.map(syncMl).map((text) => Buffer.from(text));
  const others = [...files.map((file) => readFileSync(file)), ...said, ...LOGS.map((text) => Buffer.from(text))];
  // Most of them are SyncML: enrollment requests are there as often, so that their reader sees as many.
  const requests = others.map(() => Buffer.from(enrollment()));
  return [...others, ...requests];
}

const NODE = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation/NeutralResources';
const STATUS = { kind: 'Status', msgRef: 1, cmdRef: '0', cmd: 'SyncHdr', code: 200 } as const;

const SESSIONS: readonly (readonly ClientCommand[])[] = [
  [
    { kind: 'Alert', code: '1201' },
    { kind: 'Alert', code: '1224', item: { type: 'com.microsoft/MDM/LoginStatus', data: 'user' } },
    { kind: 'Replace', items: [{ source: './DevInfo/DevId', data: '5D0C3A7E91B24F6688AD13E07C52F9B4' }] },
  ],
  [STATUS, ...Array.from({ length: 12 }, (_, n) => ({ ...STATUS, cmdRef: String(100_001 + n), cmd: 'Replace' }))],
  [STATUS, { kind: 'Results', msgRef: 1, cmdRef: '100001', item: { source: NODE, data: 'login.contoso.com' } }],
  [STATUS, { kind: 'Results', msgRef: 1, cmdRef: '9', item: { source: NODE, data: 'x', size: 90, moreData: true } }],
  [STATUS, { ...STATUS, cmdRef: '100002', cmd: 'Atomic', code: 507, originalError: '0x86000002' }],
  [
    {
      kind: 'Alert',
      code: '1226',
      item: { type: 'com.microsoft:mdm.unenrollment.userrequest', format: 'int', mark: 'critical', data: '1' },
    },
  ],
];

const LOG = `<Reporting Version="com.contoso/2.0/MDM/Reporting"><User UserID="S-1-12-1-1-2-3-4" EnterpriseID="contoso.com">${[
  'DataCopied',
  'ProtectionRemoved',
]
  .map(
    (type) =>
      `<Log ProviderType="EDPAudit" LogType="${type}" TimeStamp="131357193734179782"><Policy>CopyPaste</Policy><Justification>NULL</Justification><FilePath>a &amp; b.docx</FilePath></Log>`,
  )
  .join('')}</User></Reporting>`;

// As clients send the log of the protection: as it is, escaped, in a CDATA section.
const LOGS = [LOG, LOG.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), `<![CDATA[${LOG}]]>`];

function syncMl(commands: readonly ClientCommand[]): string {
  return writeClientMessage({
    sessionId: '14',
    msgId: 1,
    server: 'https://mam.example.org/mam/sync/kQ7v2nAAAAAAAAAAAAAAAA',
    device: '5D0C3A7E91B24F6688AD13E07C52F9B4',
    limits: { maxMsgSize: 524_288 },
    commands: numbered(commands, 2),
    final: true,
  });
}

function enrollment(): string {
  const items = [
    ['DeviceID', 'A1B2C3D4E5F60718293A4B5C6D7E8F90'],
    ['EnrollmentType', 'AppManagement'],
    ['DeviceType', 'CIMClient_Windows'],
    ['OSEdition', '48'],
    ['Locale', 'de-AT'],
  ] as const;
  return writeRst({ url: 'https://mam.example.org/mam/enroll', token: 'e30.e30.c2lnbmF0dXJl', items });
}
