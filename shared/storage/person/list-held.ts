import { foreignPlace } from '../foreign-place';
import { EVERYTHING } from '../keys';
import type { StoredRow } from '../row';
import { optionalText, text } from '../rows/columns';
import type { HeldPage, HeldRow, Wanted } from '../stores/persons';
import { allowance } from './allowance';
import { type HeldPlace, placeOfText, textOfPlace } from './held-place';
import { heldRow } from './held-row';
import { hadDevice, type OwnedDevice, type OwnedDevices, ownedDevices } from './owned-devices';
import type { Looking } from './person-tables';
import { isEnrollment, rowsOfEnrollment } from './rows-of-device';
import { mentions, SOURCES, type Source, type SourceName } from './sources';

/** Steps of one request, and rows after which it ends. */
const MOST_STEPS = 50;
const ENOUGH_ROWS = 300;

const ORDER: readonly SourceName[] = ['people', 'visits', 'devices', 'roster', 'due', 'tenants', 'wiplogs', 'audit'];

/**
 * A part of what is held on a person: as much as one request may look for.
 * @throws ServiceError `invalid` / `page.continuation-invalid`
 */
export async function listHeld(looking: Looking, { logs, clock, continuation }: Wanted): Promise<HeldPage> {
  const mayGoOn = allowance(clock, MOST_STEPS);
  const owned = rememberingLast((place) => ownedDevices(looking, place));
  const rows: HeldRow[] = [];
  let at: HeldPlace | undefined = continuation === undefined ? { source: 0 } : placeOfText(continuation);
  while (at !== undefined && rows.length < ENOUGH_ROWS && mayGoOn()) {
    const step = await look({ ...looking, logs, owned }, at);
    rows.push(...step.rows);
    at = step.next;
  }
  return { rows, ...(at === undefined ? {} : { continuation: textOfPlace(at) }) };
}

interface Going extends Looking {
  readonly logs: boolean;
  readonly owned: (place: string | undefined) => Promise<OwnedDevices>;
}

/** One search, and before it one for devices where the source needs them. */
async function look({ logs, owned, ...looking }: Going, at: HeldPlace): Promise<{ rows: HeldRow[]; next?: HeldPlace }> {
  const source = sourceOf(at);
  const { devices, next: further } = BY_DEVICE.has(source.name) ? await owned(at.devices) : NO_DEVICES;
  const isFirst = at.devices === undefined;
  const isLeftOut = (source.name === 'wiplogs' && !logs) || (!isFirst && devices.length === 0);
  const page = isLeftOut
    ? NOTHING
    : await looking.tables[source.table].search(source.search(looking.person), source.size, at.place);
  const own = await OWN[source.name](page.rows, { ...looking, devices, isFirst });
  const rows = own.flatMap((row) => heldRow(source.table, row, looking.person) ?? []);
  return { rows, ...placeAfter(at, page.next, further) };
}

const NOTHING: { readonly rows: readonly StoredRow[]; readonly next?: string } = { rows: [] };
const NO_DEVICES: OwnedDevices = { devices: [] };
const BY_DEVICE: ReadonlySet<SourceName> = new Set(['due', 'audit']);

function placeAfter(at: HeldPlace, next: string | undefined, further: string | undefined): { next?: HeldPlace } {
  const { source } = at;
  if (next !== undefined) return { next: { ...at, place: next } };
  if (further !== undefined) return { next: { source, devices: further } };
  return source + 1 < ORDER.length ? { next: { source: source + 1 } } : {};
}

function sourceOf({ source }: HeldPlace): Source {
  const name = ORDER[source];
  if (name === undefined) throw foreignPlace();
  return SOURCES[name];
}

// Steps that follow each other mostly need the same devices.
function rememberingLast<T>(find: (place: string | undefined) => Promise<T>): typeof find {
  let last: { readonly place: string | undefined; readonly found: Promise<T> } | undefined;
  return (place) => {
    if (last === undefined || last.place !== place) last = { place, found: find(place) };
    return last.found;
  };
}

interface Finding extends Looking {
  readonly devices: readonly OwnedDevice[];
  /** False where the same rows were looked through already, for other devices: what names the person was found then. */
  readonly isFirst: boolean;
}

/** Which of the rows that were found are the person's, and what belongs to them. */
type Own = (found: readonly StoredRow[], finding: Finding) => Promise<readonly StoredRow[]>;

const all: Own = async (found) => found;

const OWN: Readonly<Record<SourceName, Own>> = {
  people: all,
  visits: async (found, { person }) => found.filter(({ columns }) => columns['tenantId'] === person.tenantId),
  devices: ownDeviceRows,
  roster: all,
  due: ownDueRows,
  tenants: all,
  wiplogs: all,
  audit: ownAuditRows,
};

async function ownDeviceRows(found: readonly StoredRow[], { tables, person }: Finding): Promise<StoredRow[]> {
  // What the person asked for as an administrator is found by itself, on whoever's device.
  const isAsked = ({ columns }: StoredRow) => columns['requestedBy'] === person.userId;
  const rows: StoredRow[] = [];
  for (const row of found) {
    if (!isEnrollment(row)) rows.push(row);
    else {
      const device = await tables.devices.readRange(row.partition, EVERYTHING);
      rows.push(...rowsOfEnrollment(device, row).filter((one) => !isAsked(one)));
    }
  }
  return rows;
}

async function ownDueRows(found: readonly StoredRow[], { person, devices, isFirst }: Finding): Promise<StoredRow[]> {
  const theirs = devices.filter(({ to }) => to === undefined).map(({ deviceId }) => deviceId);
  const subjects = new Set<string>([...(isFirst ? [person.userId] : []), ...theirs]);
  return found.filter((row) => subjects.has(text(row, 'subject')));
}

async function ownAuditRows(found: readonly StoredRow[], { person, devices, isFirst }: Finding): Promise<StoredRow[]> {
  const isAboutDevice = (row: StoredRow) =>
    hadDevice(devices, row.columns['deviceId'], optionalText(row, 'at') ?? text(row, 'confirmedAt'));
  return found.filter((row) => (mentions(row, person).length > 0 ? isFirst : isAboutDevice(row)));
}
