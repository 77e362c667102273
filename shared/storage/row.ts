/** A column's value. Numbers are integers of 32 bits; times are ISO 8601 texts. `undefined` columns are not stored. */
export type ColumnValue = string | number | boolean | Uint8Array | undefined;

/** Where a row lives inside its table. */
export interface RowAddress {
  readonly partition: string;
  readonly key: string;
}

/** A row to be written. */
export interface NewRow extends RowAddress {
  readonly columns: Readonly<Record<string, ColumnValue>>;
}

/** A row as read. */
export interface StoredRow extends RowAddress {
  readonly etag: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/**
 * One write. `insert` demands that the row is absent, `replace`, `merge` and `touch` that it has the ETag; `merge` changes
 * these columns and no other; `touch` changes nothing but the ETag and so makes the other writes of its batch conditional.
 * `delete` demands no more than that the row is
 * there, because the SDK's batch knows no ETag for it: it stands beside a write that is conditional on what matters.
 */
export type Operation =
  | { readonly kind: 'insert' | 'upsert'; readonly row: NewRow }
  | { readonly kind: 'replace' | 'merge'; readonly row: NewRow; readonly etag: string }
  | { readonly kind: 'touch'; readonly row: RowAddress; readonly etag: string }
  | { readonly kind: 'delete'; readonly row: RowAddress };
