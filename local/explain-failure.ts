import { EnrollmentFault, ProtocolViolation, SyncRefused, TermsRefused, TransportFailure } from '../simulator/index';
import { ExplainedFailure } from './explained-failure';

type Explanation = readonly [sentence: string, advice: string];

const VERBOSE = 'Start again with --verbose to see every message.';

/** What went wrong in one sentence without its full stop, and what the reader can do about it. */
export function explainFailure(thrown: unknown): Explanation {
  if (thrown instanceof ExplainedFailure) return [thrown.message, thrown.advice];
  if (thrown instanceof ProtocolViolation) return [`The service broke a rule: ${thrown.message}`, VERBOSE];
  if (thrown instanceof TermsRefused) return [`The terms of use were refused: ${thrown.description}`, VERBOSE];
  if (thrown instanceof EnrollmentFault) {
    return [`The enrollment was refused: ${thrown.reason ?? thrown.message}`, VERBOSE];
  }
  if (thrown instanceof SyncRefused) {
    const advice = 'PC and tables no longer belong together if one of them was deleted: --fresh begins anew.';
    return [`The service refused the sync with HTTP ${thrown.status}`, advice];
  }
  if (thrown instanceof TransportFailure) return [`The service gave no reply: ${thrown.message}`, VERBOSE];
  return [
    withoutStop(thrown instanceof Error ? thrown.message : String(thrown)),
    'Start again with --verbose to see where.',
  ];
}

const withoutStop = (text: string) => text.trim().replace(/\.$/, '');
