import { valueText } from '../print/tenant';
import type { Terminal } from '../terminal';
import { type AuditEntry, auditEntry } from './answers';
import { printRows, type RowOptions } from './print-rows';

/** Options of `audit`. */
export interface AuditOptions extends RowOptions {
  /** Times, ISO 8601. */
  readonly since?: string;
  readonly until?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly device?: string;
  readonly outcome?: string;
}

const HEAD = ['time', 'action', 'outcome', 'who', 'device', 'what'];
const LONGEST = 100;

/** `audit`: who did what, newest first. */
export async function listAudit(options: AuditOptions, terminal: Terminal): Promise<void> {
  const { since: from, until: to, actor, action, device, outcome } = options;
  const filters = { from, to, actor, action, device, outcome };
  const none = 'Nothing was done in that time. Without --since, only the last 30 days are looked through.';
  await printRows({ path: 'audit', filters, item: auditEntry, head: HEAD, cells, none }, options, terminal);
}

function cells({ at, action, outcome, code, actor = '-', deviceId = '-', facts = {} }: AuditEntry): readonly string[] {
  const all = Object.entries(facts).map(([name, value]) => `${name}=${valueText(value)}`);
  const text = all.join(' ').replaceAll('\n', ' ');
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return [at.slice(0, 19), action, code === undefined ? outcome : `${outcome}: ${code}`, actor, deviceId, shown];
}
