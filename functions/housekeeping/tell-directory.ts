import { type DirectoryRefusal, isResting, refusedAgain } from '../../shared/compliance/directory/directory-refusal';
import type { DirectoryStanding } from '../../shared/compliance/directory/directory-standing';
import {
  confirmed,
  type FailedWrite,
  failed,
  nextWrite,
  type WriteAttempt,
  type WriteBack,
  type WriteWish,
} from '../../shared/compliance/directory/write-back';
import { FAILURE_MEANINGS, writeFailureOf } from '../../shared/compliance/directory/write-failure';
import { toServiceError } from '../../shared/errors';
import type { DeviceKey, Stored } from '../../shared/storage/stores/stored';
import type { Work } from '../http';
import type { MetDevice } from '../management/meet-device';
import type { Counting } from './run-counts';

/** What the directory is to know of a device. */
export interface Telling {
  readonly device: MetDevice;
  readonly standing: DirectoryStanding;
  readonly counts: Counting;
}

/**
 * Tells the directory how a device stands, where it does not know: remembers the attempt, writes, remembers what came of
 * it. Whoever loses the race for the first step leaves it to the other one; dying behind it writes the same once more,
 * after a while. Returns when to look again, `undefined` when there is no need.
 */
export async function tellDirectory(work: Work, telling: Telling): Promise<string | undefined> {
  const { store, clock } = work.service();
  const { key, enrollment } = telling.device;
  const wish = { standing: telling.standing, generation: enrollment.generation };
  const before = await store.writeBacks.load(key);
  const step = nextWrite(wish, before?.value, clock());
  if (step.kind === 'wait') return step.until;
  if (step.kind === 'forget' && before !== undefined) await unlessChanged(store.writeBacks.forget(key, before));
  // What was refused for good may be tried again when the device stands so once more.
  if (step.kind === 'settle') await unlessChanged(store.writeBacks.save(key, before, step.settled));
  if (step.kind !== 'write') return undefined;
  const refusal = await store.writeBacks.loadRefusal(key.tenantId);
  if (isResting(refusal, clock())) return refusal.retryAt;
  const { attempt } = step.begun;
  const begun = await unlessChanged(store.writeBacks.save(key, before, step.begun));
  if (begun === undefined) return attempt.retryAt;
  const failure = await write(work, telling, refusal);
  const after = failure === undefined ? confirmed(attempt, clock()) : failed(attempt, before?.value, failure);
  return remember(work, { key, wish, begun, after });
}

// What concerns the whole tenant is remembered there, so that no other device of it is tried in vain.
async function write(
  work: Work,
  { device, standing, counts }: Telling,
  refusal: DirectoryRefusal | undefined,
): Promise<FailedWrite | undefined> {
  const { directory, store, clock } = work.service();
  const { tenantId, deviceId } = device.key;
  try {
    await directory.write(tenantId, deviceId, standing);
    counts.add('told');
    if (refusal !== undefined) await store.writeBacks.removeRefusal(tenantId);
    return undefined;
  } catch (thrown) {
    const { code, detail, retryAfter } = toServiceError(thrown);
    const failure = writeFailureOf(code);
    if (failure === undefined) throw thrown;
    work.log.warn('directory.refused', { code, detail, tenantId });
    counts.add('refused');
    const end = { failure, retryAfter, now: clock() };
    if (FAILURE_MEANINGS[failure].isTenantWide) {
      await store.writeBacks.saveRefusal(tenantId, refusedAgain(refusal, end));
    }
    return end;
  }
}

interface Remembering {
  readonly key: DeviceKey;
  readonly wish: WriteWish;
  readonly begun: Stored<WriteBack>;
  readonly after: WriteBack & { readonly attempt?: WriteAttempt };
}

async function remember(work: Work, { key, wish, begun, after }: Remembering): Promise<string | undefined> {
  const { store, clock } = work.service();
  const next = nextWrite(wish, after, clock());
  if (next.kind === 'forget') await unlessChanged(store.writeBacks.forget(key, begun));
  else await unlessChanged(store.writeBacks.save(key, begun, after));
  return next.kind === 'wait' || next.kind === 'write' ? after.attempt?.retryAt : undefined;
}

// Another instance was faster, and does what there is to do.
async function unlessChanged<T>(writing: Promise<T>): Promise<T | undefined> {
  try {
    return await writing;
  } catch (thrown) {
    if (toServiceError(thrown).code === 'storage.changed') return undefined;
    throw thrown;
  }
}
