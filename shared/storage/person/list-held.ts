import { foreignPlace } from '../foreign-place';
import { EVERYTHING } from '../keys';
import type { StoredRow } from '../row';
import { optionalText, text } from '../rows/columns';
import type { HeldPage, HeldRow } from '../stores/persons';
import { heldRow } from './held-row';
import { hadDevice, type OwnedDevice, ownedDevices } from './owned-devices';
import type { Looking } from './person-tables';
import { isEnrollment, rowsOfEnrollment } from './rows-of-device';
import { mentions, SOURCES, type Source, type SourceName } from './sources';

/** Searches of one request, and rows after which it ends. */
const MOST_SEARCHES = 50;
const ENOUGH_ROWS = 300;

const ORDER: readonly SourceName[] = ['people', 'visits', 'devices', 'roster', 'due', 'tenants', 'wiplogs', 'audit'];

/** Which part of what is held, and whether records of the protection's log are wanted. */
export interface Wanted {
  readonly logs: boolean;
  readonly continuation?: string;
}

/**
 * A part of what is held on a person: as much as one request may look for.
 * @throws ServiceError `invalid` / `page.continuation-invalid`
 */
export async function listHeld(looking: Looking, { logs, continuation }: Wanted): Promise<HeldPage> {
  const owned = once(() => ownedDevices(looking));
  const rows: HeldRow[] = [];
  let at: Place | undefined = continuation === undefined ? { source: 0 } : placeOf(continuation);
  for (let searches = 0; at !== undefined && searches < MOST_SEARCHES && rows.length < ENOUGH_ROWS; searches += 1) {
    const source = sourceOf(at);
    const isLeftOut = source.name === 'wiplogs' && !logs;
    const page = isLeftOut
      ? NOTHING
      : await looking.tables[source.table].search(source.search(looking.person), source.size, at.place);
    const own = await OWN[source.name](page.rows, { ...looking, owned });
    rows.push(...own.flatMap((row) => heldRow(source.table, row, looking.person) ?? []));
    at = placeAfter(at, page.next);
  }
  return { rows, ...(at === undefined ? {} : { continuation: `${at.source}.${at.place ?? ''}` }) };
}

const NOTHING: { readonly rows: readonly StoredRow[]; readonly next?: string } = { rows: [] };

interface Place {
  readonly source: number;
  readonly place?: string;
}

function placeAfter({ source }: Place, next: string | undefined): Place | undefined {
  if (next !== undefined) return { source, place: next };
  return source + 1 < ORDER.length ? { source: source + 1 } : undefined;
}

function sourceOf({ source }: Place): Source {
  const name = ORDER[source];
  if (name === undefined) throw foreignPlace();
  return SOURCES[name];
}

function placeOf(continuation: string): Place {
  const [, source, place] = /^(\d)\.([\w-]*)$/.exec(continuation) ?? [];
  if (source === undefined) throw foreignPlace();
  return { source: Number(source), ...(place === undefined || place === '' ? {} : { place }) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

interface Finding extends Looking {
  readonly owned: () => Promise<readonly OwnedDevice[]>;
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

async function ownDueRows(found: readonly StoredRow[], { person, owned }: Finding): Promise<StoredRow[]> {
  const theirs = (await owned()).filter(({ to }) => to === undefined).map(({ deviceId }) => deviceId);
  const subjects = new Set<string>([person.userId, ...theirs]);
  return found.filter((row) => subjects.has(text(row, 'subject')));
}

async function ownAuditRows(found: readonly StoredRow[], { person, owned }: Finding): Promise<StoredRow[]> {
  const devices = await owned();
  const isAboutDevice = (row: StoredRow) =>
    hadDevice(devices, row.columns['deviceId'], optionalText(row, 'at') ?? text(row, 'confirmedAt'));
  return found.filter((row) => mentions(row, person).length > 0 || isAboutDevice(row));
}
