import type { Person } from '../stores/persons';
import type { Table } from '../table';
import type { TableName } from '../tables';

/** The tables of the service, by name: a person is in all of them. */
export type PersonTables = Readonly<Record<TableName, Table>>;

/** Whose rows are looked for, and where. */
export interface Looking {
  readonly tables: PersonTables;
  readonly person: Person;
}
