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

/** A row as read: its columns in the JSON of the service, in which binary values are base64. */
export interface StoredRow extends RowAddress {
  readonly etag: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** One write. All but `upsert` are conditional: `insert` on absence, the others on the ETag. */
export type Operation =
  | { readonly kind: 'insert' | 'upsert'; readonly row: NewRow }
  | { readonly kind: 'replace'; readonly row: NewRow; readonly etag: string }
  | { readonly kind: 'delete'; readonly row: RowAddress; readonly etag: string };
