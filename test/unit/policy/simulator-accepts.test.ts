import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { runCommand } from '../../../simulator/tree/run-command';
import { everyMember, inputs } from './documents';
import { simulatedTree } from './simulated-tree';

const { settings } = compilePolicy(policyDocument.parse(everyMember), inputs);

describe('the simulated PC', () => {
  const tree = simulatedTree();

  it.each(settings.map((setting) => [setting.key, setting] as const))('takes %s', (_, { kind, verb, nodes }) => {
    const codes = nodes.map(
      ({ uri, format, data }) =>
        runCommand(
          { verb: format === 'null' ? 'Exec' : verb, uri, format, data },
          { tree, inAtomic: kind === 'family', userPresent: true },
        ).code,
    );
    // 404 on Replace is the leaf that nobody has written yet: the sync adds it in the next message.
    const accepted = verb === 'Replace' ? [200, 404] : [200];
    expect(codes.filter((code) => !accepted.includes(code))).toEqual([]);
  });
});
