import type { ActionAnswer, DeviceAnswer } from '../devices/answers';
import { counted, indented, table } from './table';

type Setting = DeviceAnswer['settings'][number];

/** A device for people: who and what, how it stands, what was asked of it, and these of its settings. */
export function deviceLines(device: DeviceAnswer, settings: readonly Setting[]): readonly string[] {
  const { actions, history } = device;
  return [
    ...table([device.device.name ?? 'a PC without a name', ''], facts(device)),
    ...complianceLines(device),
    ...section('Asked of it', actions.map(actionRow), ['action', 'type', 'status', 'since', 'that is']),
    ...section('Over', history.actions.map(actionRow), ['action', 'type', 'status', 'since', 'that is']),
    ...settingLines(device, settings),
  ];
}

function facts(device: DeviceAnswer): readonly (readonly string[])[] {
  const { deviceId, userName, userId, status, enrolledAt, endedAt, endedBy, lastSyncAt, policy } = device;
  return [
    ['device id', deviceId],
    ['user', userName === undefined ? userId : `${userName} (${userId})`],
    ['status', status],
    ['enrolled', enrolledAt],
    ...(endedAt === undefined ? [] : [['ended', `${endedAt}, by ${endedBy ?? 'nobody known'}`]]),
    ['Windows', device.device.osVersion ?? '-'],
    ['last sync', lastSyncAt ?? 'none yet'],
    ['policy', policy === undefined ? 'not settled on one yet' : `${policy.name}, revision ${policy.revision}`],
    ...directoryFacts(device),
    ...[device.lostContact, device.withoutWip].flatMap((condition) =>
      condition === undefined ? [] : [['mind', `${condition.meaning}, since ${condition.since}`]],
    ),
  ];
}

function directoryFacts({ directory = {} }: DeviceAnswer): readonly (readonly string[])[] {
  const { written, problem } = directory;
  return [
    ...(written === undefined ? [] : [['Entra knows it', `${standingOf(written)}, since ${written.at}`]]),
    ...(problem === undefined ? [] : [['Entra', `${problem.meaning}. ${problem.remedy}`]]),
  ];
}

function standingOf({ isManaged, isCompliant }: { readonly isManaged: boolean; readonly isCompliant: boolean }) {
  if (!isManaged) return 'as not managed';
  return isCompliant ? 'as managed and compliant' : 'as managed, not compliant';
}

function complianceLines({ compliance }: DeviceAnswer): readonly string[] {
  if (compliance === undefined) return [];
  const { state, since, until, reasons } = compliance;
  const grace = until === undefined ? '' : `, in grace until ${until}`;
  const rows = reasons.map(({ code, meaning = code, remedy = '' }) => [meaning, remedy]);
  return [
    '',
    `Compliance: ${state} since ${since}${grace}`,
    ...(rows.length === 0 ? [] : indented(table(['reason', 'what to do'], rows))),
  ];
}

function actionRow({ id, type, status, changedAt, meaning, reason }: ActionAnswer): readonly string[] {
  return [id, type, status, changedAt, reason === undefined ? meaning : `${meaning}: ${reason}`];
}

function settingLines({ settings: all }: DeviceAnswer, shown: readonly Setting[]): readonly string[] {
  const inForce = all.filter((setting) => setting.inForce).length;
  const head = `Settings: ${inForce} of ${counted(all.length, 'setting')} in force`;
  const rows = shown.map(({ setting, status, meaning, at, nextTryAt }) => [
    setting,
    String(status),
    at,
    nextTryAt === undefined ? meaning : `${meaning}; next try ${nextTryAt}`,
  ]);
  return ['', ...(rows.length === 0 ? [head] : section(head, rows, ['setting', 'status', 'at', 'that is']).slice(1))];
}

function section(title: string, rows: readonly (readonly string[])[], head: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : ['', `${title}:`, ...indented(table(head, rows))];
}
