import { type Command, type CommandProblem, checkAtomic, checkCommand } from '../csp/check-command';
import { checkTogether } from '../csp/check-together';
import type { NodeValue } from '../syncml/message';
import { wireSize } from '../syncml/wire-size';
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

/** Members of an entry that alone can be too large, by the node below the family to which each compiles. */
const largeMembers: ReadonlyMap<string, string> = new Map([
  ['ServerURL', 'serverUrls'],
  ['Challenge', 'challenge'],
  ['PFXCertBlob', 'pkcs12'],
  ['ServerUrlList', 'plugin.serverUrls'],
  ['CustomConfiguration', 'plugin.configurationXml'],
  ['Configuration', 'native.eapXml'],
  ['WlanXml', 'eapXml'],
]);

function memberOf({ kind, member }: Setting, { uri }: NodeValue): string {
  const part = kind === 'family' ? largeMembers.get(uri.slice(uri.lastIndexOf('/') + 1)) : undefined;
  return part === undefined ? member : `${member}.${part}`;
}

function problemsOf(setting: Setting): readonly (CommandProblem & { readonly node: NodeValue })[] {
  const check = (command: Command) => (setting.kind === 'family' ? checkAtomic([command]) : checkCommand(command));
  return commandsOf(setting).flatMap((command) =>
    check(command).map((problem) => ({ ...problem, node: command.node })),
  );
}

/** What is wrong with what one member compiles to. */
function refusalsOf(setting: Setting, document: PolicyDocument): Refusal[] {
  return problemsOf(setting).map(({ rule, message, node }): Refusal => {
    const path = memberOf(setting, node);
    const refused = { path, rule, message };
    if (rule === 'SIZE-1') {
      const found = `${Math.ceil(wireSize(node.data ?? '') / 1024)} KB as it travels`;
      return { ...refused, found, allowed: 'up to 100 KB as it travels', suggestion: 'shorten the list or the value' };
    }
    const found = foundText(document, pathOf(path));
    return { ...refused, found, allowed: 'what the node takes', suggestion: 'leave the member out' };
  });
}

/**
 * What the nodes of a document would be refused for, by member: above all values too large to travel (rule SIZE-1), and
 * values that contradict each other on one device.
 */
export function checkCompiled(document: PolicyDocument): Refusal[] {
  const { settings } = compilePolicy(document, anyEnrollment);
  const together = checkTogether(settings.flatMap(commandsOf)).map(
    ({ rule, message }): Refusal => ({
      path: '',
      rule,
      message,
      found: 'members that contradict each other',
      allowed: 'members that a PC can follow together',
      suggestion: 'leave one of them out',
    }),
  );
  return [...settings.flatMap((setting) => refusalsOf(setting, document)), ...together];
}
