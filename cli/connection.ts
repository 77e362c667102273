import { readFile } from 'node:fs/promises';
import { CliFailure } from './failure';
import type { Terminal } from './terminal';

/** Options of every command that speaks to the service. */
export interface ConnectionOptions {
  readonly server?: string;
  readonly tokenFile?: string;
}

/** Where the service is, and the access token for it. */
export interface Connection {
  readonly origin: string;
  readonly token: string;
}

/** The connection that options and environment describe. @throws CliFailure */
export async function readConnection(options: ConnectionOptions, { env }: Terminal): Promise<Connection> {
  return { origin: readOrigin(options.server ?? env['MAM_SERVER']), token: await readToken(options, env) };
}

const ADDRESS = 'Name it with --server or MAM_SERVER, e.g. https://mam.contoso.com (http only for loopback).';
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

function readOrigin(text: string | undefined): string {
  if (text === undefined || text === '') throw new CliFailure(2, 'No service is named.', ADDRESS);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url === undefined || !isSafe || url.username !== '' || url.password !== '') {
    throw new CliFailure(2, 'The address of the service is not an https address.', ADDRESS);
  }
  return url.origin;
}

const TOKEN = 'Put an access token with scope Mam.Manage into MAM_TOKEN, or into a file named by --token-file.';
// [RFC 7515 3.1]: three parts in base64url. Anything else, such as a whole JSON answer, would travel for nothing.
const jwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

async function readToken({ tokenFile }: ConnectionOptions, env: Terminal['env']): Promise<string> {
  const text = (tokenFile === undefined ? env['MAM_TOKEN'] : await readTokenFile(tokenFile))?.trim();
  if (text === undefined || text === '') throw new CliFailure(2, 'There is no access token.', TOKEN);
  if (jwt.test(text)) return text;
  throw new CliFailure(2, `What ${tokenFile ?? 'MAM_TOKEN'} holds is no access token.`, TOKEN);
}

async function readTokenFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CliFailure(2, `The token file ${file} cannot be read.`, TOKEN, cause);
  }
}
