import { createHash } from 'node:crypto';
import type { Setting } from './setting';

/** A setting before its hash is known. */
export type Draft = Omit<Setting, 'hash'>;

/** Gives a setting its hash: over verb, nodes, formats and data, so that equal hashes mean that nothing has to be sent. */
export function sealSetting(draft: Draft): Setting {
  const content = draft.nodes.map(({ uri, format, data }) => [uri, format, data ?? null]);
  const basis = JSON.stringify([draft.verb, content]);
  return { ...draft, hash: createHash('sha256').update(basis).digest('base64url') };
}
