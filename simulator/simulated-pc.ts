import { machineClock, type PcClock } from './clock';
import { accountNodes } from './enrollment/account-nodes';
import { type EnrollmentGrant, requestEnrollment } from './enrollment/request-enrollment';
import type { PcIdentity, TokenSource } from './identity';
import { type GuidSource, randomGuids } from './ids';
import { newPcState, type PcEnding, type PcEnrollment, type PcState } from './pc-state';
import type { Opening } from './session/first-package';
import { type Applied, type Exchange, type SeenBy, SyncRecord, type SyncReport } from './session/report';
import type { NodeFault } from './session/run-items';
import { runSession, type SessionSetup } from './session/run-session';
import { SyncRefused } from './session/sync-refused';
import type { AlertItem, ClientMessage, XmlForm } from './syncml/client-message';
import type { TermsAnswer } from './terms/read-answer';
import type { TermsDecision, TermsPage } from './terms/read-page';
import { openTermsPage, sendAnswer } from './terms/visit-terms';
import { httpTransport } from './transport/http-transport';
import { type Transport, TransportFailure } from './transport/transport';
import type { Behaviors } from './tree/behavior';
import { allBehaviors } from './tree/built-in-behaviors';
import type { Readings } from './tree/device-facts';
import { ManagementTree } from './tree/management-tree';
import { enforcementLevel, WIP_SETTINGS } from './tree/wip';

/** What a simulated PC is made of. Everything but identity and tokens has a default. */
export interface PcOptions {
  readonly identity: PcIdentity;
  readonly tokens: TokenSource;
  readonly transport?: Transport;
  readonly clock?: PcClock;
  readonly guids?: GuidSource;
  /** What {@link SimulatedPc.saveState} gave at an earlier time. */
  readonly state?: PcState;
  /** Makes nodes answer as on a PC in trouble. */
  readonly fault?: NodeFault;
  /** Readings that differ from those of a healthy PC. */
  readonly readings?: Readings;
  /** Further or other behavior of nodes. */
  readonly behaviors?: Behaviors;
  /** How often a message is tried again; without, what the enrollment says. */
  readonly retries?: number;
  /** Sizes that the client announces; real ones announce none. */
  readonly limits?: ClientMessage['limits'];
  /** How values that are XML are sent; escaped when absent. */
  readonly xmlForm?: XmlForm;
  /** Longest value in bytes that goes out in one piece; without, values are never split. */
  readonly partSize?: number;
  /** Sees every exchange of enrollment and sync as it happens, without tokens; also the one that breaks a rule. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Sees every command of the server as it happens, behind it; those of an Atomic when all of it has run. */
  readonly onApplied?: (applied: Applied) => void;
}

/** How a sync begins; a real one after its timer, with the work user signed in, needs none of it. */
export interface SyncOptions {
  readonly startedBy?: Opening['startedBy'];
  readonly signedIn?: Opening['signedIn'];
  /** Further 1224 alerts. */
  readonly events?: readonly AlertItem[];
  /** Instead of the next number; Windows may begin at 0 again after each boot. */
  readonly sessionId?: string;
}

/** The PC has no enrollment to sync or to leave. */
export class NotEnrolled extends Error {
  override readonly name = 'NotEnrolled';

  constructor() {
    super('the PC is not enrolled');
  }
}

/** A personal Windows PC with a work account, as far as a MAM server can see it. */
export class SimulatedPc {
  readonly #options: PcOptions;
  readonly #transport: Transport;
  readonly #clock: PcClock;
  readonly #guids: GuidSource;
  readonly #seen: SeenBy;
  readonly #tree: ManagementTree;
  #state: Omit<PcState, 'nodes'>;

  constructor(options: PcOptions) {
    const { identity, readings = new Map(), behaviors = new Map() } = options;
    const { nodes, ...state } = options.state ?? newPcState;
    this.#options = options;
    this.#transport = options.transport ?? httpTransport();
    this.#clock = options.clock ?? machineClock;
    this.#guids = options.guids ?? randomGuids;
    const { onExchange = () => undefined, onApplied = () => undefined } = options;
    this.#seen = { exchange: onExchange, applied: onApplied };
    this.#tree = new ManagementTree(allBehaviors(identity, readings, behaviors), nodes);
    this.#state = state;
  }

  /** The management tree; reading it changes nothing. */
  get tree(): ManagementTree {
    return this.#tree;
  }

  /** The DM account, undefined while the PC is not enrolled. */
  get enrollment(): PcEnrollment | undefined {
    return this.#state.enrollment;
  }

  /** How the last enrollment ended. */
  get ending(): PcEnding | undefined {
    return this.#state.ending;
  }

  /** All that a later start needs; JSON, without any token. */
  saveState(): PcState {
    return { ...this.#state, nodes: this.#tree.snapshot().map(([uri, format, data]) => [uri, format, data]) };
  }

  /** Opens the terms of use. @throws TermsRefused, TermsNotShown, ProtocolViolation, TransportFailure */
  async showTerms(url: string): Promise<TermsPage> {
    const token = await this.#options.tokens('terms');
    const visit = { url, token, clientRequestId: this.#guids(), language: this.#options.identity.locale };
    return openTermsPage(visit, this.#transport);
  }

  /** Accepts or declines. @throws TermsRefused, ProtocolViolation, TransportFailure */
  async answerTerms(page: TermsPage, decision: TermsDecision): Promise<TermsAnswer> {
    return sendAnswer(page, decision, this.#transport);
  }

  /**
   * Enrolls at the MAM discovery URL. What an earlier enrollment wrote is gone afterwards.
   * @throws EnrollmentFault, ProtocolViolation, TransportFailure; the PC is then as before
   */
  async enroll(discoveryUrl: string, opaqueBlob?: string): Promise<EnrollmentGrant> {
    const { identity, tokens } = this.#options;
    const request = { url: discoveryUrl, token: await tokens('enrollment'), identity, opaqueBlob };
    const line = { transport: this.#transport, clock: this.#clock, onExchange: this.#seen.exchange };
    const grant = await requestEnrollment(request, line);
    const { leaves: _leaves, ...account } = grant.account;
    this.#tree.restore(accountNodes(grant.account, identity));
    this.#state = {
      schemaVersion: 1,
      lastSession: this.#state.lastSession,
      enrollment: { ...account, enrolledAt: this.#clock.now().toISOString() },
    };
    return grant;
  }

  /**
   * Runs one policy sync to its end. When the server ends the enrollment, the farewell in its own session follows.
   * @throws NotEnrolled, ProtocolViolation, SyncRefused, TransportFailure
   */
  async sync(options: SyncOptions = {}): Promise<SyncReport> {
    const { startedBy = 'client', signedIn = 'user', events = [] } = options;
    const record = new SyncRecord(this.#seen);
    const next = this.#nextSession(record);
    const setup = { ...next, sessionId: options.sessionId ?? next.sessionId };
    const ended = await runSession(setup, { startedBy, signedIn, events, farewell: false });
    return ended === 'unenrolled' ? this.#leave({ by: 'server', signedIn }, record) : record.report(ended);
  }

  /** The user removes the work account. @throws NotEnrolled, ProtocolViolation */
  async unenroll(): Promise<SyncReport> {
    return this.#leave({ by: 'user', signedIn: 'user' }, new SyncRecord(this.#seen));
  }

  // Best effort and never repeated: whether or not the server hears of it, the enrollment is gone.
  async #leave({ by, signedIn }: Leaving, record: SyncRecord): Promise<SyncReport> {
    const setup = this.#nextSession(record);
    const farewell = await tellGoodbye({ ...setup, line: { ...setup.line, retries: 0 } }, signedIn);
    const workData = this.#revokeWorkData();
    this.#tree.restore([]);
    this.#state = { schemaVersion: 1, lastSession: this.#state.lastSession, ending: { by, workData } };
    return record.report('unenrolled', farewell);
  }

  #revokeWorkData(): PcEnding['workData'] {
    if (enforcementLevel(this.#tree) === 0) return 'none';
    return this.#tree.valueOf(`${WIP_SETTINGS}/RevokeOnUnenroll`) === '0' ? 'kept' : 'revoked';
  }

  #nextSession(record: SyncRecord): SessionSetup {
    const { enrollment } = this.#state;
    if (enrollment === undefined) throw new NotEnrolled();
    const { identity, tokens, fault = () => undefined, limits = {}, xmlForm = 'escaped', partSize } = this.#options;
    const lastSession = this.#state.lastSession + 1;
    this.#state = { ...this.#state, lastSession };
    const retries = this.#options.retries ?? enrollment.retries;
    return {
      identity,
      providerId: enrollment.providerId,
      address: enrollment.address,
      sessionId: String(lastSession),
      tree: this.#tree,
      tokens,
      line: { transport: this.#transport, clock: this.#clock, retries, backOff: enrollment.backOff },
      fault,
      correlationVector: Buffer.from(this.#guids()).toString('base64').slice(0, 16),
      limits,
      xmlForm,
      partSize,
      record,
    };
  }
}

interface Leaving {
  readonly by: PcEnding['by'];
  readonly signedIn: Opening['signedIn'];
}

async function tellGoodbye(setup: SessionSetup, signedIn: Opening['signedIn']): Promise<'answered' | 'lost'> {
  try {
    await runSession(setup, { startedBy: 'client', signedIn, events: [], farewell: true });
    return 'answered';
  } catch (thrown) {
    if (thrown instanceof TransportFailure || thrown instanceof SyncRefused) return 'lost';
    throw thrown;
  }
}
