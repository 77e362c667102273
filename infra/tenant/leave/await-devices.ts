import { EXIT, type StepOutcome, Stop } from '../outcome';
import type { Session } from '../session';
import { countOf, enrolledDevices, namesOf } from './devices';
import type { LeavingWishes } from './leaving-step';

const POLL_MS = 15_000;

/** Waits until no PC is enrolled any more. @throws Stop `EXIT.waiting` with what it waits for */
export async function awaitDevices(session: Session, { waitMs, abandonDevices }: LeavingWishes): Promise<StepOutcome> {
  const step = 'Farewell';
  if (session.dryRun) return { step, state: 'would', text: 'waits until every PC has come and left' };
  const end = Date.now() + waitMs;
  let left = await enrolledDevices(session);
  while (left.length > 0 && Date.now() < end) {
    session.report.say(`Waiting for ${countOf(left)}: ${namesOf(left)}`);
    await session.pause(Math.min(POLL_MS, Math.max(1, end - Date.now())));
    left = await enrolledDevices(session);
  }
  if (left.length === 0) return { step, state: 'done', text: 'every PC has left' };
  if (abandonDevices) return { step, state: 'skipped', text: `${countOf(left)} did not come: ${namesOf(left)}` };
  throw new Stop(
    `${countOf(left)} must still come to hear that they leave: ${namesOf(left)}`,
    [
      'Each comes by itself once it is switched on and online, usually within a day. Until then the application and its addresses must stay, or the PC could not be reached.',
      'Run the same command again later. --abandon-devices goes on without those that are lost: they keep their work files.',
    ].join('\n'),
    EXIT.waiting,
  );
}
