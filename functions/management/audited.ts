import { toServiceError } from '../../shared/errors';
import type { CallerPrincipal } from '../../shared/identity/principal';
import type { DeviceId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import type { Call } from '../http';

/** What a change is called in the audit trail, and ids and numbers that belong to it. */
export interface Change<T = unknown> {
  readonly action: string;
  readonly deviceId?: DeviceId;
  readonly facts?: Facts;
  /** Further facts, known once it is done. */
  readonly outcome?: (result: T) => Facts;
}

/** Adds facts that become known on the way to whatever is written of the change from then on, also if it fails. */
export type Learn = (facts: Facts) => void;

type Facts = NonNullable<AuditEntry['facts']>;

/** Runs a change between its two audit writes: `intended` before it, the outcome after it. */
export async function audited<T>(
  call: Call,
  caller: Pick<CallerPrincipal, 'tenantId' | 'id'>,
  { outcome, ...change }: Change<T>,
  run: (learn: Learn) => Promise<T>,
): Promise<T> {
  const { audit } = call.service().store;
  let entry: AuditEntry = {
    id: newGuid(),
    tenantId: caller.tenantId,
    at: call.service().clock().toISOString(),
    outcome: 'intended',
    actor: caller.id,
    correlationId: call.correlationId,
    ...change,
  };
  await audit.put(entry);
  const learn = (facts: Facts) => {
    entry = { ...entry, facts: { ...entry.facts, ...facts } };
  };
  const result = await runOrTell(
    call,
    () => entry,
    () => run(learn),
  );
  // Beyond the change itself: what fails from here on leaves `intended` behind, not a failure that was none.
  const facts = outcome === undefined ? {} : { facts: { ...entry.facts, ...outcome(result) } };
  await audit.put({ ...entry, outcome: 'done', ...facts });
  return result;
}

async function runOrTell<T>(call: Call, entry: () => AuditEntry, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    await call.service().store.audit.put({ ...entry(), outcome: 'failed', code: toServiceError(thrown).code });
    throw thrown;
  }
}
