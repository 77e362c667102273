import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_RECORDS } from '../../../shared/wip-logs/log-elements';
import { readLog } from '../../../shared/wip-logs/read-log';
import { LONGEST } from '../../../shared/wip-logs/read-record';
import { readXml } from '../../../shared/xml/read-xml';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';
import { copied, fileTime, record, reporting } from './samples';

const now = new Date('2026-11-20T12:00:00Z');
const from = new Date('2026-11-01T00:00:00.000Z');
const read = (text: string) => readLog(text, { now, from });

const GUIDE = `<Reporting Version="com.contoso/2.0/MDM/Reporting">
  <User UserID="S-1-12-1-111-222-333-444" EnterpriseID="contoso.com">
    <Log ProviderType="EDPAudit" LogType="DataCopied" TimeStamp="131357193734179782">
      <Policy>CopyPaste</Policy>
      <Justification>NULL</Justification>
      <SourceApplicationName>O=MICROSOFT CORPORATION, L=REDMOND\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.8027.1000</SourceApplicationName>
      <DestinationEnterpriseID>NULL</DestinationEnterpriseID>
      <DestinationApplicationName>mail.contoso.com</DestinationApplicationName>
      <DataInfo>Rich Text Format|HTML Format|Text</DataInfo>
    </Log>
  </User>
</Reporting>`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('the log of the protection is read', () => {
  it('as the guide shows it, with a time beyond 2^53', () => {
    const { events, count } = read(GUIDE);
    expect(count).toBe(1);
    expect(events[0]).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      at: '2017-04-03T18:56:13.417Z',
      kind: 'data-copied',
      way: 'copy-paste',
      ownerSid: 'S-1-12-1-111-222-333-444',
      enterpriseId: 'contoso.com',
      sourceApp: 'O=MICROSOFT CORPORATION, L=REDMOND\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.8027.1000',
      destinationApp: 'mail.contoso.com',
      dataInfo: 'Rich Text Format|HTML Format|Text',
    });
  });

  it.each([
    ['with a declaration of its own', `<?xml version="1.0" encoding="utf-8"?>\n${GUIDE}`],
    ['behind a byte order mark', `\uFEFF${GUIDE}`],
    ['escaped', escaped(GUIDE)],
    ['escaped twice', escaped(escaped(GUIDE))],
    ['escaped with its declaration', escaped(`<?xml version="1.0"?>${GUIDE}`)],
    ['as a CDATA section', `<![CDATA[${GUIDE}]]>`],
    ['as an escaped CDATA section', escaped(`<![CDATA[${GUIDE}]]>`)],
    ['with names in another case', GUIDE.replaceAll('Log', 'LOG').replaceAll('Policy', 'policy')],
    ['in a namespace', GUIDE.replace('<Reporting', '<Reporting xmlns="urn:of-somebody"')],
    ['without a root', GUIDE.replace(/<\/?Reporting[^>]*>/g, '')],
  ])('%s to the same event', (_, text) => {
    expect(read(text).events).toEqual(read(GUIDE).events);
  });

  it('record by record where one of them is spoiled, with the users around them', () => {
    const spoiled = record({ LogType: 'ApplicationGenerated' }, { Object: '&#x1;' });
    const text = reporting(copied('2026-11-02T00:00:00Z'), spoiled, copied('2026-11-03T00:00:00Z'));
    const { events, count } = read(text);
    expect(count).toBe(3);
    expect(events.map(({ at, ownerSid }) => [at, ownerSid])).toEqual([
      ['2026-11-02T00:00:00.000Z', 'S-1-12-1-1-2-3-4'],
      ['2026-11-03T00:00:00.000Z', 'S-1-12-1-1-2-3-4'],
    ]);
  });

  it('with the same hash, be it read as a whole or record by record', () => {
    const one = copied('2026-11-02T00:00:00Z', { DestinationApplicationName: 'mail.example' });
    const [whole] = read(reporting(one)).events;
    const [alone] = read(`${reporting(one).replace('</User></Reporting>', '')}<Log>&broken;</Log>`).events;
    expect(alone).toEqual(whole);
  });

  it('with several users, each record with its own', () => {
    const user = (sid: string) => `<User UserID="${sid}" EnterpriseID="NULL">${copied('2026-11-02T00:00:00Z')}</User>`;
    const { events } = read(`<Reporting>${user('S-1-5-21-1')}${user('S-1-5-21-2')}</Reporting>`);
    expect(events.map(({ ownerSid, enterpriseId }) => [ownerSid, enterpriseId])).toEqual([
      ['S-1-5-21-1', undefined],
      ['S-1-5-21-2', undefined],
    ]);
    expect(new Set(events.map(({ hash }) => hash)).size).toBe(2);
  });

  it.each([
    ['DataCopied', { kind: 'data-copied' }],
    ['ProtectionRemoved', { kind: 'protection-removed' }],
    ['ApplicationGenerated', { kind: 'app-generated' }],
    ['SomethingNew', { kind: 'other', rawKind: 'SomethingNew' }],
    ['NULL', { kind: 'other' }],
  ])('with log type %s', (LogType, expected) => {
    const [event] = read(reporting(record({ LogType, TimeStamp: fileTime('2026-11-02T00:00:00Z') }))).events;
    expect(event).toMatchObject(expected);
    expect('rawKind' in (event ?? {})).toBe('rawKind' in expected);
  });

  it.each([
    ['CopyPaste', { way: 'copy-paste' }],
    ['DragDrop', { way: 'drag-drop' }],
    ['Share', { way: 'share' }],
    ['ProtectionRemoved', { way: 'protection-removed' }],
    ['Protection removed', { way: 'protection-removed' }],
    ['Telepathy', { way: 'other', rawWay: 'Telepathy' }],
  ])('with policy %s', (Policy, expected) => {
    expect(read(reporting(copied('2026-11-02T00:00:00Z', { Policy }))).events[0]).toMatchObject(expected);
  });

  it.each([
    ['1', 'decrypt'],
    ['2', 'copy'],
    ['3', 'send'],
    ['4', 'other'],
    ['17', 'other'],
  ])('with action %s', (Action, action) => {
    expect(read(reporting(copied('2026-11-02T00:00:00Z', { Action }))).events[0]).toMatchObject({ action });
  });

  it.each(['NULL', 'Personal', 'PERSONAL', '', '  '])('with the destination "%s" as personal', (id) => {
    const [event] = read(reporting(copied('2026-11-02T00:00:00Z', { DestinationEnterpriseID: id }))).events;
    expect(event?.destinationEnterpriseId).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['zero', '0'],
    ['a number beyond every time', '99999999999999999999'],
    ['a word', 'yesterday'],
    ['next year', fileTime('2027-11-02T00:00:00Z')],
    ['a negative number', '-5'],
  ])('with %s as time stamp at the time of the record before it', (_, TimeStamp) => {
    const odd = record({ LogType: 'DataCopied', TimeStamp }, { Object: 'odd' });
    const { events } = read(reporting(copied('2026-11-02T00:00:00Z'), odd, copied('2026-11-03T00:00:00Z')));
    expect(events[1]).toMatchObject({ at: '2026-11-02T00:00:00.000Z', isTimeGuessed: true });
  });

  it('at the start of the page where no record has a time', () => {
    expect(read(reporting(record({ LogType: 'DataCopied' }))).events[0]?.at).toBe(from.toISOString());
  });

  it('rounded down to milliseconds, so that asking from there on brings the record again', () => {
    const TimeStamp = fileTime('2026-11-02T00:00:00.123Z', 9_999n);
    expect(read(reporting(record({ TimeStamp }))).events[0]?.at).toBe('2026-11-02T00:00:00.123Z');
  });

  it('with long texts shortened and marked, never within a character', () => {
    const [event] = read(
      reporting(copied('2026-11-02T00:00:00Z', { FilePath: `${'x'.repeat(LONGEST - 1)}😀y` })),
    ).events;
    expect(event).toMatchObject({ filePath: 'x'.repeat(LONGEST - 1), isShortened: true });
  });

  it('up to so many records, and says that there were more', () => {
    const many = Array.from({ length: MOST_RECORDS + 1 }, (_, n) => copied('2026-11-02T00:00:00Z', { Object: `${n}` }));
    const { events, isCut } = read(reporting(...many));
    expect([events.length, isCut]).toEqual([MOST_RECORDS, true]);
  });

  it.each([
    '',
    ' ',
    'NULL',
    '<Reporting/>',
    '<Reporting></Reporting>',
    'no markup at all',
    '<Log',
    '<Log>',
    '<Log><Log><Log>',
  ])('as empty where it says %j', (text) => {
    expect(read(text)).toMatchObject({ events: [], isCut: false });
  });
});

describe('whatever a device sends as its log', () => {
  const bits = [
    '<Log',
    '<User',
    '</Log>',
    '/>',
    '>',
    ' TimeStamp="',
    '"',
    '&lt;',
    '&',
    '<![CDATA[',
    ']]>',
    '<?xml ?>',
    'NULL',
    '\u0000',
  ];

  it('nothing makes the reader throw', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...bits), fc.string()), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(fc.property(text, (markup) => read(markup).count >= 0));
  });

  it.each([
    ['another member', { Object: 'b' }],
    ['a member more', { Object: 'a', FilePath: 'c' }],
    ['a member less', {}],
  ])('records of one time stamp are two records where one has %s', (_, members) => {
    const [at, same] = ['2026-11-02T00:00:00Z', { Object: 'a' }] as const;
    const { events } = read(reporting(copied(at, same), copied(at, members), copied(at, same)));
    const [first, other, again] = events.map(({ hash }) => hash);
    expect([first === other, first === again]).toEqual([false, true]);
  });

  it.each(['<Log ', '<Log>', '<User ', '</Log>', '&lt;', '<![CDATA[', '<Log TimeStamp="1"/>', '<User a="1">'])(
    'half a megabyte of %s is read in time that grows with its length alone',
    (bit) => {
      const filled = (share: number) => bit.repeat((512 * 1024 * share) / bit.length);
      expect(growthOf(filled, read)).toBeLessThan(NEARLY_LINEAR);
    },
  );

  it('a user with a very long name and many spoiled records are read without taking their product in time', () => {
    const log = (share: number) => `<User UserID="${'x'.repeat(400_000 * share)}">${'<Log/>'.repeat(450 * share)}`;
    expect(read(log(1)).events).toHaveLength(450);
    expect(growthOf(log, read)).toBeLessThan(NEARLY_LINEAR);
  });

  it('a name that no reader takes spoils its own record only', () => {
    const odd = copied('2026-11-02T00:00:00Z', { constructor: 'b' });
    const { events, count } = read(reporting(odd, copied('2026-11-03T00:00:00Z')));
    expect([count, events.map(({ at }) => at)]).toEqual([2, ['2026-11-03T00:00:00.000Z']]);
  });

  it('the same log inside a message of a client is found, inline with its declaration as well', () => {
    const message = `<SyncML><Data><?xml version="1.0"?>${GUIDE}</Data></SyncML>`;
    expect(() => readXml(new TextEncoder().encode(message), { maxBytes: 65_536 })).not.toThrow();
  });
});
