import { type ErrorKind, ServiceError } from '../errors';

/** What became of one request to Microsoft Graph. */
export interface GraphOutcome {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** `error.code` of the reply, e.g. `Authorization_RequestDenied`. */
  readonly graphCode?: string | undefined;
  /** Permission without which this cannot work. */
  readonly needs?: string | undefined;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** Microsoft Graph did not do what it was asked. */
export class GraphRefusal extends ServiceError {
  readonly status: number;
  readonly graphCode: string | undefined;

  constructor(outcome: GraphOutcome) {
    const [kind, code, text] = meaningOf(outcome.status);
    super(kind, code, text(outcome.needs), {
      detail: `status ${outcome.status} ${outcome.graphCode ?? ''}`.trim(),
      ...(outcome.retryAfter === undefined ? {} : { retryAfter: outcome.retryAfter }),
      ...(outcome.cause === undefined ? {} : { cause: outcome.cause }),
    });
    this.status = outcome.status;
    this.graphCode = outcome.graphCode;
  }
}

type Meaning = readonly [kind: ErrorKind, code: string, text: (needs: string | undefined) => string];

const UNAVAILABLE: Meaning = ['unavailable', 'graph.unavailable', () => 'Microsoft Graph cannot be reached right now.'];

const REFUSED: Meaning = ['invalid', 'graph.refused', () => 'Microsoft Graph does not accept this request.'];

const MEANINGS = new Map<number, Meaning>([
  [401, UNAVAILABLE],
  [
    403,
    [
      'forbidden',
      'graph.forbidden',
      (needs) =>
        needs === undefined
          ? 'Microsoft Graph does not allow this in the tenant.'
          : `Microsoft Graph does not allow this in the tenant: an administrator must consent to ${needs}.`,
    ],
  ],
  [404, ['not-found', 'graph.not-found', () => 'Microsoft Graph knows no such object.']],
  [409, ['conflict', 'graph.conflict', () => 'Microsoft Graph says that this contradicts what is there.']],
  [429, UNAVAILABLE],
]);

function meaningOf(status: number): Meaning {
  if (status < 400 || status >= 500) return UNAVAILABLE;
  return MEANINGS.get(status) ?? REFUSED;
}
