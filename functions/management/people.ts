import { z } from 'zod';
import { ServiceError } from '../../shared/errors';
import { newGuid } from '../../shared/random';
import type { ErasureProgress, Person } from '../../shared/storage/stores/persons';
import { type Call, type Reply, registerRoute } from '../http';
import { audited, type Learn } from './audited';
import { authorizeInTenant, type TenantCaller } from './authorize';
import { openPlace, type TenantList } from './continuation';
import { json } from './json';
import { nextPage, pageQuery, readQuery } from './page-query';
import { personOf } from './person-of';
import { problem } from './problem';

/** Which part of what is held on a person. */
export const personQuery = z.strictObject({ continuation: pageQuery.continuation });

/**
 * `/api/v1/people/{userId}`: everything that is held on one person, to hand it out (GET) and to erase it (DELETE). Neither
 * asks for an active tenant: one that leaves owes its people the same.
 */
export function registerPeople(): void {
  registerRoute({
    name: 'person',
    route: 'api/v1/people/{userId}',
    handlers: { GET: exportPerson, DELETE: erasePerson },
    refuse: problem,
  });
}

// Bringing everything about one person together is no reading of every day, so that readers of parts may not.
const EXPORTERS = ['Mam.Admin'] as const;

async function exportPerson(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, EXPORTERS);
  const { tenantId } = caller;
  const userId = personOf(call);
  const { continuation } = readQuery(call, personQuery);
  const logs = caller.roles.has('Mam.LogReader');
  const list: TenantList = { name: `person ${userId}`, tenantId, filter: { logs } };
  const place = continuation === undefined ? {} : { continuation: openPlace(list, continuation) };
  const { store, clock } = call.service();
  const part = await store.persons.listHeld({ tenantId, userId }, { logs, clock, ...place });
  await auditExport(call, caller, { person: userId, logs, rows: part.rows.length });
  const about = { userId, readAt: clock().toISOString(), logs: logs ? 'included' : 'left-out' };
  return json(200, { ...about, items: part.rows, ...nextPage(list, part.continuation) });
}

interface Exported {
  readonly person: string;
  readonly logs: boolean;
  readonly rows: number;
}

// Before it is handed out, as each reading of the logs.
async function auditExport(call: Call, caller: TenantCaller, { person, logs, rows }: Exported): Promise<void> {
  await call.service().store.audit.put({
    id: newGuid(),
    tenantId: caller.tenantId,
    at: call.service().clock().toISOString(),
    action: 'person.export',
    outcome: 'done',
    actor: caller.id,
    correlationId: call.correlationId,
    facts: { person, logs, rows },
  });
}

async function erasePerson(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const person: Person = { tenantId: caller.tenantId, userId: personOf(call) };
  if (person.userId === caller.id) throw ownself();
  // The trail names the pseudonym alone, as soon as there is one: what it says of an erasure must outlive the name.
  const pseudonym = await call.service().store.persons.pseudonymOf(person);
  const change = {
    action: 'person.erase',
    facts: { before: 'held', ...(pseudonym === undefined ? {} : { person: pseudonym }) },
    outcome: ({ done, stillManaged }: ErasureProgress) => ({
      after: done ? 'erased' : 'partly erased',
      // Once the marks are gone, this is where it can be read again by whoever lost the answer.
      ...(stillManaged.length > 0 && { stillManaged: stillManaged.join(' ') }),
    }),
  };
  const progress = await audited(call, caller, change, (learn) => erase(call, caller, { person, learn }));
  return json(progress.done ? 200 : 202, progress);
}

async function erase(
  call: Call,
  { stored }: TenantCaller,
  { person, learn }: { readonly person: Person; readonly learn: Learn },
): Promise<ErasureProgress> {
  const { store, clock } = call.service();
  const { lostContactDays, writeCompliance } = stored.value.settings;
  const terms = { clock, lostContactDays, writesDirectory: writeCompliance };
  // Of two who begin at once, the pseudonym of one counts.
  learn({ person: await store.persons.beginErasure(person, newGuid(), terms) });
  return store.persons.continueErasure(person, terms);
}

// The trail would lose who did what by the hand of the one who did it.
function ownself(): ServiceError {
  const text =
    'Nobody erases the own data, because that takes the own name out of the audit trail. Ask another administrator.';
  return new ServiceError('forbidden', 'person.self', text);
}
