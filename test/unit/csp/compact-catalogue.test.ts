import { expect, it } from 'vitest';
import { compactCatalogue } from '../../../shared/csp/compact-catalogue';
import { catalogueFile } from '../../support/catalogue-file';

// After a change of catalogue.json: npx vitest run test/unit/csp/compact-catalogue.test.ts --update
it('the compact catalogue is made of the one for people', async () => {
  const text = `${JSON.stringify(compactCatalogue(catalogueFile), undefined, 1)}\n`;
  await expect(text).toMatchFileSnapshot('../../../shared/csp/catalogue.compact.json');
});
