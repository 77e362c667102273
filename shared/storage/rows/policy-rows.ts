import { ServiceError } from '../../errors';
import { policyChunk } from '../keys';
import { packText, unpackText } from '../packed';
import type { NewRow, StoredRow } from '../row';
import type { PolicyRevision } from '../stores/tenants';
import { bytes, checkVersion, integer, invalidRow, text } from './columns';

const VERSION = 1;
const LARGEST_DOCUMENT = 512 * 1024;

/**
 * The rows of a revision: the compressed document in chunks, the facts about it in the first one.
 * @throws ServiceError `too-large` / `policy.too-large` when the document exceeds 512 KB of JSON
 */
export function policyRows(partition: string, policy: PolicyRevision): NewRow[] {
  const document = JSON.stringify(policy.document);
  if (Buffer.byteLength(document) > LARGEST_DOCUMENT) {
    throw new ServiceError('too-large', 'policy.too-large', 'A policy document has at most 512 KB.');
  }
  const parts = packText(document);
  const facts = { chunks: parts.length, author: policy.author, savedAt: policy.savedAt };
  return parts.map((data, index) => ({
    partition,
    key: policyChunk(policy.name, policy.revision, index),
    columns: { v: VERSION, data, ...(index === 0 ? facts : {}) },
  }));
}

function unpacked(parts: readonly Uint8Array[]): unknown {
  try {
    return JSON.parse(unpackText(parts));
  } catch (cause) {
    throw invalidRow('data', cause);
  }
}

/** The revision of these rows; `undefined` when there are none. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readPolicy(
  rows: readonly StoredRow[],
  pointer: { name: string; revision: number },
): PolicyRevision | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  for (const row of rows) checkVersion(row, VERSION);
  if (integer(first, 'chunks') !== rows.length) throw invalidRow('chunks');
  const parts = rows.map((row) => bytes(row, 'data'));
  return { ...pointer, document: unpacked(parts), author: text(first, 'author'), savedAt: text(first, 'savedAt') };
}
