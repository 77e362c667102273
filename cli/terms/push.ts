import { type ApiClient, createApiClient } from '../api-client';
import type { ChangeOptions } from '../change-options';
import { readConnection } from '../connection';
import { printResult } from '../print/result';
import { table } from '../print/table';
import { RefusedByService } from '../refused-by-service';
import { tenantAnswer } from '../tenant/answers';
import type { Terminal } from '../terminal';
import { savedTermsAnswer } from './answers';
import { type PlannedTerms, planTerms } from './plan';
import { findTerms } from './read-terms';

/** Options of `terms push`. */
export interface TermsPushOptions extends ChangeOptions {
  readonly locale?: string;
  readonly organization?: string;
}

/**
 * `terms push PATH`: saves the terms of a file, or of a folder with one file a language, where they differ from what is
 * saved. All of them are tried before the first is saved, so that a refusal leaves nothing half done.
 */
export async function pushTerms(path: string, options: TermsPushOptions, terminal: Terminal): Promise<void> {
  const files = await findTerms({ path, locale: options.locale });
  const api = createApiClient(await readConnection(options, terminal));
  const tenant = (await api.send({ method: 'GET', path: 'tenant' }, tenantAnswer)).body;
  const organization = options.organization ?? tenant.displayName;
  const planned: PlannedTerms[] = [];
  for (const { file, locale } of files) {
    const one = await planTerms(api, { file, locale, organization, saved: tenant.terms[locale] });
    if (one.request !== undefined) await tryTerms(api, one, terminal);
    planned.push(one);
  }
  if (options.dryRun !== true) for (const one of planned) await save(api, one, terminal);
  const items = planned.map(({ locale, before, after, request }) => ({ locale, before, after, unchanged: !request }));
  printResult(options, terminal, {
    lines: table(
      HEAD,
      planned.map((one) => cells(one, options)),
    ),
    document: { items },
  });
}

async function tryTerms(api: ApiClient, { file, request }: PlannedTerms, { note }: Terminal): Promise<void> {
  if (request === undefined) return;
  try {
    await api.send({ ...request, path: `${request.path}?dryRun=true` }, savedTermsAnswer);
  } catch (thrown) {
    if (thrown instanceof RefusedByService) note(`${file}: refused, and nothing was saved`);
    throw thrown;
  }
}

async function save(api: ApiClient, { locale, after, request }: PlannedTerms, { note }: Terminal): Promise<void> {
  if (request === undefined) return;
  await api.send(request, savedTermsAnswer);
  note(`${locale}: version ${after} is saved`);
}

const HEAD = ['language', 'before', 'after', 'that is'];

function cells({ locale, before = '-', after, request }: PlannedTerms, { dryRun }: ChangeOptions): readonly string[] {
  if (request === undefined) return [locale, before, after, 'what is saved already'];
  return [locale, before, after, dryRun === true ? 'would be saved' : 'saved'];
}
