import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { TableServiceClient } from '@azure/data-tables';
import { ServiceError } from '../errors';
import { TableFailure } from './failure';

/** Gives access tokens for a scope, as `identity/` makes them from the managed identity. It must bound its own time. */
export interface TokenCredentialLike {
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** Where the tables are: an account with its key (local), or an address with a managed identity (Azure). */
export type StoreOptions =
  | { readonly connectionString: string }
  | { readonly url: string; readonly credential: TokenCredentialLike };

/** A request to the Table service, unsigned; `path` is relative to the account. */
export interface TableRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A successful answer of the Table service. */
export interface TableAnswer {
  readonly body: string;
  header(name: string): string | undefined;
}

/** A way to the tables of one account. Rejects with `TableFailure`. */
export interface Connection {
  /** Address of the account, without a slash at the end. */
  readonly url: string;
  send(request: TableRequest, signal: AbortSignal): Promise<TableAnswer>;
  /** Makes a table that is not there yet. */
  createTable(name: string): Promise<void>;
}

// The version that the SDK speaks; it knows Entra tokens and all that is used here.
const SERVICE_VERSION = '2019-02-02';
const http = createDefaultHttpClient();

function isLoopbackHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function openClient(options: StoreOptions, allowInsecureConnection: boolean): TableServiceClient {
  const clientOptions = { allowInsecureConnection, httpClient: http, retryOptions: { maxRetries: 0 } };
  return 'url' in options
    ? new TableServiceClient(options.url, options.credential, clientOptions)
    : TableServiceClient.fromConnectionString(options.connectionString, clientOptions);
}

function codeOf(body: string): string {
  return /"code"\s*:\s*"(\w{1,64})"/.exec(body)?.[1] ?? 'NoCode';
}

function noAnswer(cause: unknown): TableFailure {
  if (!(cause instanceof Error)) return new TableFailure(0, 'NoAnswer', { cause });
  return new TableFailure(0, 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name, { cause });
}

/**
 * Opens a way to the tables; nothing is sent yet. The SDK supplies connection strings, signatures and tokens. Requests
 * are ours, because its batches know no conditional delete and cost twice the time.
 * @throws ServiceError `internal` / `storage.insecure` for http to anything but loopback
 */
export function connect(options: StoreOptions): Connection {
  const { url: address } = openClient(options, false);
  const { protocol, origin, pathname, search } = new URL(address);
  const insecure = isLoopbackHttp(address);
  if (protocol !== 'https:' && !insecure) {
    throw new ServiceError('internal', 'storage.insecure', 'Tables are reached by https; http is for loopback only.');
  }
  const client = openClient(options, insecure);
  const url = origin + pathname.replace(/\/$/, '');

  async function send(request: TableRequest, abortSignal: AbortSignal): Promise<TableAnswer> {
    const { method, path, headers, body } = request;
    const signedSearch = path.includes('?') ? search.replace('?', '&') : search;
    const prepared = createPipelineRequest({
      url: `${url}/${path}${signedSearch}`,
      method,
      headers: createHttpHeaders({ ...headers, 'x-ms-version': SERVICE_VERSION, dataserviceversion: '3.0' }),
      ...(body === undefined ? {} : { body }),
      allowInsecureConnection: insecure,
      abortSignal,
    });
    const response = await client.pipeline.sendRequest(http, prepared).catch((thrown: unknown) => {
      throw noAnswer(thrown);
    });
    const answer = response.bodyAsText ?? '';
    if (response.status < 300) return { body: answer, header: (name) => response.headers.get(name) };
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new TableFailure(response.status, codeOf(answer), Number.isFinite(retryAfter) ? { retryAfter } : {});
  }

  return {
    url,
    send,
    createTable: (name) =>
      client.createTable(name).catch((thrown: unknown) => {
        throw noAnswer(thrown);
      }),
  };
}
