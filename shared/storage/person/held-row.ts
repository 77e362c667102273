import { parseDeviceId } from '../../ids';
import { isPastAction, LIVE, proofPartition, WRITE_BACK } from '../keys';
import type { StoredRow } from '../row';
import { bytes, json } from '../rows/columns';
import { readState } from '../rows/state-row';
import type { HeldRow, Person } from '../stores/persons';
import type { TableName } from '../tables';
import { ADDRESS_FACTS, HELD_COLUMNS, type HeldKind, PERSON_COLUMNS, PERSON_FACTS } from './held-columns';
import { deviceOfPartition, isEnrollment } from './rows-of-device';

/** A row as it is handed out to the person that it is about; `undefined` where it only keeps the service going. */
export function heldRow(table: TableName, row: StoredRow, person: Person): HeldRow | undefined {
  const kind = KINDS[table](row, person);
  if (kind === undefined) return undefined;
  const names = HELD_COLUMNS[kind].filter((name) => isShown(row.columns[name], name, person));
  const held = Object.fromEntries(names.map((name) => [name, shown(kind, name, { row, person })]));
  const deviceId = DEVICE_OF[kind]?.(row);
  return { row: kind, ...(deviceId === undefined ? {} : { deviceId }), held: { ...held, ...keyed(kind, row) } };
}

type KindOf = (row: StoredRow, person: Person) => HeldKind | undefined;

const DEVICE_KINDS: readonly (readonly [HeldKind, (row: StoredRow) => boolean])[] = [
  ['devices enrollment', isEnrollment],
  ['devices state', ({ key }) => key === LIVE.state],
  ['devices session', ({ key }) => key === LIVE.session],
  ['devices action', ({ key }) => key.startsWith(LIVE.actions.from) || isPastAction(key)],
  ['devices chunk', ({ key }) => key.startsWith('chunk_')],
  ['devices directory', ({ key }) => key === WRITE_BACK],
];

const PEOPLE_KINDS: readonly (readonly [HeldKind, string])[] = [
  ['people terms', 'terms_'],
  ['people device', 'device_'],
  ['people visit', 'visit_'],
];

const KINDS: Readonly<Record<TableName, KindOf>> = {
  people: ({ key }) => PEOPLE_KINDS.find(([, prefix]) => key.startsWith(prefix))?.[0],
  devices: (row) => DEVICE_KINDS.find(([, is]) => is(row))?.[0],
  roster: () => 'roster device',
  due: () => 'due entry',
  tenants: () => 'tenants policy',
  audit: ({ partition }, { tenantId }) => (partition === proofPartition(tenantId) ? 'audit proof' : 'audit month'),
  wiplogs: () => 'wiplogs record',
};

const keyedDevice = ({ key }: StoredRow) => parseDeviceId(key.slice(key.indexOf('_') + 1));

const DEVICE_OF: Readonly<Partial<Record<HeldKind, (row: StoredRow) => HeldRow['deviceId']>>> = {
  'people device': keyedDevice,
  'roster device': keyedDevice,
  'devices enrollment': deviceOfPartition,
  'devices state': deviceOfPartition,
  'devices session': deviceOfPartition,
  'devices action': deviceOfPartition,
  'devices chunk': deviceOfPartition,
  'devices directory': deviceOfPartition,
  'wiplogs record': deviceOfPartition,
};

function isShown(value: unknown, name: string, { userId }: Person): boolean {
  return value !== undefined && (!PERSON_COLUMNS.has(name) || value === userId);
}

interface Showing {
  readonly row: StoredRow;
  readonly person: Person;
}

type Shown = (showing: Showing, name: string) => unknown;

const asJson: Shown = ({ row }, name) => json(row, name);

const TAKEN_APART: ReadonlyMap<string, Shown> = new Map<string, Shown>([
  ['devices action request', asJson],
  ['devices state inquiries', asJson],
  ['devices state compliance', asJson],
  [
    'devices state data',
    ({ row }) => readState(row).settings.map(({ key, code, at }) => ({ setting: key, status: code, at })),
  ],
  // Nobody knows what it says before the rest has come; it may be a page of the protection's log.
  ['devices chunk data', ({ row }) => ({ bytes: bytes(row, 'data').length })],
  ['audit month facts', ({ row, person }) => ownFacts(json(row, 'facts'), person)],
  ['wiplogs record event', asJson],
]);

function shown(kind: HeldKind, name: string, showing: Showing): unknown {
  const takeApart = TAKEN_APART.get(`${kind} ${name}`);
  return takeApart === undefined ? showing.row.columns[name] : takeApart(showing, name);
}

function ownFacts(facts: unknown, { userId }: Person): unknown {
  if (typeof facts !== 'object' || facts === null) return facts;
  const isHeld = ([name, value]: [string, unknown]) =>
    !ADDRESS_FACTS.has(name) && (!PERSON_FACTS.has(name) || value === userId);
  return Object.fromEntries(Object.entries(facts).filter(isHeld));
}

// A revision is named by its key alone.
function keyed(kind: HeldKind, { key }: StoredRow): Readonly<Record<string, unknown>> {
  if (kind !== 'tenants policy') return {};
  const [, policy, revision] = key.split('_');
  return { policy, revision: Number(revision) };
}
