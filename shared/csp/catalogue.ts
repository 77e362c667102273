import facts from './catalogue.compact.json';
import type { Catalogue } from './catalogue-node';

/**
 * Every node that the Windows MAM client accepts, with the rules over them. The types of the file are asserted here and
 * in `findNode` once and proved by a test, since checking 745 nodes at each cold start would cost more than all else.
 */
export const catalogue = facts as Catalogue;
