import type { ErasureTerms } from '../stores/persons';
import type { Looking } from './person-tables';

/** An erasure that is under way: whose, what stands in place of the id, and by what it is judged. */
export interface Erasing extends Looking {
  readonly pseudonym: string;
  readonly terms: ErasureTerms;
}
