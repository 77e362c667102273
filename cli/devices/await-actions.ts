import type { ApiClient } from '../api-client';
import { CliFailure, stopped } from '../failure';
import { counted } from '../print/table';
import type { Terminal } from '../terminal';
import { type ActionAnswer, deviceAnswer } from './answers';

/** An action that was asked of a PC. */
export interface AskedAction {
  readonly deviceId: string;
  readonly action: ActionAnswer;
}

const OPEN: ReadonlySet<string> = new Set(['pending', 'sent']);
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Waits until every action is over, and returns how each ended; tells each step on the way.
 * @throws CliFailure with 3 after so many minutes, with 130 after Ctrl+C; both say how to go on
 */
export async function awaitActions(
  api: ApiClient,
  { asked, minutes }: { readonly asked: readonly AskedAction[]; readonly minutes: number },
  terminal: Terminal,
): Promise<readonly AskedAction[]> {
  let known = asked;
  let pauseMs = FIRST_PAUSE_MS;
  for (let waitedMs = 0; known.some(isOpen); waitedMs += pauseMs, pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    if (waitedMs >= minutes * 60_000) throw stillOpen(known);
    if (waitedMs === 0)
      terminal.note(
        `Waiting for ${counted(known.filter(isOpen).length, 'PC')}. A PC comes by its schedule; Ctrl+C leaves.`,
      );
    await terminal.pause(pauseMs).catch(() => {
      throw stopped(wayOut(known));
    });
    known = await lookAll(api, known, terminal);
  }
  return known;
}

const isOpen = ({ action }: AskedAction): boolean => OPEN.has(action.status);

async function lookAll(
  api: ApiClient,
  known: readonly AskedAction[],
  { note }: Terminal,
): Promise<readonly AskedAction[]> {
  const now: AskedAction[] = [];
  for (const one of known) {
    const action = isOpen(one) ? await look(api, one) : one.action;
    if (action.status !== one.action.status) note(`${one.deviceId}: ${action.status}, ${action.meaning}`);
    now.push({ ...one, action });
  }
  return now;
}

async function look(api: ApiClient, { deviceId, action }: AskedAction): Promise<ActionAnswer> {
  const { actions, history } = (await api.send({ method: 'GET', path: `devices/${deviceId}` }, deviceAnswer)).body;
  const found = [...actions, ...history.actions].find(({ id }) => id === action.id);
  return found ?? { ...action, status: 'unknown', meaning: 'is not among what is kept of this PC any more' };
}

function stillOpen(known: readonly AskedAction[]): CliFailure {
  const open = known.filter(isOpen);
  return new CliFailure(3, `${counted(open.length, 'PC')} did not come by in this time.`, wayOut(known));
}

function wayOut(known: readonly AskedAction[]): string {
  const [first] = known.filter(isOpen);
  const look = first === undefined ? '' : ` Look again: mam devices show ${first.deviceId}`;
  return `What was asked stays asked.${look}`;
}
