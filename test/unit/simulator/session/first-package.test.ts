import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstPackage } from '../../../../simulator/session/first-package';
import { numbered } from '../../../../simulator/syncml/client-message';
import { writeClientMessage } from '../../../../simulator/syncml/write-client-message';
import { identity } from '../scripted-server';

// Two messages of a real Windows 11 client lie beside the project where its specification does.
const captures = new URL('../../../../../shared/data/windows-captures/', import.meta.url);

const windows11 = { ...identity, omaDeviceId: '0123456789ABCDEF0123456789ABCDEF', locale: 'en-US' };
const opening = { startedBy: 'client', signedIn: 'user', events: [] } as const;
const common = {
  msgId: 1,
  server: 'https://mdm.example.test/ManagementServer/MDM.svc',
  device: windows11.omaDeviceId,
  limits: {},
  final: true,
};

function written(sessionId: string, farewell: boolean): string {
  const commands = numbered(firstPackage(windows11, { ...opening, farewell }), 2);
  const text = writeClientMessage({ ...common, sessionId, commands });
  return text.replace('>Fabrikam<', '>Example Manufacturer<').replace('>F-100<', '>Conformance Device<');
}

const cases = [
  ['package1-user.xml', '1', false],
  ['unenroll-1226.xml', '9', true],
] as const;

describe('package 1', () => {
  // Skipped where the captures are not there; they belong to the specification, not to the project.
  it.skipIf(!existsSync(captures)).each(cases)(
    'is byte for byte what a real client sent: %s',
    (file, sessionId, farewell) => {
      expect(written(sessionId, farewell)).toBe(readFileSync(new URL(file, captures), 'utf8').trim());
    },
  );

  it('begins with CmdID 2, as real clients do', () => {
    expect(written('1', false)).toContain('<SyncBody><Alert><CmdID>2</CmdID><Data>1201</Data></Alert>');
  });

  it('carries further events behind the sign-in', () => {
    const events = [{ type: 'com.microsoft.mdm.synctype', data: 'user' }];
    const kinds = firstPackage(identity, { ...opening, events, farewell: false }).map((one) =>
      one.kind === 'Alert' ? (one.item?.type ?? one.code) : one.kind,
    );
    expect(kinds).toEqual(['1201', 'com.microsoft/MDM/LoginStatus', 'com.microsoft.mdm.synctype', 'Replace']);
  });

  it('escapes what the PC says', () => {
    const commands = numbered([{ kind: 'Replace', items: [{ source: './DevInfo/Man', data: 'A & <B>\r' }] }], 2);
    expect(writeClientMessage({ ...common, sessionId: '1', commands })).toContain(
      '<Data>A &amp; &lt;B&gt;&#13;</Data>',
    );
  });
});
