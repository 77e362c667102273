import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PcIdentity } from '../identity';
import { CommandError } from './command-error';
import type { Machine } from './state-file';

/** Where the access token comes from. */
export interface TokenOptions {
  readonly token?: string;
  readonly tokenFile?: string;
}

const claims = z.object({
  oid: z.string(),
  tid: z.string(),
  upn: z.string().optional(),
  preferred_username: z.string().optional(),
  deviceid: z.string().optional(),
});

/** The token of the work account, from the option, a file, or `MAM_TOKEN`. @throws CommandError when there is none */
export async function readToken(
  { token, tokenFile }: TokenOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const found = token ?? (tokenFile === undefined ? env['MAM_TOKEN'] : await readTokenFile(tokenFile));
  if (found === undefined || found.trim() === '') {
    throw new CommandError('no token: set MAM_TOKEN, or give --token-file FILE or --token TEXT');
  }
  return found.trim();
}

async function readTokenFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CommandError(`the token file ${path} cannot be read`, { cause });
  }
}

/**
 * User and device of a token, on a machine. The signature is not looked at: that is the server's part.
 * @throws CommandError when the token is no access token of a work account
 */
export function identityFrom(token: string, machine: Machine): PcIdentity {
  const { oid, tid, upn, preferred_username: preferred, deviceid } = readClaims(token);
  const deviceId = deviceid ?? '';
  const seed = deviceId === '' ? oid : deviceId;
  return {
    userId: oid,
    userName: upn ?? preferred ?? oid,
    tenantId: tid,
    deviceId,
    omaDeviceId: createHash('sha256').update(seed.toLowerCase()).digest('hex').slice(0, 32).toUpperCase(),
    ...machine,
  };
}

function readClaims(token: string): z.infer<typeof claims> {
  const [, payload = ''] = token.split('.');
  const parsed = claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!parsed.success) throw new CommandError('the token is not an access token with the claims oid and tid');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
