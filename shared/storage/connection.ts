import { TableClient, TableServiceClient } from '@azure/data-tables';
import { ServiceError } from '../errors';

/** Gives access tokens for a scope, as `identity/` makes them from the managed identity. It must bound its own time. */
export interface TokenCredentialLike {
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** Where the tables are: an account with its key (local), or an address with a managed identity (Azure). */
export type StoreOptions =
  | { readonly connectionString: string }
  | { readonly url: string; readonly credential: TokenCredentialLike };

/** The SDK's clients of one account. They repeat nothing: {@link attempt} does, because a PC waits for the answer. */
export interface Connection {
  readonly service: TableServiceClient;
  /** The client of one table; nothing is sent yet. */
  table(name: string): TableClient;
}

function isLoopbackHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function addressOf(options: StoreOptions): string {
  return 'url' in options ? options.url : TableServiceClient.fromConnectionString(options.connectionString).url;
}

/**
 * Opens a way to the tables; nothing is sent yet.
 * @throws ServiceError `internal` / `storage.insecure` for http to anything but loopback
 */
export function connect(options: StoreOptions): Connection {
  const address = addressOf(options);
  const allowInsecureConnection = isLoopbackHttp(address);
  if (!address.startsWith('https:') && !allowInsecureConnection) {
    throw new ServiceError('internal', 'storage.insecure', 'Tables are reached by https; http is for loopback only.');
  }
  const settings = { allowInsecureConnection, retryOptions: { maxRetries: 0 } };
  if ('url' in options) {
    const { url, credential } = options;
    return {
      service: new TableServiceClient(url, credential, settings),
      table: (name) => new TableClient(url, name, credential, settings),
    };
  }
  const { connectionString } = options;
  return {
    service: TableServiceClient.fromConnectionString(connectionString, settings),
    table: (name) => TableClient.fromConnectionString(connectionString, name, settings),
  };
}
