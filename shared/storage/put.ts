import type { NewRow, Operation } from './row';

/** Replaces what was read, or inserts what was not there: either way the loser of a race is refused. */
export function put(row: NewRow, before: { readonly etag: string } | undefined): Operation {
  return before === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: before.etag };
}
