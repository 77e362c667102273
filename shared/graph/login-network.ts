import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { readText } from './read-json';

const MAX_BYTES = 1024 * 1024;

/** What msal-node may reach, and for how long (milliseconds a request, default 10,000). */
export interface LoginNetworkOptions {
  /** Origin of the login service, as `config.authority` says. */
  readonly authority: string;
  readonly timeoutMs?: number;
}

/**
 * The network as msal-node sees it: one origin, no redirects, bounded time and size. msal-node insists on https
 * authorities, so the stand-in on loopback goes by an https name inside it and is called by its own here; settings refuse
 * an http authority anywhere else.
 */
export function createLoginNetwork({ authority, timeoutMs = 10_000 }: LoginNetworkOptions): INetworkModule {
  const named = secureName(authority);

  async function send<T>(url: string, init: RequestInit): Promise<NetworkResponse<T>> {
    if (new URL(url).origin !== named) throw new Error('the login library asked for a host that is not the authority');
    const response = await fetch(`${authority}${url.slice(named.length)}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body: T = JSON.parse(await readText(response, MAX_BYTES));
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  }

  return {
    sendGetRequestAsync: (url, options) => send(url, { method: 'GET', ...headersOf(options) }),
    sendPostRequestAsync: (url, options) =>
      send(url, {
        method: 'POST',
        ...headersOf(options),
        ...(options?.body === undefined ? {} : { body: options.body }),
      }),
  };
}

/** The origin under which msal-node knows the login service. */
export const secureName = (authority: string): string => authority.replace(/^http:/, 'https:');

const headersOf = (options?: NetworkRequestOptions) =>
  options?.headers === undefined ? {} : { headers: options.headers };
