import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { allBehaviors } from '../../../simulator/tree/built-in-behaviors';
import { ManagementTree } from '../../../simulator/tree/management-tree';
import { runCommand } from '../../../simulator/tree/run-command';
import { everyMember, inputs } from './documents';

const identity = {
  userId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  userName: 'user@contoso.com',
  tenantId: inputs.tenantId,
  deviceId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  omaDeviceId: '5D0C3A7E91B24F6688AD13E07C52F9B4',
  deviceName: 'PC',
  osVersion: '10.0.19045.2364',
  osEdition: 48,
  locale: 'en-US',
};

const { settings } = compilePolicy(policyDocument.parse(everyMember), inputs);

describe('the simulated PC', () => {
  const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()));
  const account = `./Vendor/MSFT/DMClient/Provider/${inputs.providerId}`;
  for (const uri of [account, `${account}/Poll`]) tree.write(uri, 'node', undefined);

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
