import { RestError } from '@azure/data-tables';
import { z } from 'zod';
import { type ErrorKind, ServiceError } from '../errors';

/** What Table Storage answered instead of doing it, or that nothing came back. Never leaves `storage/`. */
export class TableFailure extends Error {
  override readonly name = 'TableFailure';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Error code of the service, e.g. `TableNotFound`, or of the network, e.g. `ECONNREFUSED`. */
  readonly code: string;
  /** Seconds from Retry-After. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, details: { retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(`${status} ${code}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = status;
    this.code = code;
    this.retryAfter = details.retryAfter;
  }
}

// Where the SDK keeps the service's error code: the error of a transaction has it itself, any other one in its details.
const errorCode = z.string().regex(/^\w{1,64}$/);
const errorDetails = z.object({ odataError: z.object({ code: errorCode }) });

function codeOf({ code, details }: RestError): string {
  const parsed = errorDetails.safeParse(details);
  return parsed.success ? parsed.data.odataError.code : (errorCode.safeParse(code).data ?? 'NoCode');
}

function retryAfterOf({ response }: RestError): number | undefined {
  const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

/** Anything that a call through the SDK threw. What the service answered is not kept as the cause: it names rows. */
export function toTableFailure(thrown: unknown): TableFailure {
  if (thrown instanceof TableFailure) return thrown;
  if (!(thrown instanceof RestError)) {
    return new TableFailure(0, thrown instanceof Error ? thrown.name : 'NoAnswer', { cause: thrown });
  }
  if (thrown.statusCode === undefined) return new TableFailure(0, thrown.code ?? thrown.name, { cause: thrown });
  return new TableFailure(thrown.statusCode, codeOf(thrown), { retryAfter: retryAfterOf(thrown) });
}

interface Meaning {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly text: string;
}

const CHANGED: Meaning = {
  kind: 'precondition',
  code: 'storage.changed',
  text: 'It was changed in the meantime. Read it again and repeat.',
};
const UNAVAILABLE: Meaning = {
  kind: 'unavailable',
  code: 'storage.unavailable',
  text: 'The storage of the service cannot be reached at the moment. Try again later.',
};
const FAILED: Meaning = {
  kind: 'internal',
  code: 'storage.failed',
  text: 'The service made an error. Try again later.',
};

// Everything else, such as 401, 403, 429, 5xx or no answer, passes: a role that is not there yet, throttling, an outage.
const MEANINGS: ReadonlyMap<number, Meaning> = new Map([
  [400, FAILED],
  [404, CHANGED],
  [405, FAILED],
  [409, { kind: 'conflict', code: 'storage.exists', text: 'It exists already.' }],
  [411, FAILED],
  [412, CHANGED],
  [413, FAILED],
  [414, FAILED],
  [501, FAILED],
]);

const DEFAULT_RETRY_AFTER = 30;
const LONGEST_RETRY_AFTER = 3600;

function toError(meaning: Meaning, failure: TableFailure): ServiceError {
  const retryAfter = Math.min(failure.retryAfter ?? DEFAULT_RETRY_AFTER, LONGEST_RETRY_AFTER);
  return new ServiceError(meaning.kind, meaning.code, meaning.text, {
    cause: failure,
    detail: failure.message,
    ...(meaning === UNAVAILABLE ? { retryAfter } : {}),
  });
}

/**
 * What was thrown as the error that callers of the store know; anything but a `TableFailure` stays as it is. A missing
 * table counts as an outage, not as a missing row.
 */
export function toStorageError(thrown: unknown): unknown {
  if (!(thrown instanceof TableFailure)) return thrown;
  const meaning = thrown.code === 'TableNotFound' ? UNAVAILABLE : (MEANINGS.get(thrown.status) ?? UNAVAILABLE);
  return toError(meaning, thrown);
}

/** The error for what was read and is not there any more, as if a conditional write had found out. */
export const changedMeanwhile = () => new ServiceError(CHANGED.kind, CHANGED.code, CHANGED.text);

/** The same for a conditional write: whoever inserted the row first has changed it. */
export function toWriteError(thrown: unknown): unknown {
  return thrown instanceof TableFailure && thrown.status === 409 ? toError(CHANGED, thrown) : toStorageError(thrown);
}

/** True when the row that was asked for is not there. */
export function isMissingRow(thrown: unknown): boolean {
  return thrown instanceof TableFailure && thrown.status === 404 && thrown.code !== 'TableNotFound';
}
