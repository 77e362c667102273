import { invalidRow } from './columns';

/** Fields of one entry of a packed list, read by position. Absent ones at the end were not known when it was written. */
export class Tuple {
  readonly #fields: readonly unknown[];

  constructor(fields: unknown) {
    if (!Array.isArray(fields)) throw invalidRow('data');
    this.#fields = fields;
  }

  /** @throws ServiceError `internal` / `storage.row-invalid` */
  text(index: number): string {
    const value = this.#fields[index];
    if (typeof value !== 'string') throw invalidRow(`data[${index}]`);
    return value;
  }

  /** False for 0 or a field that is not there. */
  has(index: number): boolean {
    return this.#fields[index] !== undefined && this.#fields[index] !== 0;
  }

  /** The text, or `undefined` for 0 or a field that is not there. */
  optionalText(index: number): string | undefined {
    return this.has(index) ? this.text(index) : undefined;
  }

  /** @throws ServiceError `internal` / `storage.row-invalid` */
  integer(index: number): number {
    const value = this.#fields[index];
    if (!Number.isSafeInteger(value)) throw invalidRow(`data[${index}]`);
    return Number(value);
  }

  /** @throws ServiceError `internal` / `storage.row-invalid` */
  oneOf<T extends string>(index: number, allowed: readonly T[]): T {
    const value = allowed.find((candidate) => candidate === this.#fields[index]);
    if (value === undefined) throw invalidRow(`data[${index}]`);
    return value;
  }

  /** True for 1, false for 0 or a field that is not there. */
  flag(index: number): boolean {
    return this.#fields[index] === 1;
  }
}

/** The entries of a packed list; none when there is no list. @throws ServiceError `internal` / `storage.row-invalid` */
export function tuples<T>(list: unknown, read: (fields: Tuple) => T): T[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw invalidRow('data');
  return list.map((fields) => read(new Tuple(fields)));
}
