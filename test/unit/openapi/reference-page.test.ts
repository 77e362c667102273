import { expect, it } from 'vitest';
import { OPERATIONS } from '../../../functions/management/openapi/operations';
import { referencePageText } from '../../../functions/management/openapi/reference-page';

// After a change of a description: npx vitest run test/unit/openapi --update
it('the page about the API is the one that lies in docs/', async () => {
  await expect(referencePageText(OPERATIONS)).toMatchFileSnapshot('../../../docs/api.md');
});

it('the page about the API has a row for every operation', () => {
  const rows = referencePageText(OPERATIONS).match(/^\| `(GET|PUT|POST|DELETE) \//gm);
  expect(rows).toHaveLength(OPERATIONS.length);
});
