import type { z } from 'zod';
import { revisionsAnswer } from '../answers';
import { type ApiClient, createApiClient } from '../api-client';
import { readConnection } from '../connection';
import { printResult } from '../print/result';
import { table } from '../print/table';
import type { Terminal } from '../terminal';
import type { PolicyOptions } from './options';

type Revision = z.infer<typeof revisionsAnswer>['items'][number];

/** `policy revisions NAME`: who saved which revision and when, newest first. */
export async function revisions(name: string, options: PolicyOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const items = await allOf(api, `policies/${name}/revisions`);
  const rows = items.map(({ revision, savedAt, author }) => [String(revision), savedAt, author]);
  printResult(options, terminal, { lines: table(['revision', 'saved', 'by'], rows), document: { items } });
}

async function allOf(api: ApiClient, path: string): Promise<readonly Revision[]> {
  const items: Revision[] = [];
  for (let query: string | undefined = ''; query !== undefined; ) {
    const page: z.infer<typeof revisionsAnswer> = (
      await api.send({ method: 'GET', path: `${path}${query}` }, revisionsAnswer)
    ).body;
    items.push(...page.items);
    query = page.continuation === undefined ? undefined : `?continuation=${encodeURIComponent(page.continuation)}`;
  }
  return items;
}
