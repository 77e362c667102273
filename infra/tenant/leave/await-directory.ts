import { z } from 'zod';
import { ApiRefusal } from '../calls/service-api';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import type { Session } from '../session';
import { readTenant } from '../steps/tenant-row';
import { countOf, type ListedDevice, listedDevices, namesOf } from './devices';
import type { LeavingWishes } from './leaving-step';

const POLL_MS = 60_000;

const device = z.object({ directory: z.looseObject({}).optional() });

const MENDING =
  'Without its consent the service cannot take that back. Delete such devices in Entra, or have an administrator of its devices write isManaged and isCompliant as false there';

/**
 * Waits until Entra has heard of every PC that it is not managed any more, where the tenant has Entra told: without the
 * consent nobody could tell it. @throws Stop `EXIT.waiting` with what it waits for
 */
export async function awaitDirectory(session: Session, wishes: LeavingWishes): Promise<StepOutcome> {
  const step = 'Entra';
  const tenant = await readTenant(session);
  if (tenant?.value.settings.writeCompliance !== true) {
    return { step, state: 'skipped', text: 'is not told by this tenant how PCs stand' };
  }
  if (wishes.keepApplication) return { step, state: 'skipped', text: 'hears from the service that PCs have left' };
  if (session.dryRun) {
    const text = `waits until Entra has heard of every PC that it is not managed any more. ${MENDING}`;
    return { step, state: 'would', text };
  }
  const left = await claimedFor(session, wishes.waitMs);
  if (left.length === 0) return { step, state: 'done', text: 'says of no PC any more that it is managed' };
  const are = left.length === 1 ? 'is' : 'are';
  const problem = `Entra may still say that ${countOf(left)} ${are} managed and compliant: ${namesOf(left)}`;
  if (wishes.abandonDevices) return { step, state: 'skipped', text: `${problem}. ${MENDING}` };
  throw new Stop(problem, remedyFor(tenant.value.directory), EXIT.waiting);
}

function remedyFor(refusal: { readonly meaning: string; readonly remedy: string } | undefined): string {
  return [
    'The service tells Entra within two hours of the farewell. Run the same command again later.',
    ...(refusal === undefined ? [] : [`What is in the way: ${refusal.meaning}. ${refusal.remedy}`]),
    `--abandon-devices goes on all the same. ${MENDING}.`,
  ].join('\n');
}

async function claimedFor(session: Session, waitMs: number): Promise<readonly ListedDevice[]> {
  const end = Date.now() + waitMs;
  let left = await claimed(session, await listedDevices(session));
  while (left.length > 0 && Date.now() < end) {
    session.report.say(`Waiting until Entra has heard of ${countOf(left)}: ${namesOf(left)}`);
    await session.pause(Math.min(POLL_MS, Math.max(1, end - Date.now())));
    left = await claimed(session, left);
  }
  return left;
}

// What the service told Entra of a PC is forgotten once Entra has heard that it left.
async function claimed(session: Session, devices: readonly ListedDevice[]): Promise<readonly ListedDevice[]> {
  const left: ListedDevice[] = [];
  for (const listed of devices) {
    session.signal.throwIfAborted();
    if (await isClaimed(session, listed)) left.push(listed);
  }
  return left;
}

async function isClaimed({ api }: Session, { deviceId }: ListedDevice): Promise<boolean> {
  try {
    return (await api.get(`devices/${deviceId}`, device)).value.directory !== undefined;
  } catch (thrown) {
    // Its person was erased, and all that was known of it.
    if (thrown instanceof ApiRefusal && thrown.code === 'device.unknown') return false;
    throw thrown;
  }
}
