import { createHash } from 'node:crypto';
import { ApiRefusal } from '../calls/service-api';
import type { StepOutcome } from '../outcome';
import type { Session } from '../session';
import { countOf, enrolledDevices, type ListedDevice } from './devices';
import type { LeavingWishes } from './leaving-step';

const REQUESTS = { keep: { type: 'unenroll', keepData: true }, remove: { type: 'wipe' } } as const;

const EFFECTS = {
  keep: 'leaves at the next sync and keeps its work files',
  remove: 'gives up its work files and leaves at the next sync',
} as const;

// It left meanwhile, or somebody else has asked it to.
const FINE: ReadonlySet<string> = new Set(['device.unenrolled', 'actions.exit-open', 'device.unknown']);

/** Asks every PC to leave. Asking again asks nothing more: the key follows from the enrollment. */
export async function askDevicesToLeave(session: Session, { workData }: LeavingWishes): Promise<StepOutcome> {
  const step = 'Devices';
  const devices = await enrolledDevices(session);
  if (devices.length === 0) return { step, state: 'already', text: 'no PC is enrolled' };
  for (const device of devices) {
    session.signal.throwIfAborted();
    await ask(session, device, workData);
  }
  const state = session.dryRun ? 'would' : 'done';
  return { step, state, text: `${countOf(devices)}: each ${EFFECTS[workData]}` };
}

async function ask({ api }: Session, { deviceId, generation }: ListedDevice, workData: LeavingWishes['workData']) {
  const key = createHash('sha256').update(`offboard ${generation} ${workData}`).digest('hex').slice(0, 40);
  try {
    await api.send('POST', `devices/${deviceId}/actions`, REQUESTS[workData], { 'idempotency-key': key });
  } catch (thrown) {
    if (!(thrown instanceof ApiRefusal && FINE.has(thrown.code))) throw thrown;
  }
}
