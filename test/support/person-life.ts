import { personClaims } from '../../local/entra/claims';
import { parseUserId, type UserId } from '../../shared/ids';
import { parseVisitId, type VisitId } from '../../shared/onboarding/visit';
import { newGuid } from '../../shared/random';
import type { Person } from '../../shared/storage/stores/persons';
import { openVisitStore } from '../../shared/storage/visit-store';
import { tenantSettings } from '../../shared/tenant/tenant';
import { fileTime, type SimulatedPc, type WipLogRecord, wipLogBehaviors } from '../../simulator/index';
import { everyRow, type RawRow, textOf } from './every-row';
import { keyOf, Manager, managerOf, pcOf, WIP_POLICY } from './managed-pc';
import type { TestPerson, TestService } from './service';
import { onboardWithTerms, openTerms } from './terms-visit';

/** A person whose rows lie in every table, among those of others. */
export interface PersonLife {
  readonly tenantId: string;
  /** Who is exported and erased: object id and sign-in name, which nobody else has. */
  readonly userId: string;
  readonly userName: string;
  /** The same, as storage knows them. */
  readonly person: Person;
  /** A PC that another user has enrolled since, one that was wiped, and the other user's own one. */
  readonly handedOver: string;
  /** A PC with a log of the other user, which the person had after that, and which has left since. */
  readonly inherited: string;
  readonly wiped: string;
  readonly others: string;
  readonly other: TestPerson;
  /** An administrator, and one who reads the logs as well. */
  readonly admin: Manager;
  readonly logAdmin: Manager;
  /** The same object id in another tenant, which has a PC there. */
  readonly namesake: TestPerson;
  /** A new PC of the person, enrolled. */
  enrollAnother(): Promise<{ pc: SimulatedPc; deviceId: string }>;
}

const POLICY = { ...WIP_POLICY, logs: { collectWipAudit: true } };
const SETTINGS = { termsRequired: true, defaultPolicy: 'pcs' };
const RECORDS = 3;

/** Lives such a life: everything over HTTP, but for a visit to onboarding, which needs a browser. */
export async function personLife(service: TestService, tablesConnection: string): Promise<PersonLife> {
  const first = await onboardWithTerms(service);
  const { tenantId, userId } = first;
  const userName = `grace.${newGuid().slice(0, 8)}@contoso.example`;
  const admin = await managerOf(service, tenantId);
  await admin.savePolicy(POLICY);
  await admin.call('PUT', 'tenant', tenantSettings.parse(SETTINGS));
  const other: TestPerson = { tenantId, userId: newGuid(), deviceId: newGuid() };
  const namesake: TestPerson = { ...(await onboardWithTerms(service)), userId };
  for (const one of [other, namesake]) await enrolled(service, one);

  await enrolled(service, first, { userName, log: 'C:\\GraceFiles\\' });
  await enrolled(service, { ...other, deviceId: first.deviceId }, { log: 'C:\\OtherFiles\\' });
  const inherited = newGuid();
  await enrolled(service, { ...other, deviceId: inherited }, { log: 'C:\\OtherFiles\\' });
  await (await enrolled(service, { ...first, deviceId: inherited }, { userName })).pc.unenroll();
  const second = { ...first, deviceId: newGuid() };
  const { pc } = await enrolled(service, second, { userName, log: 'C:\\GraceFiles\\' });
  await asAdministrator(service, { tenantId, userId, others: [other.deviceId, first.deviceId] });
  await admin.act(second.deviceId, { type: 'wipe' });
  await pc.sync();
  for (const one of [second, other]) await toldOf(service, one);
  await openTerms(service, first);
  await visits(tablesConnection, [first, { ...first, userId: other.userId }, namesake]);

  const enrollAnother = async () => {
    const third = { ...first, deviceId: newGuid() };
    return { ...(await enrolled(service, third, { userName })), deviceId: third.deviceId };
  };
  const logAdmin = await managerOf(service, tenantId, ['Mam.Admin', 'Mam.LogReader']);
  const devices = { handedOver: first.deviceId, inherited, wiped: second.deviceId, others: other.deviceId };
  const person = { tenantId: keyOf(first).tenantId, userId: userIdOf(first) };
  return { tenantId, userId, userName, person, ...devices, other, admin, logAdmin, namesake, enrollAnother };
}

/** The rows of such a life, of both tenants in which the object id stands, for tables that a test fills by itself. */
export async function rowsOfLife(service: TestService, tablesConnection: string) {
  const { person, tenantId, namesake } = await personLife(service, tablesConnection);
  const isOfLife = (row: RawRow) => [tenantId, namesake.tenantId].some((id) => textOf(row).includes(id));
  const rows: readonly RawRow[] = (await everyRow(tablesConnection)).filter(isOfLife);
  return { rows, person };
}

/** Has Entra told that a PC is managed and compliant, as housekeeping does where the tenant wants that. */
export async function toldOf({ store }: TestService, person: TestPerson): Promise<void> {
  const written = { isManaged: true, isCompliant: true, at: new Date().toISOString() };
  await store.writeBacks.save(keyOf(person), undefined, { written });
}

interface How {
  readonly userName?: string;
  /** Folder of the files that its log names. */
  readonly log?: string;
}

async function enrolled(service: TestService, person: TestPerson, { userName, log }: How = {}) {
  const records: WipLogRecord[] = [];
  const name = userName === undefined ? {} : { userName };
  const pc = pcOf(service, person, { behaviors: wipLogBehaviors(records), ...name });
  const answer = await pc.answerTerms(await pc.showTerms(`${service.origin}/mam/terms`), 'accept');
  if (!answer.accepted) throw new Error('the terms were accepted');
  await pc.enroll(`${service.origin}/mam/enroll`, answer.opaqueBlob);
  await pc.sync();
  if (log !== undefined) {
    await note(service, { person, records, folder: log });
    const admin = await managerOf(service, person.tenantId);
    await admin.act(person.deviceId, { type: 'resync' });
    await pc.sync();
  }
  return { pc };
}

interface Noting {
  readonly person: TestPerson;
  readonly records: WipLogRecord[];
  readonly folder: string;
}

async function note({ store }: TestService, { person, records, folder }: Noting): Promise<void> {
  const { tenantId, deviceId } = keyOf(person);
  const { enrollment } = await store.devices.loadLive(tenantId, deviceId);
  const start = fileTime(enrollment?.value.enrolledAt ?? '');
  for (let n = 0; n < RECORDS; n += 1) {
    const members = { Policy: 'CopyPaste', Justification: 'NULL', FilePath: `${folder}${n}.docx` };
    const ticks = start + BigInt(n * 10_000);
    records.push({ ticks, logType: 'DataCopied', userId: 'S-1-12-1-1-2-3-4', enterpriseId: 'contoso.com', members });
  }
}

/** A manager with an object id of one's own. */
export async function managerWith(
  service: TestService,
  { tenantId, id, roles }: { readonly tenantId: string; readonly id: string; readonly roles: readonly string[] },
): Promise<Manager> {
  const who = { tenantId, id, audience: service.clientId, roles, clientId: newGuid(), userName: 'x@contoso.example' };
  return new Manager(service.origin, await service.entra.token(personClaims(service.entra.origin, who)));
}

// A revision, terms, an action that waits, one that was taken back, and one that a PC did.
async function asAdministrator(
  service: TestService,
  {
    tenantId,
    userId,
    others,
  }: { readonly tenantId: string; readonly userId: string; readonly others: readonly string[] },
): Promise<void> {
  const self = await managerWith(service, { tenantId, id: userId, roles: ['Mam.Admin', 'Mam.LogReader'] });
  await self.savePolicy({ ...POLICY, name: 'Personal PCs, again' });
  await self.call('PUT', 'terms/de', { version: '1', title: 'Bedingungen', text: 'Seid nett.' });
  for (const deviceId of others) {
    await self.act(deviceId, { type: 'wipe' }, 'taken-back');
    await self.cancel(deviceId, 'taken-back');
    await self.act(deviceId, { type: 'resync' }, 'waits');
  }
  await self.call('POST', `people/${userId}/actions`, { type: 'resync' }, { 'idempotency-key': 'own-pcs' });
  await self.call('GET', 'wip-logs/export');
}

async function visits(connectionString: string, people: readonly Pick<TestPerson, 'tenantId' | 'userId'>[]) {
  const store = openVisitStore({ connectionString });
  for (const one of people) {
    const begunAt = new Date().toISOString();
    const visitor = { tenantId: keyOf({ ...one, deviceId: newGuid() }).tenantId, userId: userIdOf(one) };
    const frame = { id: visitId(begunAt), browser: 'hash-of-a-cookie', begunAt };
    await store.create({ ...frame, ...visitor, stage: 'signed-in', isAdministrator: true });
  }
}

function userIdOf({ userId }: Pick<TestPerson, 'userId'>): UserId {
  const id = parseUserId(userId);
  if (id === undefined) throw new Error('the user of a test is named by a GUID');
  return id;
}

function visitId(begunAt: string): VisitId {
  const random = `${newGuid()}${newGuid()}`.replaceAll('-', '').slice(0, 43);
  const id = parseVisitId(`${begunAt.slice(0, 10).replaceAll('-', '')}-${random}`);
  if (id === undefined) throw new Error('the id of a visit of this test is malformed');
  return id;
}
