import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClientCommand, ClientStatus } from '../../../shared/syncml/message';
import { readMessage } from '../../../shared/syncml/read-message';
import { readXml } from '../../../shared/xml/read-xml';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';
import { fixture, readSyncMl } from './fixture';

const package1 = fixture('package1.xml');
const changed = (from: string | RegExp, to: string) => {
  const text = package1.replace(from, to);
  if (text === package1) throw new Error('the change must change something');
  return text;
};
const withBody = (body: string) => changed(/<SyncBody>.*<\/SyncBody>/, `<SyncBody>${body}</SyncBody>`);

describe('readMessage refuses a message', () => {
  it.each([
    ['that is another document', changed(/SyncML /, 'Sync ').replace('</SyncML>', '</Sync>'), 'syncml.not-syncml'],
    ['without SyncHdr', changed(/<SyncHdr>.*<\/SyncHdr>/, ''), 'syncml.no-header'],
    ['without SyncBody', changed(/<SyncBody>.*<\/SyncBody>/, ''), 'syncml.no-body'],
    ['without VerDTD', changed('<VerDTD>1.2</VerDTD>', ''), 'syncml.version'],
    ['of SyncML 1.0', changed('<VerDTD>1.2', '<VerDTD>1.0'), 'syncml.version'],
    ['of SyncML 2.0', changed('<VerDTD>1.2', '<VerDTD>2.0'), 'syncml.version'],
    ['without SessionID', changed('<SessionID>14</SessionID>', ''), 'syncml.session-id'],
    ['with an empty SessionID', changed('<SessionID>14', '<SessionID> '), 'syncml.session-id'],
    ['with a SessionID of 65 characters', changed('>14<', `>${'1'.repeat(65)}<`), 'syncml.session-id'],
    ['with a SessionID that cannot be printed', changed('>14<', '>1\t4<'), 'syncml.session-id'],
    ['with a SessionID outside ASCII', changed('>14<', '>１４<'), 'syncml.session-id'],
    ['without MsgID', changed('<MsgID>1</MsgID>', ''), 'syncml.msg-id'],
    ['with MsgID 0', changed('<MsgID>1', '<MsgID>0'), 'syncml.msg-id'],
    ['with a negative MsgID', changed('<MsgID>1', '<MsgID>-1'), 'syncml.msg-id'],
    ['with a fraction as MsgID', changed('<MsgID>1', '<MsgID>1.5'), 'syncml.msg-id'],
    ['with an exponent in MsgID', changed('<MsgID>1', '<MsgID>1e3'), 'syncml.msg-id'],
    ['with a hexadecimal MsgID', changed('<MsgID>1', '<MsgID>0x1'), 'syncml.msg-id'],
    ['with a MsgID of 2^31', changed('<MsgID>1', '<MsgID>2147483648'), 'syncml.msg-id'],
    ['without Source', changed(/<Source><LocURI>5D.*?<\/Source>/, ''), 'syncml.no-source'],
    ['with an empty Source', changed('<LocURI>5D0C3A7E91B24F6688AD13E07C52F9B4<', '<LocURI> <'), 'syncml.no-source'],
    ['with addresses only', changed(/<Target>.*?<\/Target>/, '').replace('>5D0C', '>https://5D0C'), 'syncml.no-source'],
    ['with 4,001 commands', withBody('<Get/>'.repeat(4_001)), 'syncml.too-many-commands'],
    [
      'with 4,001 commands inside others',
      withBody(`<Atomic><Sequence>${'<Get/>'.repeat(3_999)}</Sequence></Atomic>`),
      'syncml.too-many-commands',
    ],
  ])('%s', (_, text, code) => {
    expect(() => readSyncMl(text)).toThrow(expect.objectContaining({ name: 'ServiceError', kind: 'invalid', code }));
  });
});

describe('readMessage reads', () => {
  it('package 1 as Windows sends it', () => {
    const devInfo = (node: string, data: string) => ({
      source: `./DevInfo/${node}`,
      target: undefined,
      format: undefined,
      type: undefined,
      size: undefined,
      data,
      moreData: false,
    });
    const command = { items: [], msgRef: '1', cmdRef: '1' };
    const login = { ...devInfo('', 'user'), source: undefined, type: 'com.microsoft/MDM/LoginStatus' };
    expect(readSyncMl(package1)).toEqual({
      verDtd: '1.2',
      sessionId: '14',
      msgId: 1,
      target: 'https://mam.example.org/mam/sync/kQ7v2n',
      source: '5D0C3A7E91B24F6688AD13E07C52F9B4',
      maxMsgSize: undefined,
      body: [
        { ...command, name: 'Alert', cmdId: '2', data: '1201' },
        { ...command, name: 'Alert', cmdId: '3', data: '1224', items: [login] },
        {
          ...command,
          name: 'Replace',
          cmdId: '4',
          data: undefined,
          items: [
            devInfo('DevId', '5D0C3A7E91B24F6688AD13E07C52F9B4'),
            devInfo('Man', 'Fabrikam'),
            devInfo('Mod', 'F-100'),
            devInfo('DmV', '1.3'),
            devInfo('Lang', 'de-AT'),
          ],
        },
      ],
      final: true,
    });
  });

  it('the unenrollment alert with type and format', () => {
    const [alert] = commandsOf('unenroll.xml');
    expect(alert).toMatchObject({ name: 'Alert', data: '1226' });
    expect(alert?.items).toEqual([
      expect.objectContaining({ type: 'com.microsoft:mdm.unenrollment.userrequest', format: 'int', data: '1' }),
    ]);
  });

  it('padding, missing and misspelled namespaces, a Type outside Meta, undeclared prefixes, and ids repeated or missing', () => {
    const message = readSyncMl(fixture('package1-lenient.xml'));
    expect(message).toMatchObject({
      verDtd: '1.2',
      sessionId: '0',
      msgId: 1,
      target: 'https://mam.example.org/mam/sync/kQ7v2n',
      source: '5D0C3A7E91B24F6688AD13E07C52F9B4',
      maxMsgSize: 524_288,
      final: true,
    });
    expect(message.body).toEqual([
      expect.objectContaining({ cmdId: '2', data: '1201' }),
      expect.objectContaining({ cmdId: '2', items: [expect.objectContaining({ type: 'com.microsoft.mdm.synctype' })] }),
      expect.objectContaining({
        cmdId: '',
        items: [expect.objectContaining({ type: 'com.microsoft/MDM/LoginStatus' })],
      }),
    ]);
  });

  it.each(['SYNCML:SYNCML1.1', 'SYNCML:SYNCML1.2 ', 'syncml', ''])(
    'the namespace %j like the right one',
    (namespace) => {
      const text = changed('SYNCML:SYNCML1.2', namespace);
      expect(readSyncMl(text)).toEqual(readSyncMl(package1));
    },
  );

  it('version 1.1', () => {
    expect(readSyncMl(changed('<VerDTD>1.2', '<VerDTD>1.1')).verDtd).toBe('1.1');
  });

  it.each(['0', 'FFFF', '65535', 'a b', '~'.repeat(64)])('the session id %j, because the client chooses it', (id) => {
    expect(readSyncMl(changed('>14<', `>${id}<`)).sessionId).toBe(id);
  });

  it('the largest MsgID', () => {
    expect(readSyncMl(changed('<MsgID>1', '<MsgID>2147483647')).msgId).toBe(2 ** 31 - 1);
  });

  it('Source and Target that were swapped, because only one of them can be our address', () => {
    const swapped = package1.replace(
      /<Target>(.*?)<\/Target><Source>(.*?)<\/Source>/,
      '<Target>$2</Target><Source>$1</Source>',
    );
    expect(readSyncMl(swapped)).toEqual(readSyncMl(package1));
  });

  it('Source and Target as they are when both are addresses, because then nothing says that they were swapped', () => {
    const message = readSyncMl(changed('>5D0C', '>http://5D0C'));
    expect(message.source).toBe('http://5D0C3A7E91B24F6688AD13E07C52F9B4');
    expect(message.target).toBe('https://mam.example.org/mam/sync/kQ7v2n');
  });

  it('a missing Target, because the device is known by Source', () => {
    const message = readSyncMl(changed(/<Target>.*?<\/Target>/, ''));
    expect(message.target).toBe('');
    expect(message.source).toBe('5D0C3A7E91B24F6688AD13E07C52F9B4');
  });

  it('2,000 commands', () => {
    expect(readSyncMl(withBody('<Get/>'.repeat(2_000))).body).toHaveLength(2_000);
  });

  it('a body without commands and without Final', () => {
    expect(readSyncMl(withBody(''))).toMatchObject({ body: [], final: false });
  });

  it('statuses with their references, their original error and the nodes they are about', () => {
    const statuses = readSyncMl(fixture('answers.xml')).body.filter((each): each is ClientStatus => 'code' in each);
    const status = { name: 'Status', msgRef: '1', originalError: undefined, targetRefs: [], sourceRefs: [] };
    expect(statuses).toEqual([
      { ...status, cmdId: '1', cmdRef: '0', cmd: 'SyncHdr', code: 200 },
      {
        ...status,
        cmdId: '2',
        cmdRef: '300001',
        cmd: 'Replace',
        code: 404,
        originalError: '0x86000002',
        targetRefs: ['./Vendor/MSFT/Reporting', './Vendor/MSFT/WiFi'],
      },
      { ...status, cmdId: '3', cmdRef: '1', cmd: 'Add', code: 200 },
      { ...status, cmdId: '4', cmdRef: '', cmd: 'Atomic', code: 400, sourceRefs: ['./Vendor/MSFT/VPNv2'] },
    ]);
  });

  it('results with several items, whose missing references mean 1 and whose Meta falls back to that of the command', () => {
    const results = commandsOf('answers.xml');
    expect(results).toEqual([
      expect.objectContaining({ name: 'Results', cmdId: '5', msgRef: '1', cmdRef: '300002' }),
      expect.objectContaining({ name: 'Results', cmdId: '6', msgRef: '1', cmdRef: '1' }),
    ]);
    expect(results[0]?.items[0]).toMatchObject({ format: 'chr', type: undefined, data: 'AppManagement' });
    expect(results[1]?.items).toEqual([
      expect.objectContaining({ source: './DevInfo/Mod', type: 'text/plain', data: ' F-100 ' }),
      expect.objectContaining({ source: './DevInfo/Man', type: 'text/xml', data: '' }),
    ]);
  });

  it.each([
    ['no Data', ''],
    ['empty Data', '<Data/>'],
    ['a word', '<Data>OK</Data>'],
    ['a number that is no code', '<Data>20000</Data>'],
  ])('a status with %s as code 0', (_, data) => {
    const { body } = readSyncMl(withBody(`<Status><CmdID>1</CmdID>${data}</Status>`));
    expect(body).toEqual([expect.objectContaining({ name: 'Status', code: 0 })]);
  });

  it.each([
    ['0x80070005', '0x80070005'],
    [' -2147024891 ', '-2147024891'],
    ['', undefined],
    ['a text with blanks', undefined],
    ['F'.repeat(21), undefined],
  ])('the original error %j as %j, because only numbers belong there', (written, read) => {
    const { body } = readSyncMl(withBody(`<Status><Data originalerror="${written}">500</Data></Status>`));
    expect(body).toEqual([expect.objectContaining({ originalError: read })]);
  });

  it('commands inside Sequence and Atomic behind their parent, and commands that Windows never sends', () => {
    const commands = commandsOf('nested-commands.xml');
    expect(commands.map(({ name, cmdId }) => `${name} ${cmdId}`)).toEqual([
      'Sequence 2',
      'Atomic 3',
      'Replace 4',
      'Alert 5',
      'Search 6',
    ]);
    expect(commands[2]?.items[0]?.source).toBe('./DevInfo/Lang');
  });

  it('an Item directly in Atomic as part of the Atomic, not as a command', () => {
    const { body } = readSyncMl(withBody('<Atomic><Item><Data>1</Data></Item><Data>2</Data><Get/></Atomic>'));
    expect(body).toEqual([
      expect.objectContaining({ name: 'Atomic', data: '2', items: [expect.objectContaining({ data: '1' })] }),
      expect.objectContaining({ name: 'Get' }),
    ]);
  });

  it('the first part of a large object', () => {
    const message = readSyncMl(fixture('large-object-part.xml'));
    expect(message.final).toBe(false);
    expect(message.body).toEqual([
      expect.objectContaining({
        items: [expect.objectContaining({ size: 40_960, moreData: true, data: '<Logs><Log Data="a' })],
      }),
    ]);
  });

  it.each(['-1', '1e3', 'many', '9'.repeat(16), ' '])(
    'the size %j as none, because it is no count of bytes',
    (size) => {
      const { body } = readSyncMl(withBody(`<Results><Item><Meta><Size>${size}</Size></Meta></Item></Results>`));
      expect(body).toEqual([expect.objectContaining({ items: [expect.objectContaining({ size: undefined })] })]);
    },
  );

  it('markup in Data as the text that it is, and CDATA as its content', () => {
    const items = commandsOf('inline-markup.xml')[0]?.items ?? [];
    expect(items.map(({ data }) => data)).toEqual([
      '<Logs xmlns=""><Log Time="2026-11-02T08:00:00Z">R&amp;D</Log></Logs>',
      '<not & markup>',
    ]);
  });

  it('inline markup so that it parses to what the client meant', () => {
    const data = commandsOf('inline-markup.xml')[0]?.items[0]?.data ?? '';
    const logs = readXml(Buffer.from(data), { maxBytes: 1_024 });
    expect(logs).toMatchObject({ name: 'Logs', namespace: '', children: [{ name: 'Log', children: ['R&D'] }] });
  });

  it('UTF-16 with a byte order mark', () => {
    const bytes = Buffer.from(`\ufeff${package1}`, 'utf16le');
    expect(readMessage(readXml(bytes, { maxBytes: 65_536 }))).toEqual(readSyncMl(package1));
  });

  it('a command with thousands of items and of Meta members without taking their product in time', () => {
    const message = (share: number) => {
      const [items, marks] = ['<Item/>', '<Mark/>'].map((bit) => bit.repeat(9_000 * share));
      return withBody(`<Replace>${items}<Meta>${marks}</Meta></Replace>`);
    };
    const { body } = readSyncMl(message(1));
    expect(body).toEqual([expect.objectContaining({ items: expect.objectContaining({ length: 9_000 }) })]);
    expect(growthOf(message, readSyncMl)).toBeLessThan(NEARLY_LINEAR);
  });
});

const captures = new URL('../../../../shared/data/windows-captures/', import.meta.url);

// The recorded messages of a real Windows 11 are not part of the repository; where they lie beside it, they must read.
describe.skipIf(!existsSync(captures))(
  'readMessage reads what a real Windows 11 sent (skipped without the captures)',
  () => {
    const capture = (name: string) => readSyncMl(readFileSync(new URL(name, captures), 'utf8'));

    it('as package 1', () => {
      const { body, final, maxMsgSize, sessionId } = capture('package1-user.xml');
      expect({ final, maxMsgSize, sessionId }).toEqual({ final: true, maxMsgSize: undefined, sessionId: '1' });
      expect(body.map(({ name, cmdId }) => `${name} ${cmdId}`)).toEqual(['Alert 2', 'Alert 3', 'Replace 4']);
      expect(body[2]).toMatchObject({ items: { length: 5 } });
    });

    it('as its unenrollment', () => {
      const alert = capture('unenroll-1226.xml').body.find((each) => 'data' in each && each.data === '1226');
      expect(alert).toMatchObject({
        items: [{ type: 'com.microsoft:mdm.unenrollment.userrequest', format: 'int', data: '1' }],
      });
    });
  },
);

function commandsOf(name: string): ClientCommand[] {
  return readSyncMl(fixture(name)).body.filter((each): each is ClientCommand => 'items' in each);
}
