import type { AttestationState } from '../compliance/attestation/attestation-state';
import { checkCommand } from '../csp/check-command';
import { checkOrder } from '../csp/check-order';
import { attestation } from './inquiries/attestation';
import { type FactsState, facts } from './inquiries/facts';
import { type LogsState, logs } from './inquiries/logs';
import type { Asked, Inquiring, Inquiry, InquiryState } from './inquiry';
import type { Asking, Topic } from './planned-step';

/** What is kept of each topic between two messages. */
export interface InquiryStates {
  readonly facts: FactsState;
  readonly attestation: AttestationState;
  readonly logs: LogsState;
}

/** What is kept of everything that is asked of a device; row `live_state`, column `inquiries`. */
export type Inquiries = Partial<InquiryStates>;

/** What is sent for the inquiries that are due, and what is kept of them then. */
export interface AskedOfDevice {
  readonly steps: readonly Asking[];
  readonly inquiries: Inquiries;
}

interface BoundInquiry {
  take(inquiring: Inquiring, all: Inquiries): Inquiries;
  ask(inquiring: Inquiring, all: Inquiries): AskedOfDevice;
}

/** Every inquiry, in the order in which it is asked. */
const INQUIRIES: readonly BoundInquiry[] = [
  bindInquiry('facts', facts),
  bindInquiry('attestation', attestation),
  bindInquiry('logs', logs),
];

/** Takes in what a message says about anything that was asked; the same object when that was nothing. */
export function takeAnswers(inquiring: Inquiring, inquiries: Inquiries): Inquiries {
  return INQUIRIES.reduce((all, inquiry) => inquiry.take(inquiring, all), inquiries);
}

/** Everything that is due to be asked, of all topics together, so that most days cost one message. */
export function askWhatIsDue(inquiring: Inquiring, inquiries: Inquiries): AskedOfDevice {
  return INQUIRIES.reduce<AskedOfDevice>(
    (before, inquiry) => {
      const { steps, inquiries: all } = inquiry.ask(inquiring, before.inquiries);
      return mayTravel(steps) ? { steps: [...before.steps, ...steps], inquiries: all } : before;
    },
    { steps: [], inquiries },
  );
}

// The second check, as of the settings: what breaks a rule of the catalogue by itself or by its order (DHA-1, REP-1) never
// leaves this service. What is asked comes from this code alone, so that nobody has to be told.
function mayTravel(steps: readonly Asking[]): boolean {
  const commands = steps.map(({ command, node }) => ({ verb: command, node }));
  return commands.flatMap(checkCommand).length === 0 && checkOrder(commands).length === 0;
}

/** True when a sync has something to ask although the policy is settled. */
export function isInquiryDue(inquiries: Inquiries | undefined, now: Date): boolean {
  const states: readonly (InquiryState | undefined)[] = Object.values(inquiries ?? {});
  return states.some((state) => state?.dueAt !== undefined && Date.parse(state.dueAt) <= now.getTime());
}

/** An inquiry that finds its own state among all. */
export function bindInquiry<T extends Topic>(topic: T, inquiry: Inquiry<InquiryStates[T]>): BoundInquiry {
  return {
    take: (inquiring, all) => withState(all, topic, inquiry.take(inquiring, all[topic])),
    ask: (inquiring, all) => {
      const { steps, state }: Asked<InquiryStates[T]> = inquiry.ask(inquiring, all[topic]);
      return { steps, inquiries: withState(all, topic, state) };
    },
  };
}

function withState<T extends Topic>(all: Inquiries, topic: T, state: InquiryStates[T] | undefined): Inquiries {
  if (all[topic] === state) return all;
  const { [topic]: _, ...others } = all;
  return state === undefined ? others : { ...others, [topic]: state };
}
