import { type ApiAnswer, type ApiClient, createApiClient } from '../api-client';
import { confirm } from '../confirm';
import { type ConnectionOptions, readConnection } from '../connection';
import { CliFailure } from '../failure';
import { printResult } from '../print/result';
import { RefusedByService } from '../refused-by-service';
import type { Terminal } from '../terminal';
import { type OperatedTenant, operatedTenant } from './answers';

/** Options of `operator set`. */
export interface OperatorSetOptions extends ConnectionOptions {
  readonly name?: string;
  readonly status?: string;
  /** `NAME=NUMBER`, as they were written. */
  readonly quota?: readonly string[];
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** What the PCs of a tenant may still do, where that is less than before. */
const CONSEQUENCES: ReadonlyMap<string, string> = new Map([
  ['suspended', 'From the next minute its PCs can leave and do nothing else, and its administrators can only read.'],
  ['offboarding', 'No PC enrolls any more, and its administrators can only read and have PCs leave.'],
]);

/** `operator set TENANT`: takes a tenant on, or changes its name, its status or what it may have. */
export async function setOperatedTenant(
  tenantId: string,
  { name, status, quota = [], ...options }: OperatorSetOptions,
  terminal: Terminal,
): Promise<void> {
  const quotas = Object.fromEntries(quota.map(quotaOf));
  const api = createApiClient(await readConnection(options, terminal));
  const before = await load(api, tenantId);
  const displayName = name ?? before?.body.displayName;
  if (displayName === undefined) throw unnamed(tenantId);
  const next = status ?? before?.body.status ?? 'active';
  const consequence = next === before?.body.status ? undefined : CONSEQUENCES.get(next);
  if (consequence !== undefined) await confirm(`${consequence} Go on?`, options.yes === true, terminal);
  const body = { displayName, status: next, ...(quota.length === 0 ? {} : { quotas }) };
  const condition = before?.etag === undefined ? { 'if-none-match': '*' } : { 'if-match': before.etag };
  const request = { method: 'PUT', path: pathOf(tenantId), body, headers: condition } as const;
  const saved = await api.send(request, operatedTenant);
  const lines = [`${before === undefined ? 'Took on' : 'Saved'} ${saved.body.displayName}, ${saved.body.status}.`];
  printResult(options, terminal, { lines, document: saved.body });
}

const pathOf = (tenantId: string) => `operator/tenants/${tenantId}`;

async function load(api: ApiClient, tenantId: string): Promise<ApiAnswer<OperatedTenant> | undefined> {
  try {
    return await api.send({ method: 'GET', path: pathOf(tenantId) }, operatedTenant);
  } catch (thrown) {
    if (thrown instanceof RefusedByService && thrown.code === 'tenant.not-found') return undefined;
    throw thrown;
  }
}

function quotaOf(text: string): readonly [string, number] {
  const [, name, number] = /^(\w+)=(\d{1,9})$/.exec(text) ?? [];
  if (name === undefined) throw new CliFailure(2, `${text} is no quota.`, 'Write NAME=NUMBER, e.g. devices=5000.');
  return [name, Number(number)];
}

function unnamed(tenantId: string): CliFailure {
  return new CliFailure(
    2,
    `There is no tenant ${tenantId} yet.`,
    'Give it a name to take it on: --name "Fabrikam Ltd"',
  );
}
