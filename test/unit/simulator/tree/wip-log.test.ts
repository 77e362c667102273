import { describe, expect, it } from 'vitest';
import { fileTime, ManagementTree, type WipLogRecord, wipLogBehaviors } from '../../../../simulator/index';
import { writeClientMessage } from '../../../../simulator/syncml/write-client-message';

const REPORTING = './Vendor/MSFT/Reporting/EnterpriseDataProtection';

const recordAt = (iso: string, more: Partial<WipLogRecord> = {}): WipLogRecord => ({
  ticks: fileTime(iso),
  logType: 'DataCopied',
  userId: 'S-1-12-1-1-2-3-4',
  enterpriseId: 'contoso.com',
  members: { Object: iso },
  ...more,
});

const TIMES = ['2026-11-03T00:00:00Z', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00.1234567Z', '2026-11-02T00:00:00Z'];

function read(branch: string, filter: Readonly<Record<string, string>>, records = TIMES.map((at) => recordAt(at))) {
  const tree = new ManagementTree(wipLogBehaviors(records));
  for (const [name, value] of Object.entries(filter)) tree.write(`${REPORTING}/${branch}/${name}`, 'chr', value);
  const log = tree.valueOf(`${REPORTING}/${branch}/Logs`) ?? '';
  return [...log.matchAll(/<Object>([^<]*)</g)].map(([, text]) => text);
}

describe('the audit log of a simulated PC', () => {
  it('knows the FILETIME of a time to 100 ns', () => {
    expect(fileTime('2017-04-03T18:56:13.4179782Z')).toBe(131357193734179782n);
    expect(fileTime('2017-04-03T18:56:13')).toBe(131357193730000000n);
  });

  it.each<[Record<string, string>, number[]]>([
    [{}, [1, 3, 2, 0]],
    [{ LogCount: '2' }, [1, 3]],
    [{ LogCount: '9', StartTime: '2026-11-02T00:00:00.000Z' }, [3, 2, 0]],
    [{ LogCount: '9', StartTime: '2026-11-02T00:00:00.123Z' }, [2, 0]],
    [{ LogCount: '9', StartTime: '2026-11-02T00:00:00.1234568Z' }, [0]],
  ])('goes forward from the start, inclusive, by count: %j', (filter, expected) => {
    expect(read('RetrieveByCount', filter)).toEqual(expected.map((index) => TIMES[index]));
  });

  it.each<[Record<string, string>, number[]]>([
    [{}, [1, 3, 2, 0]],
    [{ StartTime: '2026-11-02T00:00:00Z' }, [3, 2, 0]],
    [{ StopTime: '2026-11-02T00:00:00Z' }, [1, 3]],
    [{ StartTime: '2026-11-02T00:00:00Z', StopTime: '2026-11-02T00:00:01Z' }, [3, 2]],
  ])('covers a range of time with both ends: %j', (filter, expected) => {
    expect(read('RetrieveByTimeRange', filter)).toEqual(expected.map((index) => TIMES[index]));
  });

  it('keeps records of several users apart', () => {
    const records = [recordAt('2026-11-01T00:00:00Z'), recordAt('2026-11-02T00:00:00Z', { userId: 'S-1-5-21-1' })];
    const tree = new ManagementTree(wipLogBehaviors(records));
    expect(tree.valueOf(`${REPORTING}/RetrieveByCount/Logs`)?.match(/<User UserID="[^"]*"/g)).toEqual([
      '<User UserID="S-1-12-1-1-2-3-4"',
      '<User UserID="S-1-5-21-1"',
    ]);
  });

  it.each([
    ['escaped', '<Data>&lt;a&gt;1 &amp;amp; ]]&gt;&lt;/a&gt;</Data>'],
    ['cdata', '<Data><![CDATA[<a>1 &amp; ]]]]><![CDATA[></a>]]></Data>'],
    ['inline', '<Data><?xml version="1.0" encoding="utf-8"?><a>1 &amp; ]]></a></Data>'],
  ] as const)('is written %s where the PC does so', (xmlForm, expected) => {
    const item = { source: `${REPORTING}/RetrieveByCount/Logs`, format: 'xml', data: '<a>1 &amp; ]]></a>' };
    const head = { sessionId: '1', msgId: 2, server: 's', device: 'd', limits: {}, final: true };
    const command = { kind: 'Results', msgRef: 1, cmdRef: '3', cmdId: '4', item } as const;
    expect(writeClientMessage({ ...head, xmlForm, commands: [command] })).toContain(expected);
  });
});
