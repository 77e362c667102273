import { expect, it } from 'vitest';
import type { CatalogueNode } from '../../../shared/csp/catalogue-node';
import { isAvailable } from '../../../shared/csp/is-available';
import { catalogueFile } from '../../support/catalogue-file';

const nodeOf = (since: string, builds?: string[]): CatalogueNode => ({
  uri: './x',
  scope: 'device',
  format: 'int',
  access: ['Get'],
  occurs: '1',
  use: 'policy',
  since,
  ...(builds === undefined ? {} : { builds }),
});
const backPorted = nodeOf('11-21H2', ['10.0.22000', '10.0.19041.1387', '10.0.19044.1387']);

it.each([
  ['a later release', nodeOf('1803'), '10.0.19045.2364', true],
  ['the same release', nodeOf('1803'), '10.0.17134.1', true],
  ['an earlier release', nodeOf('1803'), '10.0.16299.9999', false],
  ['an insider build for everyone', nodeOf('preview', ['99.9.99999']), '10.0.26200.1', false],
  ['the first build', backPorted, '10.0.22000.1', true],
  ['a build with the back-port', backPorted, '10.0.19044.1387', true],
  ['a build before its back-port', backPorted, '10.0.19044.1386', false],
  ['a build without a back-port', backPorted, '10.0.19045.9999', false],
  ['a version without a revision', nodeOf('1803'), '10.0.17134', true],
  ['a text that is no version', nodeOf('11-22H2'), 'Windows', true],
])('judges %s', (_, node, version, expected) => {
  expect(isAvailable(node, version)).toBe(expected);
});

it('knows the build of every release that the catalogue names without one', () => {
  const withoutBuilds = catalogueFile.nodes.filter(({ builds }) => builds === undefined);
  for (const node of withoutBuilds) expect(isAvailable(node, '10.0.99999.0')).toBe(node.since !== 'preview');
});
