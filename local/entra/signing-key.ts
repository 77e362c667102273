import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { ExplainedFailure } from '../explained-failure';

/** A key pair of the stand-in; `kid` is the thumbprint of the public half. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** Modulus and exponent of the public half. */
  readonly publicJwk: JWK;
}

/**
 * The key kept in `file`, made and written there at first use; without a file a new one that nobody keeps.
 * @throws ExplainedFailure when the file holds no private RSA key
 */
export async function openSigningKey(file?: string): Promise<SigningKey> {
  const stored = file === undefined ? undefined : await readKey(file);
  if (stored !== undefined) return stored;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  if (file !== undefined) await writeKey(file, jwk);
  return toSigningKey(jwk);
}

async function readKey(file: string): Promise<SigningKey | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return await toSigningKey(JSON.parse(text));
  } catch (cause) {
    throw new ExplainedFailure(`${file} holds no private RSA key`, 'Delete it, and a new one is made.', cause);
  }
}

async function writeKey(file: string, jwk: JWK): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(jwk), { mode: 0o600 });
}

async function toSigningKey(jwk: JWK): Promise<SigningKey> {
  const { n, e } = jwk;
  const privateKey = await importJWK(jwk, 'RS256');
  if (privateKey instanceof Uint8Array || n === undefined || e === undefined || jwk.d === undefined) {
    throw new TypeError('not a private RSA key');
  }
  return { kid: await calculateJwkThumbprint(jwk), privateKey, publicJwk: { kty: 'RSA', n, e } };
}
