import {
  type AttestationState,
  failed,
  LOST_AFTER_MS,
  later,
  NEXT_DAY_MS,
  reported,
  withMaxAge,
} from '../../compliance/attestation/attestation-state';
import { COLLECTING, isPassing, READY, resultCode } from '../../compliance/attestation/attestation-words';
import { reportEnd } from '../../compliance/judge-attestation';
import { statusMeaning } from '../../syncml/status';
import type { Asked, Inquiring, Inquiry } from '../inquiry';
import type { Asking } from '../planned-step';
import { nodeName, type Reading } from '../read-results';
import { isAskedAnew } from './facts';

const ROOT = './Vendor/MSFT/HealthAttestation';
/** Nodes of the flow. */
export const HEALTH = {
  verify: `${ROOT}/VerifyHealth`,
  status: `${ROOT}/Status`,
  nonce: `${ROOT}/Nonce`,
  certificate: `${ROOT}/Certificate`,
  correlation: `${ROOT}/CorrelationID`,
  endpoint: `${ROOT}/HASEndpoint`,
  afresh: `${ROOT}/ForceRetrieve`,
  trigger: `${ROOT}/TriggerAttestation`,
  result: `${ROOT}/AttestStatus`,
  report: `${ROOT}/GetAttestReport`,
} as const;

const FIRST_WINDOWS_11 = 22_000;
const MAX_TRIES = 3;

/** The health of a PC's start, verified: policy guide section 10, classic flow and that of Windows 11. */
export const attestation: Inquiry<AttestationState> = { take, ask };

function take(inquiring: Inquiring, state: AttestationState | undefined): AttestationState | undefined {
  if (state === undefined) return undefined;
  const taken = state.stage === 'over' ? state : takeAnswer(inquiring, state);
  const isWaiting = taken.stage === 'over' || taken.stage === 'collecting';
  return isWaiting && isAskedAnew(inquiring) ? { ...taken, dueAt: inquiring.context.now.toISOString() } : taken;
}

function takeAnswer(inquiring: Inquiring, state: AttestationState): AttestationState {
  const { health, context, policy } = inquiring;
  const fail = (code: string) => failed(state, code, { now: context.now, passing: isPassing(code) });
  const demand = policy.asks.compliance?.requireHealthAttestation;
  if (health !== undefined && demand) {
    if ('report' in health)
      return reported(state, health.report, { maxAgeHours: demand.maxReportAgeHours, now: context.now });
    return health.failure === 'report-foreign' ? tryAgain(state, context.now, fail) : fail(health.failure);
  }
  const refusal = refusedCode(inquiring);
  if (refusal !== undefined) return fail(refusal);
  return state.flow === 'classic' ? takeStatus(inquiring, state, fail) : takeResult(inquiring, state, fail);
}

type Fail = (code: string) => AttestationState;

// The device hands out what it has: a report of an older request while the new one is not there yet.
function tryAgain(state: AttestationState, now: Date, fail: Fail): AttestationState {
  if (state.tries >= MAX_TRIES) return fail('report-foreign');
  return { ...state, stage: 'collecting', tries: state.tries + 1, dueAt: later(now, NEXT_DAY_MS) };
}

// The status of what began it all, when it was not taken.
function refusedCode({ received }: Inquiring): string | undefined {
  const began = received.answered.find(({ sent }) => sent.uri === HEALTH.verify || sent.uri === HEALTH.trigger);
  if (began === undefined) return undefined;
  const { class: meaning } = statusMeaning(began.status.code);
  if (meaning === 'done' || meaning === 'accepted') return undefined;
  return meaning === 'absent' || meaning === 'refused' ? 'not-supported' : 'not-accepted';
}

function takeStatus(inquiring: Inquiring, state: AttestationState, fail: Fail): AttestationState {
  const { received, context } = inquiring;
  if (state.stage === 'reading') return isWithheld(inquiring, HEALTH.certificate) ? fail('no-certificate') : state;
  const status = received.alerts.healthStatus ?? dataOf(received.readings.get(nodeName(HEALTH.status)));
  if (status === undefined) return state;
  if (status === READY) return { ...state, stage: 'ready' };
  if (!COLLECTING.has(status)) return fail(/^\d{1,5}$/.test(status) ? status : 'not-supported');
  if (state.tries >= MAX_TRIES) return fail(status);
  return { ...state, stage: 'collecting', tries: state.tries + 1, dueAt: later(context.now, NEXT_DAY_MS) };
}

function isWithheld({ received }: Inquiring, uri: string): boolean {
  const reading = received.readings.get(nodeName(uri));
  return reading !== undefined && !('data' in reading && reading.data.trim() !== '');
}

function takeResult(inquiring: Inquiring, state: AttestationState, fail: Fail): AttestationState {
  const { received, context } = inquiring;
  const isBegun = received.answered.some(({ sent }) => sent.uri === HEALTH.trigger);
  // It takes the PC a while, and it does not say when it is done: the next sync asks.
  if (isBegun) return { ...state, stage: 'collecting', dueAt: later(context.now, LOST_AFTER_MS / 6) };
  const reading = received.readings.get(nodeName(HEALTH.result));
  if (reading === undefined || state.stage !== 'reading') return state;
  const code = resultCode(dataOf(reading) ?? '');
  if (code === undefined) return fail('not-supported');
  return code === '0x00000000' ? tryAgain(state, context.now, fail) : fail(code);
}

function dataOf(reading: Reading | undefined): string | undefined {
  if (reading === undefined) return undefined;
  return 'data' in reading ? reading.data.trim() : '';
}

function ask(inquiring: Inquiring, before: AttestationState | undefined): Asked<AttestationState> {
  const { policy, context } = inquiring;
  const demand = policy.asks.compliance?.requireHealthAttestation;
  if (!demand) return { steps: [], state: undefined };
  if (before === undefined) return begin(inquiring, undefined);
  const state = withMaxAge(before, demand.maxReportAgeHours, context.now);
  if (state.stage === 'ready') return fetchReport(inquiring, state);
  if (Date.parse(state.dueAt) > context.now.getTime()) return { steps: [], state };
  if (state.stage === 'collecting') return goOn(inquiring, state);
  return state.stage !== 'over' && state.tries >= MAX_TRIES ? giveUp(state, context.now) : begin(inquiring, state);
}

// One session may be lost; a PC that answers none of them does not attest.
function giveUp(state: AttestationState, now: Date): Asked<AttestationState> {
  return { steps: [], state: failed(state, 'not-answered', { now, passing: true }) };
}

function begin(inquiring: Inquiring, before: AttestationState | undefined): Asked<AttestationState> {
  const { context } = inquiring;
  const { attestationProvider: provider, attestationHost: host } = context.tenant.settings;
  const { nonce } = context;
  const isNew = provider !== undefined && isWindows11(inquiring.device.enrollment.device.osVersion);
  const state: AttestationState = {
    ...(before?.maxAgeHours === undefined ? {} : { maxAgeHours: before.maxAgeHours }),
    ...(before?.report === undefined ? {} : { report: before.report }),
    ...(before?.failure === undefined ? {} : { failure: before.failure }),
    flow: isNew ? 'windows11' : 'classic',
    stage: 'asked',
    nonce,
    tries: before === undefined || before.stage === 'over' ? 0 : before.tries + 1,
    dueAt: later(context.now, LOST_AFTER_MS),
  };
  if (isNew) return { steps: [exec(HEALTH.trigger, triggerData(provider, nonce))], state };
  const where = host === undefined ? [] : [replace(HEALTH.endpoint, host)];
  return {
    steps: [...where, ...afresh(inquiring, state, 'true'), exec(HEALTH.verify, undefined), get(HEALTH.status)],
    state,
  };
}

// A PC hands out the certificate that it has: where the last one was older than the policy allows, it is to fetch another.
function afresh({ policy, context }: Inquiring, state: AttestationState, data: 'true' | 'false'): readonly Asking[] {
  const end = reportEnd(policy.asks.compliance ?? {}, state);
  if (end === undefined || Date.parse(end) > context.now.getTime()) return [];
  return [{ verb: 'Ask', topic, command: 'Replace', node: { uri: HEALTH.afresh, format: 'bool', data } }];
}

function isWindows11(osVersion: string | undefined): boolean {
  return Number(osVersion?.split('.')[2] ?? 0) >= FIRST_WINDOWS_11;
}

// Both spellings of the members are documented, so that both are sent.
function triggerData(provider: string, nonce: string): string {
  const endpoint = `${provider}/attest/tpm?api-version=2020-10-01`;
  return JSON.stringify({
    rpID: provider,
    rpid: provider,
    serviceEndpoint: endpoint,
    endpoint,
    nonce,
    aadToken: '',
    cv: '',
  });
}

// Asked once more whether it is ready; it was told to begin already.
function goOn(inquiring: Inquiring, state: AttestationState): Asked<AttestationState> {
  if (state.flow === 'windows11') return fetchReport(inquiring, state);
  const dueAt = later(inquiring.context.now, LOST_AFTER_MS);
  return { steps: [get(HEALTH.status)], state: { ...state, stage: 'asked', dueAt } };
}

function fetchReport(inquiring: Inquiring, state: AttestationState): Asked<AttestationState> {
  const dueAt = later(inquiring.context.now, LOST_AFTER_MS);
  const next = { ...state, stage: 'reading', dueAt } as const;
  if (state.flow === 'windows11') return { steps: [get(HEALTH.result), get(HEALTH.report)], state: next };
  const reads = [replace(HEALTH.nonce, state.nonce), get(HEALTH.certificate), get(HEALTH.correlation)];
  return { steps: [...reads, ...afresh(inquiring, state, 'false')], state: next };
}

const topic = 'attestation';

function get(uri: string): Asking {
  return { verb: 'Ask', topic, command: 'Get', node: { uri, format: 'null' } };
}

function replace(uri: string, data: string): Asking {
  return { verb: 'Ask', topic, command: 'Replace', node: { uri, format: 'chr', data } };
}

function exec(uri: string, data: string | undefined): Asking {
  const node = data === undefined ? { uri, format: 'null' as const } : { uri, format: 'chr' as const, data };
  return { verb: 'Ask', topic, command: 'Exec', node };
}
