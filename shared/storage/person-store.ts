import { ERASURE, userPartition } from './keys';
import { beginErasure } from './person/begin-erasure';
import { continueErasure } from './person/continue-erasure';
import { listHeld } from './person/list-held';
import type { PersonTables } from './person/person-tables';
import { readErasure } from './rows/erasure-row';
import type { PersonStore } from './stores/persons';

/** What is held on one person, over all tables. */
export function openPersonStore(tables: PersonTables): PersonStore {
  return {
    listHeld: (person, wanted) => listHeld({ tables, person }, wanted),

    pseudonymOf: async ({ tenantId, userId }) => {
      const row = await tables.people.read({ partition: userPartition(tenantId, userId), key: ERASURE });
      return row === undefined ? undefined : readErasure(row).pseudonym;
    },

    beginErasure: (person, pseudonym, terms) => beginErasure({ tables, person }, { ...terms, pseudonym }),

    continueErasure: (person, terms) => continueErasure({ tables, person }, terms),
  };
}
