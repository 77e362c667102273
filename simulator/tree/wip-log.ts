import { element, escapeXml, textElement } from '../xml/write-xml';
import type { Behaviors, NodeBehavior } from './behavior';
import type { TreeReader } from './management-tree';

const REPORTING = './Vendor/MSFT/Reporting/EnterpriseDataProtection';
const TICKS_PER_SECOND = 10_000_000n;
const SECONDS_FROM_1601_TO_1970 = 11_644_473_600n;

/** A record of the audit log of Windows Information Protection. */
export interface WipLogRecord {
  /** FILETIME: 100 ns since 1601. */
  readonly ticks: bigint;
  /** `DataCopied`, `ProtectionRemoved`, `ApplicationGenerated`. */
  readonly logType: string;
  /** Security identifier and enterprise of the user to whom it belongs. */
  readonly userId: string;
  readonly enterpriseId: string;
  /** Elements of the record by name; NULL stands for what is missing. */
  readonly members: Readonly<Record<string, string>>;
}

/** The FILETIME of a time, ISO 8601 in UTC with up to seven digits of a second. */
export function fileTime(iso: string): bigint {
  const [, seconds = '', part = ''] = /^(.{19})(?:\.(\d{1,7})\d*)?Z?$/.exec(iso) ?? [];
  const whole = BigInt(Date.parse(`${seconds}Z`) / 1_000) + SECONDS_FROM_1601_TO_1970;
  return whole * TICKS_PER_SECOND + BigInt(part.padEnd(7, '0'));
}

/**
 * The nodes that hand out the audit log: by count, forward from a start, or by a range of time, both ends inclusive
 * (Reporting CSP). `records` is the PC's log; it may grow while the PC is used.
 */
export function wipLogBehaviors(records: readonly WipLogRecord[]): Behaviors {
  const byCount: NodeBehavior = {
    read: (_uri, tree) => {
      const count = Number(tree.valueOf(`${REPORTING}/RetrieveByCount/LogCount`) ?? records.length);
      return writeLog(between(records, tree, 'RetrieveByCount').slice(0, count));
    },
  };
  const byTime: NodeBehavior = { read: (_uri, tree) => writeLog(between(records, tree, 'RetrieveByTimeRange')) };
  return new Map([
    [`${REPORTING}/RetrieveByCount/Logs`, byCount],
    [`${REPORTING}/RetrieveByTimeRange/Logs`, byTime],
  ]);
}

function between(records: readonly WipLogRecord[], tree: TreeReader, branch: string): readonly WipLogRecord[] {
  const limit = (name: string) => {
    const time = tree.valueOf(`${REPORTING}/${branch}/${name}`);
    return time === undefined ? undefined : fileTime(time);
  };
  const start = limit('StartTime');
  const stop = limit('StopTime');
  return records
    .filter(({ ticks }) => (start === undefined || ticks >= start) && (stop === undefined || ticks <= stop))
    .toSorted((a, b) => (a.ticks < b.ticks ? -1 : Number(a.ticks > b.ticks)));
}

function writeLog(records: readonly WipLogRecord[]): string {
  return element('Reporting Version="com.contoso/2.0/MDM/Reporting"', ...runsOf(records).map(writeUser));
}

// Records of one user that follow one another stand together.
function runsOf(records: readonly WipLogRecord[]): readonly (readonly WipLogRecord[])[] {
  const runs: WipLogRecord[][] = [];
  for (const record of records) {
    const last = runs.at(-1);
    if (last?.[0]?.userId === record.userId && last[0].enterpriseId === record.enterpriseId) last.push(record);
    else runs.push([record]);
  }
  return runs;
}

function writeUser(records: readonly WipLogRecord[]): string {
  const { userId = 'NULL', enterpriseId = 'NULL' } = records[0] ?? {};
  return element(
    `User UserID="${escapeXml(userId)}" EnterpriseID="${escapeXml(enterpriseId)}"`,
    ...records.map(writeRecord),
  );
}

function writeRecord({ ticks, logType, members }: WipLogRecord): string {
  return element(
    `Log ProviderType="EDPAudit" LogType="${escapeXml(logType)}" TimeStamp="${ticks}"`,
    ...Object.entries(members).map(([name, text]) => textElement(name, text)),
  );
}
