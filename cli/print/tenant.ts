import type { TenantAnswer } from '../tenant/answers';
import { indented, table } from './table';

const NOTHING = 'none: a PC whose user is in no assigned group receives nothing';

/** What is known of a tenant, for people: settings, who gets which policy, and what there is. */
export function tenantLines({ id, displayName, status, ...tenant }: TenantAnswer): readonly string[] {
  const { defaultPolicy = NOTHING, assignments, ...settings } = tenant.settings;
  const byPriority = assignments.toSorted((a, b) => a.priority - b.priority);
  return [
    `${displayName}, ${status}, ${id}`,
    ...section('Settings', ['setting', 'value'], rowsOf({ defaultPolicy, ...settings })),
    ...section(
      'Policies of groups, the first that fits counts',
      ['priority', 'group', 'policy'],
      byPriority.map(({ priority, group, policy }) => [String(priority), group, policy]),
    ),
    ...section('Policies', ['policy', 'revision'], rowsOf(tenant.policies)),
    ...section('Terms of use', ['language', 'version'], rowsOf(tenant.terms)),
    ...section('What the operator allows', ['quota', 'at most'], rowsOf(tenant.quotas)),
  ];
}

/** A value in one cell of a table. */
export function valueText(value: unknown): string {
  if (value === undefined) return '-';
  if (typeof value === 'string') return value;
  const isPlainList = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
  return isPlainList ? value.join(', ') : JSON.stringify(value);
}

const rowsOf = (members: Readonly<Record<string, unknown>>) =>
  Object.entries(members).map(([name, value]) => [name, valueText(value)]);

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : ['', `${title}:`, ...indented(table(head, rows))];
}
