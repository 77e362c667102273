import { compactVerify, errors } from 'jose';
import { CLOUD_HOSTS } from '../clouds';
import type { Config } from '../config';
import type { SigningKey } from './fetch-keys';
import { type GenuineToken, readGenuineToken, type SignedPayload } from './genuine-token';
import type { KeySet } from './key-set';
import { readKeyId } from './token-header';
import { refusal } from './token-refusal';
import { createVerifiedCache } from './verified-cache';

const CACHED_TOKENS = 5_000;

/** Turns the text of a token into a genuine one, in this order: size, shape, header, signature, issuer. */
export type TokenReader = (text: string) => Promise<GenuineToken>;

/**
 * A reader for the issuers of the configured cloud. A text that was found genuine is not verified again as long as the
 * key set stays the same; what changes with time is left to the caller.
 */
export function createTokenReader(config: Pick<Config, 'cloud' | 'authority'>, keySet: KeySet): TokenReader {
  const hosts = { '1.0': CLOUD_HOSTS[config.cloud].issuerV1, '2.0': config.authority };
  const verified = createVerifiedCache(CACHED_TOKENS);
  return async (text) => {
    const { revision } = keySet;
    const known = verified.find(text, revision);
    if (known !== undefined) return known;
    const keys = await keySet.find(readKeyId(text));
    const token = readGenuineToken(await verifySignature(text, keys), hosts);
    verified.keep(text, revision, token);
    return token;
  };
}

async function verifySignature(text: string, candidates: readonly SigningKey[]): Promise<SignedPayload> {
  if (candidates.length === 0) throw refusal('token.key-unknown');
  const tried = await Promise.all(candidates.map(async (key) => ({ key, payload: await openWith(text, key) })));
  const payload = tried.find((one) => one.payload !== undefined)?.payload;
  if (payload === undefined) throw refusal('token.signature');
  return { payload, keys: tried.filter((one) => one.payload !== undefined).map(({ key }) => key) };
}

async function openWith(text: string, { key }: SigningKey): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(text, key, { algorithms: ['RS256'] })).payload;
  } catch (thrown) {
    if (thrown instanceof errors.JOSEError) return undefined;
    throw thrown;
  }
}
