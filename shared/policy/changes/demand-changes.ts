import { isDeepStrictEqual } from 'node:util';
import type { PolicyDocument } from '../document';
import { type ChangeRule, warn } from './change-rule';

/** What holds where a member is absent: it says how PCs are judged, and demands nothing by itself. */
const DEFAULTS = { graceHours: 0, unknownIs: 'notCompliant', factsEveryDays: 7 } as const;

/** What is demanded, by member; one that is absent, null or false demands nothing. */
function demandsOf({ compliance }: PolicyDocument): ReadonlyMap<string, unknown> {
  const given = Object.entries(compliance ?? {}).filter(([, value]) => value != null && value !== false);
  return new Map<string, unknown>([...Object.entries(DEFAULTS), ...given]);
}

/** CHANGE-9: the same PC may be judged otherwise. */
const demandsOtherwise: ChangeRule = (before, after) => {
  const [old, fresh] = [demandsOf(before), demandsOf(after)];
  if ([...fresh.keys()].every((name) => name in DEFAULTS)) return [];
  const changed = [...fresh].filter(([name, value]) => !isDeepStrictEqual(old.get(name), value)).map(([name]) => name);
  if (changed.length === 0) return [];
  return [
    warn(after, 'compliance', {
      rule: 'CHANGE-9',
      message: `PCs are judged by other demands from their next sync on: ${changed.join(', ')}`,
      allowed: 'the demands of the revision before',
      suggestion:
        'give users time with graceHours, and look at `mam compliance list --not` before anything depends on it',
    }),
  ];
};

const collectsLogs: ChangeRule = (before, after) =>
  before.logs?.collectWipAudit !== true && after.logs?.collectWipAudit === true
    ? [
        warn(after, 'logs.collectWipAudit', {
          rule: 'CHANGE-10',
          message: 'names of files and sites on PCs of people are collected from now on',
          allowed: 'false, or nothing',
          suggestion: 'tell the users in the terms of use first, and keep the records no longer than needed',
        }),
      ]
    : [];

/** CHANGE-9 and CHANGE-10: what is demanded of PCs, and what is collected of their users. */
export const demandChanges: readonly ChangeRule[] = [demandsOtherwise, collectsLogs];
