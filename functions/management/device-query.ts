import { z } from 'zod';
import { ACTION_TYPES } from '../../shared/actions/action';
import { COMPLIANCE_STATES, type ComplianceState } from '../../shared/compliance/verdict';
import type { RosterEntry } from '../../shared/storage/stores/roster';
import { WIP_STATES } from '../../shared/sync/summarize';
import { policyName } from '../../shared/tenant/tenant';
import { pageQuery } from './page-query';

const flag = z.enum(['true', 'false']);
const time = z.iso.datetime({ offset: true });

/** Filters of the list of devices. */
export const deviceFilters = {
  user: z.guid().toLowerCase().optional().describe('Object id of the user.'),
  status: z.enum(['enrolled', 'unenrolled']).optional().describe('`enrolled` or `unenrolled`.'),
  policy: policyName.optional().describe('Name of the policy on which the device has settled.'),
  compliance: z
    .enum(COMPLIANCE_STATES)
    .optional()
    .describe(`How it stands against the demands of its policy: ${COMPLIANCE_STATES.join(', ')}.`),
  wip: z
    .enum(WIP_STATES)
    .optional()
    .describe(`Windows Information Protection on the device: ${WIP_STATES.join(', ')}.`),
  action: z
    .enum([...ACTION_TYPES, 'any'])
    .optional()
    .describe(`Type of an action that is not over, or \`any\`: ${ACTION_TYPES.join(', ')}.`),
  name: z.string().min(1).max(256).optional().describe('Part of the name of the device or of its user, in any case.'),
  failing: flag.optional().describe('`true`: only devices that refused a setting; `false`: only the others.'),
  lost: flag
    .optional()
    .describe('`true`: only devices that were silent for the days of the tenant; `false`: the others.'),
  enrolledBefore: time.optional().describe('Time (ISO 8601) before which the device enrolled.'),
  enrolledSince: time.optional().describe('Time (ISO 8601) from which on the device enrolled.'),
  notSeenSince: time.optional().describe('Time (ISO 8601) from which on nothing was heard of the device.'),
} as const;

/** The query of the list of devices; all filters that are given must hold. */
export const deviceQuery = z.strictObject({ ...pageQuery, ...deviceFilters });

/** See {@link deviceFilters}. */
export type DeviceFilters = z.infer<z.ZodObject<typeof deviceFilters>>;

/** True for a device that is to be listed. */
export type DeviceFilter = (entry: RosterEntry) => boolean;

const when = <T>(wanted: T | undefined, filter: (wanted: T) => DeviceFilter): DeviceFilter[] =>
  wanted === undefined ? [] : [filter(wanted)];

/** The filters of a query as one; `undefined` when it has none. */
export function deviceFilter(filters: DeviceFilters, now: Date): DeviceFilter | undefined {
  const given = [...byIdentity(filters), ...byState(filters, now), ...byTime(filters)];
  return given.length === 0 ? undefined : (entry) => given.every((filter) => filter(entry));
}

function byIdentity({ user, status, policy, name }: DeviceFilters): DeviceFilter[] {
  return [
    ...when(user, (wanted) => (entry) => entry.userId === wanted),
    ...when(status, (wanted) => (entry) => entry.status === wanted),
    ...when(policy, (wanted) => (entry) => entry.policy?.name === wanted),
    ...when(name?.toLowerCase(), (part) => (entry) => namesOf(entry).some((text) => text.includes(part))),
  ];
}

function byState({ compliance, wip, action, failing, lost }: DeviceFilters, now: Date): DeviceFilter[] {
  return [
    ...when(compliance, (wanted) => (entry) => complianceAt(entry, now) === wanted),
    ...when(wip, (wanted) => (entry) => (entry.wip ?? 'none') === wanted),
    ...when(
      action,
      (wanted) =>
        ({ openActions = [] }) =>
          wanted === 'any' ? openActions.length > 0 : openActions.includes(wanted),
    ),
    ...when(failing, (wanted) => (entry) => String((entry.failedSettings ?? 0) > 0) === wanted),
    ...when(lost, (wanted) => (entry) => String(entry.lostSince !== undefined) === wanted),
  ];
}

function byTime({ enrolledBefore, enrolledSince, notSeenSince }: DeviceFilters): DeviceFilter[] {
  return [
    ...when(enrolledBefore, (wanted) => (entry) => isBefore(entry.enrolledAt, wanted)),
    ...when(enrolledSince, (wanted) => (entry) => !isBefore(entry.enrolledAt, wanted)),
    ...when(notSeenSince, (wanted) => (entry) => isBefore(seenAt(entry), wanted)),
  ];
}

/** When a device was heard of, as its row in the list knows: by the week. */
export const seenAt = ({ seenAt: seen, enrolledAt }: RosterEntry): string => seen ?? enrolledAt;

/** True when a time lies before another one; both ISO 8601, with whatever offset. */
export const isBefore = (time: string, other: string): boolean => Date.parse(time) < Date.parse(other);

function namesOf({ deviceName = '', userName = '' }: RosterEntry): readonly string[] {
  return [deviceName.toLowerCase(), userName.toLowerCase()];
}

// No sync happens when a grace runs out.
function complianceAt({ compliance }: RosterEntry, now: Date): ComplianceState {
  if (compliance === undefined) return 'unknown';
  const isOver = compliance.until !== undefined && isBefore(compliance.until, now.toISOString());
  return compliance.state === 'inGrace' && isOver ? 'notCompliant' : compliance.state;
}
