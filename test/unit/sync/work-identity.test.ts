import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { compileInputs } from '../../../shared/sync/compile-inputs';
import type { SettingState } from '../../../shared/sync/device-state';
import { deviceView } from '../../../shared/sync/device-view';
import type { ServerCommand } from '../../../shared/syncml/message';
import { anEnrollment, aTenant, Conversation, inShort, message, status } from '../../support/conversation';

const APP = {
  type: 'desktop',
  name: 'Notepad',
  publisher: 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  product: '*',
  binary: 'notepad.exe',
};
const DOMAINS = 'EnterpriseProtectedDomainNames';
const LEVEL = 'EDPEnforcementLevel';

const compiled = (wip: object, network: object = {}) =>
  compilePolicy(
    policyDocument.parse({ schemaVersion: 1, name: 'PCs', wip, apps: { protected: [APP] }, network }),
    compileInputs(anEnrollment()),
  );
const silent = (primaryDomain: string, more: object = {}) => compiled({ mode: 'silent', primaryDomain, ...more });
const OFF = compiled({ mode: 'off' });

/** A device that has taken a policy with the primary domain a.example. */
function protectedDevice(): Conversation {
  const device = new Conversation();
  device.policy = silent('a.example');
  device.session();
  return device;
}

let revision = 1;
/** Gives the device its next policy and a session in which it answers as told; the settings that were sent to it. */
function give(device: Conversation, policy = device.policy, answer?: (command: ServerCommand) => number): string[] {
  revision += 1;
  device.tenant = aTenant(revision);
  device.policy = policy;
  return device.session(answer).flatMap(inShort);
}

const stateOf = (device: Conversation, name: string): SettingState | undefined =>
  device.device.state?.settings.find(({ key }) => key.endsWith(name));

const refusing = (name: string, code: number) => (command: ServerCommand) =>
  command.kind === 'item' && command.node.uri.endsWith(name) ? code : 200;

describe('a device with another primary domain', () => {
  it('is not sent the new one, and shows why, while the rest of the policy goes on', () => {
    const device = protectedDevice();
    const sent = give(
      device,
      compiled({ mode: 'silent', primaryDomain: 'b.example' }, { neutralResources: ['c.example'] }),
    );
    expect(sent).toEqual(['Replace NeutralResources']);
    const { state, session, enrollment } = device.device;
    const silence = { lastContact: enrollment.enrolledAt, days: 90 };
    const history = { enrollments: [], actions: [] };
    const view = deviceView(
      { enrollment, state, session, actions: [], history, silence, writeBack: undefined },
      device.now,
    );
    const shown = view.settings.find(({ setting }) => setting.endsWith(DOMAINS));
    expect(shown).toMatchObject({ inForce: true, rule: 'WIP-4', meaning: expect.stringContaining('mode off') });
  });

  it('is not sent it after a resync either, which forgets everything else', () => {
    const device = protectedDevice();
    device.want({ type: 'resync' });
    expect(give(device, silent('b.example')).some((sent) => sent.endsWith(DOMAINS))).toBe(false);
  });

  it('is not sent it when the answer to its level was lost, since it may be protected', () => {
    const device = new Conversation();
    device.policy = silent('a.example');
    const first = device.say(message({ sessionId: '1' })).reply;
    const body = first.commands.map(({ id }) => status(id, 200));
    expect(inShort(device.say(message({ sessionId: '1', msgId: 2, body })).reply)).toEqual([`Replace ${LEVEL}`]);
    expect(give(device, silent('b.example')).some((sent) => sent.endsWith(DOMAINS))).toBe(false);
  });

  it('is not sent it when mode off was saved but never taken', () => {
    const device = protectedDevice();
    give(device, OFF, refusing(LEVEL, 500));
    expect(give(device, silent('b.example')).some((sent) => sent.endsWith(DOMAINS))).toBe(false);
    expect(stateOf(device, DOMAINS)?.blockedBy).toBe('WIP-4');
  });

  it('is not moved to an MDM service of the new one', () => {
    const device = protectedDevice();
    device.want({ type: 'handoff', discoveryUrl: 'https://mdm.example', mdmEnterpriseId: 'b.example' }, 'move');
    give(device, silent('b.example'));
    expect(device.past).toMatchObject([{ id: 'move', status: 'failed', reason: expect.stringContaining('WIP-4') }]);
  });

  it('is sent it once level 0 is acknowledged, and the level after it', () => {
    const device = protectedDevice();
    give(device, OFF);
    const sent = give(device, silent('b.example')).filter((one) => one.endsWith(DOMAINS) || one.endsWith(LEVEL));
    expect(sent).toEqual([`Replace ${DOMAINS}`, `Replace ${LEVEL}`]);
    expect(device.device.state?.identity).toBe('b.example');
  });

  it('is sent it in the same session where the policy itself says mode off', () => {
    const device = protectedDevice();
    const sent = give(device, compiled({ mode: 'off', primaryDomain: 'b.example' }));
    expect(sent).toEqual([`Replace ${LEVEL}`, 'Delete RevokeOnUnenroll', `Replace ${DOMAINS}`]);
    expect(stateOf(device, DOMAINS)?.blockedBy).toBeUndefined();
  });

  it('is rid of the finding when the policy returns to its own', () => {
    const device = protectedDevice();
    give(device, silent('b.example'));
    expect(give(device, silent('a.example'))).toEqual([]);
    expect(stateOf(device, DOMAINS)?.blockedBy).toBeUndefined();
    expect(stateOf(device, DOMAINS)?.tried).toBe(stateOf(device, DOMAINS)?.acknowledged);
  });

  it('is rid of its own when a policy names none, although another was held back in between', () => {
    const device = protectedDevice();
    give(device, silent('b.example'));
    expect(give(device, OFF)).toContain(`Delete ${DOMAINS}`);
  });
});

describe('a device is sent its primary domain', () => {
  it('when it has none', () => {
    expect(protectedDevice().device.state?.identity).toBe('a.example');
  });

  it('with further domains behind the same first one', () => {
    const sent = give(protectedDevice(), silent('a.example', { additionalDomains: ['b.example'] }));
    expect(sent).toEqual([`Replace ${DOMAINS}`]);
  });

  it('when it refused the one before, which is therefore not there', () => {
    const device = new Conversation();
    device.policy = silent('a.example');
    device.session(refusing(DOMAINS, 405));
    expect(give(device, silent('b.example'))).toContain(`Replace ${DOMAINS}`);
  });

  it('when the protection never came up, because what its level rests on was refused', () => {
    const device = new Conversation();
    device.policy = silent('a.example');
    device.session(refusing('RevokeOnUnenroll', 500));
    expect(stateOf(device, DOMAINS)?.code).toBe(200);
    expect(give(device, silent('b.example'))).toContain(`Replace ${DOMAINS}`);
  });

  it('anew with each enrollment', () => {
    const device = protectedDevice();
    device.device = { enrollment: anEnrollment(), state: undefined, session: undefined, actions: [] };
    expect(give(device, silent('b.example'))).toContain(`Replace ${DOMAINS}`);
  });
});
