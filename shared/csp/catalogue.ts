import facts from './catalogue.json';
import type { Catalogue } from './catalogue-node';

/**
 * Every node that the Windows MAM client accepts, with the rules over them. The type of the file is asserted here once
 * and proved by a test, since checking 745 nodes at each cold start would cost more than everything else in it.
 */
export const catalogue = facts as unknown as Catalogue;
