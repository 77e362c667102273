import type { ChangeOptions } from '../change-options';
import type { Terminal } from '../terminal';
import type { Assignment, TenantAnswer } from './answers';
import { changeSettings } from './change';

/** Options of `tenant assign`. */
export interface AssignOptions extends ChangeOptions {
  readonly priority?: number;
}

// Room for those that come in between later.
const STEP = 10;

/** `tenant assign GROUP POLICY`: the members of a group follow a policy; a group that has one follows the new one. */
export async function assignPolicy(
  { group, policy }: Pick<Assignment, 'group' | 'policy'>,
  options: AssignOptions,
  terminal: Terminal,
): Promise<void> {
  await changeSettings(
    (settings) => {
      const others = withoutGroup(settings, group);
      const own = settings.assignments.find((one) => one.group === group);
      const priority = options.priority ?? own?.priority ?? highest(others) + STEP;
      return { ...settings, assignments: sorted([...others, { group, policy, priority }]) };
    },
    options,
    terminal,
  );
}

/** `tenant unassign GROUP`: the members of a group follow what is left for them. Doing it twice is no error. */
export async function unassignPolicy(group: string, options: ChangeOptions, terminal: Terminal): Promise<void> {
  const edit = (settings: TenantAnswer['settings']) => ({ ...settings, assignments: withoutGroup(settings, group) });
  await changeSettings(edit, options, terminal);
}

const withoutGroup = ({ assignments }: TenantAnswer['settings'], group: string) =>
  assignments.filter((one) => one.group !== group);

const highest = (assignments: readonly Assignment[]) => Math.max(0, ...assignments.map(({ priority }) => priority));

const sorted = (assignments: readonly Assignment[]) => assignments.toSorted((a, b) => a.priority - b.priority);
