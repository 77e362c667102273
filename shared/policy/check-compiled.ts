import { type Command, type CommandProblem, checkAtomic, checkCommand } from '../csp/check-command';
import { checkTogether } from '../csp/check-together';
import { compilePolicy } from './compile-policy';
import type { PolicyDocument } from './document';
import { foundText, pathOf } from './member-path';
import type { Refusal } from './refusal';
import type { CompileInputs, Setting } from './setting';

/** An enrollment that no device has: what does not fit its nodes fits nobody's. */
const anyEnrollment: CompileInputs = {
  tenantId: '00000000-0000-4000-8000-000000000000',
  providerId: 'WindowsMam',
  groupings: {
    protected: '00000000-0000-4000-8000-000000000001',
    exempt: '00000000-0000-4000-8000-000000000001-EdpExempt',
  },
  pollJitter: 59,
};

const commandsOf = ({ verb, nodes }: Setting): Command[] =>
  nodes.map((node) => ({ verb: node.format === 'null' ? 'Exec' : verb, node }));

function problemsOf(setting: Setting): readonly CommandProblem[] {
  const commands = commandsOf(setting);
  return setting.kind === 'family' ? checkAtomic(commands) : commands.flatMap(checkCommand);
}

const wordsOf = (rule: string) =>
  rule === 'SIZE-1'
    ? { allowed: 'up to 100 KB as it travels', suggestion: 'shorten the list or the value' }
    : { allowed: 'what the node takes', suggestion: 'write another value, or report that the check let this one pass' };

/**
 * What the nodes of a document would be refused for, by member: above all values too large to travel (rule SIZE-1), and
 * values that contradict each other on the device.
 */
export function checkCompiled(document: PolicyDocument): Refusal[] {
  const { settings } = compilePolicy(document, anyEnrollment);
  const refusal = (path: string, { rule, message }: CommandProblem): Refusal => ({
    path,
    rule,
    message,
    found: foundText(document, pathOf(path)),
    ...wordsOf(rule),
  });
  return [
    ...settings.flatMap((setting) => problemsOf(setting).map((problem) => refusal(setting.member, problem))),
    ...checkTogether(settings.flatMap(commandsOf)).map((problem) => refusal('', problem)),
  ];
}
