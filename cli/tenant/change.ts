import { type ApiAnswer, type ApiClient, createApiClient } from '../api-client';
import type { ChangeOptions } from '../change-options';
import { confirm } from '../confirm';
import { readConnection } from '../connection';
import { printResult } from '../print/result';
import { type SettingChange, settingChangeLines, settingChanges } from '../print/setting-changes';
import type { Terminal } from '../terminal';
import { type Settings, type TenantAnswer, tenantAnswer } from './answers';

/** Makes new settings of those that there are. */
export type SettingsEdit = (before: TenantAnswer['settings']) => Settings;

/**
 * Reads the settings, edits them, shows before and after as the service understands it, asks where that reaches far, and
 * saves under the condition that nobody else changed them meanwhile.
 */
export async function changeSettings(edit: SettingsEdit, options: ChangeOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const read = await api.send({ method: 'GET', path: 'tenant' }, tenantAnswer);
  const settings = edit(read.body.settings);
  const after = (await put(api, { settings, read, path: 'tenant?dryRun=true' })).body.settings;
  const changes = settingChanges(read.body.settings, after);
  const unchanged = changes.length === 0;
  const lines = unchanged ? ['The settings say this already; there is nothing to save.'] : settingChangeLines(changes);
  if (unchanged || options.dryRun === true) {
    printResult(options, terminal, { lines, document: { unchanged, changes, settings: after } });
    return;
  }
  terminal.note(lines.join('\n'));
  await askWhereFar(changes, options, terminal);
  const saved = (await put(api, { settings, read, path: 'tenant' })).body.settings;
  const document = { unchanged, changes, settings: saved };
  printResult(options, terminal, { lines: ['Saved the settings of the tenant.'], document });
}

interface Put {
  readonly settings: Settings;
  readonly read: ApiAnswer<TenantAnswer>;
  readonly path: string;
}

function put(api: ApiClient, { settings, read: { etag }, path }: Put): Promise<ApiAnswer<TenantAnswer>> {
  const headers = etag === undefined ? {} : { 'if-match': etag };
  return api.send({ method: 'PUT', path, body: settings, headers }, tenantAnswer);
}

const OTHER_POLICY = 'PCs may follow another policy from their next sync on.';
const OTHER_WAY = 'PCs that come by an application or a host name that is taken off are refused.';

const CONSEQUENCES: ReadonlyMap<string, string> = new Map([
  ['defaultPolicy', OTHER_POLICY],
  ['assignments', OTHER_POLICY],
  ['clientIds', OTHER_WAY],
  ['publicHosts', OTHER_WAY],
  ['lostContactDays', 'What went out to PCs that are silent for longer ends as expired.'],
]);

async function askWhereFar(changes: readonly SettingChange[], { yes }: ChangeOptions, terminal: Terminal) {
  const far = [...new Set(changes.flatMap(({ name }) => CONSEQUENCES.get(name) ?? []))];
  if (far.length > 0) await confirm(`${far.join(' ')} Save it?`, yes === true, terminal);
}
