import { describe, expect, it } from 'vitest';
import { IncomingObject } from '../../../../simulator/session/incoming-object';
import { runCommands } from '../../../../simulator/session/run-commands';
import type { Runner } from '../../../../simulator/session/run-items';
import type { GroupCommand, ItemCommand, ServerItem } from '../../../../simulator/syncml/server-message';
import { allBehaviors } from '../../../../simulator/tree/built-in-behaviors';
import { ManagementTree } from '../../../../simulator/tree/management-tree';
import { identity, WIP } from '../scripted-server';

function newRunner(): Runner {
  const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()));
  return {
    context: { tree, inAtomic: false, userPresent: true },
    fault: () => undefined,
    msgRef: 1,
    tellsOriginalError: false,
    applied: () => undefined,
    parts: new IncomingObject(),
  };
}

const item = (target: string, further: Partial<ServerItem> = {}): ServerItem => {
  return { target, format: 'int', data: '1', size: undefined, moreData: false, ...further };
};
const replace: ItemCommand = { kind: 'item', cmdId: '2', verb: 'Replace', items: [item(`${WIP}/EDPShowIcons`)] };
const get: ItemCommand = {
  kind: 'item',
  cmdId: '3',
  verb: 'Get',
  items: [item(`${WIP}/EDPShowIcons`, { data: undefined })],
};
const group = (name: GroupCommand['name'], ...commands: readonly (ItemCommand | GroupCommand)[]): GroupCommand => {
  return { kind: 'group', cmdId: '1', name, commands };
};
const codesOf = (command: GroupCommand, runner = newRunner()) =>
  runCommands([command], runner).commands.flatMap((one) => (one.kind === 'Status' ? [`${one.cmd} ${one.code}`] : []));

// A server never gets this far: the conformance check refuses such a message before it runs.
describe('a group of commands that no server may send', () => {
  it('fails an Atomic with a Get inside: 500 for the Get, 507 for the Atomic', () => {
    expect(codesOf(group('Atomic', replace, get))).toEqual(['Atomic 507', 'Replace 216', 'Get 500']);
  });

  it.each(['Atomic', 'Sequence'] as const)('fails an Atomic with a nested %s', (name) => {
    const nested = { ...group(name, replace), cmdId: '9' };
    expect(codesOf(group('Atomic', nested, replace))).toEqual(['Atomic 507', `${name} 500`, 'Replace 215']);
  });
});

describe('a value in parts', () => {
  const part = (data: string, moreData: boolean, size?: number) =>
    item('./Vendor/MSFT/Policy/Config/NetworkIsolation/NeutralResources', { format: 'chr', data, moreData, size });

  it('is refused with 424 when its total is wrong', () => {
    const parts = new IncomingObject();
    expect(parts.take(part('login.', true, 99))).toEqual({ code: 213 });
    expect(parts.take(part('example.org', false))).toEqual({ code: 424 });
  });

  it('is counted in bytes', () => {
    const parts = new IncomingObject();
    parts.take(part('é', true, 4));
    expect(parts.take(part('é', false))).toEqual({ format: 'chr', data: 'éé' });
  });

  it('is given up when another value comes before its end', () => {
    const parts = new IncomingObject();
    parts.take(part('login.', true, 17));
    expect(parts.take(item(`${WIP}/EDPShowIcons`))).toEqual({ format: 'int', data: '1' });
    expect(parts.wasInterrupted()).toBe(true);
    expect(parts.wasInterrupted()).toBe(false);
  });
});
