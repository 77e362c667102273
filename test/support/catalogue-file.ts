import facts from '../../shared/csp/catalogue.json';
import type { CatalogueFile } from '../../shared/csp/compact-catalogue';

/** `catalogue.json` as people write it; `test/unit/csp/catalogue.test.ts` proves that it has this shape. */
export const catalogueFile = facts as unknown as CatalogueFile;
