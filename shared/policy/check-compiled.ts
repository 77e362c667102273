import { checkCommand } from '../csp/check-command';
import { compilePolicy } from './compile-policy';
import type { PolicyDocument } from './document';
import type { Finding } from './finding';
import type { CompileInputs } from './setting';

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

const sizeRule = 'SIZE-1';

/** What the nodes of a document would be refused for, by member: above all values too large to travel (rule SIZE-1). */
export function checkCompiled(document: PolicyDocument): Finding[] {
  return compilePolicy(document, anyEnrollment).settings.flatMap(({ verb, nodes, member }) =>
    nodes.flatMap((node) =>
      checkCommand({ verb: node.format === 'null' ? 'Exec' : verb, node }).map(({ rule, message }) => ({
        path: member,
        rule,
        message,
        ...(rule === sizeRule ? { allowed: '100 KB', suggestion: 'shorten the list' } : {}),
      })),
    ),
  );
}
