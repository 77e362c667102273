import { createHash } from 'node:crypto';
import type { Action, ActionRequest } from '../../shared/actions/action';
import { isOpen } from '../../shared/actions/transition';
import type { HealthEvidence } from '../../shared/compliance/attestation/attestation-state';
import type { Enrollment } from '../../shared/enrollment/enrollment';
import {
  type DeviceId,
  type EnrollmentId,
  parseDeviceId,
  parseEnrollmentId,
  parseTenantId,
  parseUserId,
} from '../../shared/ids';
import { sealSetting } from '../../shared/policy/seal-setting';
import type { CompiledPolicy, Setting } from '../../shared/policy/setting';
import { classifyMessage, type MessagePlace } from '../../shared/sync/classify-message';
import { decideReply } from '../../shared/sync/decide-reply';
import type { DeviceSnapshot, SyncChange, SyncContext, SyncRequest } from '../../shared/sync/exchange';
import { broughtLog } from '../../shared/sync/inquiries/brought-log';
import { type HealthToVerify, healthToVerify } from '../../shared/sync/inquiries/health-to-verify';
import { policyToPlan } from '../../shared/sync/policy-to-plan';
import { type Received, receiveFirst, receiveNext, withObject } from '../../shared/sync/receive-message';
import { renderReply, renderStatuses } from '../../shared/sync/render-reply';
import { renderableSettings } from '../../shared/sync/renderable-settings';
import type {
  ClientCommand,
  ClientItem,
  ClientMessage,
  ClientStatus,
  ServerCommand,
  ServerMessage,
} from '../../shared/syncml/message';
import { writeMessage } from '../../shared/syncml/write-message';
import { type Tenant, type TenantStatus, tenantSettings } from '../../shared/tenant/tenant';
import type { LogPage } from '../../shared/wip-logs/read-log';
import type { WipEvent } from '../../shared/wip-logs/wip-event';

function known<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('the id of this test is malformed');
  return id;
}

const TENANT_ID = known(parseTenantId('a0000000-0000-4000-8000-000000000001'));
const DEVICE_ID: DeviceId = known(parseDeviceId('d0000000-0000-4000-8000-000000000001'));
const USER_ID = known(parseUserId('b0000000-0000-4000-8000-000000000001'));
const GENERATION: EnrollmentId = known(parseEnrollmentId('kQ7v2nAAAAAAAAAAAAAAAA'));

/** An enrollment with all that the engine looks at. */
export function anEnrollment(changes: Partial<Enrollment> = {}): Enrollment {
  return {
    generation: GENERATION,
    tenantId: TENANT_ID,
    deviceId: DEVICE_ID,
    userId: USER_ID,
    omaDeviceId: '5D0C3A7E91B24F6688AD13E07C52F9B4',
    providerId: 'WindowsMam',
    groupings: {
      protected: '5b1f0000-0000-4000-8000-0000000000e9',
      exempt: 'EdpExempt-5b1f0000-0000-4000-8000-0000000000e8',
    },
    device: { osVersion: '10.0.19045.2364', osEdition: 48 },
    pollMinutes: 1450,
    enrolledAt: '2026-11-01T08:00:00.000Z',
    ...changes,
  };
}

/** A tenant whose default policy has the given revision; none without one. */
export function aTenant(revision: number | undefined, status: TenantStatus = 'active', version = 1): Tenant {
  const assigned = revision === undefined ? {} : { defaultPolicy: 'pcs' };
  return {
    id: TENANT_ID,
    displayName: 'Contoso',
    status,
    version,
    settings: tenantSettings.parse(assigned),
    quotas: {},
    terms: new Map(),
    policies: new Map(revision === undefined ? [] : [['pcs', revision]]),
  };
}

const NETWORK = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation/';
const WIP = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/';

/** A leaf of the catalogue as a setting. */
export function leaf(
  name: 'NeutralResources' | 'EnterpriseNetworkDomainNames' | 'EnterpriseProtectedDomainNames',
  data: string,
): Setting {
  const uri = `${name === 'EnterpriseProtectedDomainNames' ? WIP : NETWORK}${name}`;
  return {
    key: uri,
    kind: 'leaf',
    verb: 'Replace',
    nodes: [{ uri, format: 'chr', data }],
    hash: `${name}=${data}`,
    member: name,
    restsOn: [],
  };
}

/** The enforcement level, resting on other settings. */
export function level(data: string, restsOn: readonly Setting[]): Setting {
  const uri = `${WIP}EDPEnforcementLevel`;
  const keys = restsOn.map(({ key }) => key);
  return sealSetting({
    key: uri,
    kind: 'leaf',
    verb: 'Replace',
    nodes: [{ uri, format: 'int', data }],
    member: 'wip.mode',
    restsOn: keys,
  });
}

/** Containers and a leaf below them. */
export function container(uri: string): Setting {
  return {
    key: uri,
    kind: 'container',
    verb: 'Add',
    nodes: [{ uri, format: 'node' }],
    hash: `node:${uri}`,
    member: 'apps',
    restsOn: [],
  };
}

/** A policy of these settings. */
export function policyOf(settings: readonly Setting[], removals: CompiledPolicy['removals'] = []): CompiledPolicy {
  return { settings, removals, leftOut: [], asks: {} };
}

const ITEM: ClientItem = {
  source: undefined,
  target: undefined,
  format: undefined,
  type: undefined,
  size: undefined,
  data: undefined,
  moreData: false,
};

/** An alert of a client. */
export function alert(code: string, typed?: { type: string; data: string }): ClientCommand {
  const items = typed === undefined ? [] : [{ ...ITEM, ...typed }];
  return { name: 'Alert', cmdId: '2', data: code, items, msgRef: '1', cmdRef: '1' };
}

/** A status of a client for one of our commands. */
export function status(cmdRef: string, code: number): ClientStatus {
  return {
    name: 'Status',
    cmdId: `9${cmdRef}`,
    msgRef: '1',
    cmdRef,
    cmd: 'Replace',
    code,
    originalError: undefined,
    targetRefs: [],
    sourceRefs: [],
  };
}

/** What a client reads back of a node, or a part of it. */
export function result(
  uri: string,
  data: string,
  more: { readonly moreData?: boolean; readonly size?: number } = {},
): ClientCommand {
  const item = { ...ITEM, source: uri, format: 'chr', data, size: more.size, moreData: more.moreData ?? false };
  return { name: 'Results', cmdId: '7', data: undefined, items: [item], msgRef: '1', cmdRef: '1' };
}

/** A message of a client. */
export function message(changes: Partial<ClientMessage> = {}): ClientMessage {
  return {
    verDtd: '1.2',
    sessionId: '14',
    msgId: 1,
    target: 'https://mam.example.org/mam/sync/kQ7v2nAAAAAAAAAAAAAAAA',
    source: '5D0C3A7E91B24F6688AD13E07C52F9B4',
    maxMsgSize: undefined,
    body: [alert('1201')],
    final: true,
    ...changes,
  };
}

/** What a turn of the conversation led to. */
export interface Turned {
  readonly place: MessagePlace;
  readonly reply: ServerMessage;
  /** The reply as it goes over the wire. */
  readonly bytes: string;
  readonly change: SyncChange | undefined;
  /** True when the policy had to be loaded. */
  readonly loadedPolicy: boolean;
}

/** One device talking to the engine, with storage replaced by a variable. Nothing of the engine is replaced. */
export class Conversation {
  device: DeviceSnapshot = { enrollment: anEnrollment(), state: undefined, session: undefined, actions: [] };
  /** Actions that are over. */
  past: Action[] = [];
  private pieces = new Map<number, Uint8Array>();
  tenant: Tenant = aTenant(1);
  policy: CompiledPolicy = policyOf([]);
  now = new Date('2026-11-24T08:00:00.000Z');
  /** Says what comes of verifying what the device handed out as proof of its health. */
  verifyHealth: (brought: HealthToVerify) => HealthEvidence = () => ({ failure: 'validation-unavailable' });
  /** Records of the protection's log that were kept, in their order. */
  readonly kept: WipEvent[] = [];
  private sessions = 13;
  private nonces = 0;

  /** Sends a message and stores what the engine decided. */
  say(said: ClientMessage): Turned {
    const turned = this.ask(said);
    if (turned.change !== undefined) this.store(turned.change);
    return turned;
  }

  /** Asks something of the device. */
  want(request: ActionRequest, id = `action-${this.device.actions.length + this.past.length + 1}`): void {
    const at = this.now.toISOString();
    const { generation } = this.device.enrollment;
    const action: Action = {
      id,
      generation,
      request,
      status: 'pending',
      requestedBy: USER_ID,
      requestedAt: at,
      changedAt: at,
    };
    this.device = { ...this.device, actions: [...this.device.actions, action] };
  }

  /** Status of an action, open or over. */
  statusOf(id: string): string | undefined {
    return [...this.device.actions, ...this.past].find((action) => action.id === id)?.status;
  }

  private store({ actions = [], chunks, ...rows }: SyncChange): void {
    this.device = { ...this.withActions(actions), ...rows };
    this.past.push(...actions.filter((action) => !isOpen(action)));
    this.device = { ...this.device, actions: this.device.actions.filter(isOpen) };
    if (chunks !== undefined && 'put' in chunks) for (const { index, data } of chunks.put) this.pieces.set(index, data);
    if (chunks !== undefined && 'drop' in chunks) this.pieces.clear();
  }

  private withActions(changed: readonly Action[]): DeviceSnapshot {
    const byId = new Map(changed.map((action) => [action.id, action]));
    return { ...this.device, actions: this.device.actions.map((action) => byId.get(action.id) ?? action) };
  }

  /** Sends a message; what the engine decided is lost, as when an instance dies before its write. */
  ask(said: ClientMessage): Turned {
    const request = { message: said, bodyHash: createHash('sha256').update(JSON.stringify(said)).digest('base64url') };
    this.nonces += 1;
    const nonce = this.nonces.toString(16).padStart(64, '0');
    const context = { tenant: this.tenant, now: this.now, nonce };
    const { session } = this.device;
    const place = classifyMessage(this.device, request, this.now);
    if (place === 'stale') return turnedBy(place, renderStatuses(said), undefined, false);
    if (place === 'repeat' && session !== undefined) {
      return turnedBy(
        place,
        renderReply(said, { session, settings: renderableSettings(this.device, this.policy) }),
        undefined,
        true,
      );
    }
    return this.decide(place, request, context);
  }

  private decide(place: MessagePlace, request: SyncRequest, context: SyncContext): Turned {
    const { session } = this.device;
    const taken =
      place === 'next' && session !== undefined
        ? receiveNext({ ...this.device, session }, request, context)
        : receiveFirst(this.device, request, context);
    const received = withObject(taken, Buffer.concat([...this.pieces.values()]));
    const brought = healthToVerify(this.device, received);
    const health = brought === undefined ? {} : { health: this.verifyHealth(brought) };
    const turn = { device: this.device, request, context, received, ...health, ...this.keepLog(received) };
    const pointer = policyToPlan(turn);
    const change = decideReply(turn, pointer === undefined ? undefined : { pointer, policy: this.policy });
    const after = {
      ...this.withActions(change.actions ?? []),
      session: change.session,
      state: change.state ?? this.device.state,
    };
    const reply = renderReply(request.message, {
      session: change.session,
      settings: renderableSettings(after, this.policy),
    });
    return turnedBy(place, reply, change, pointer !== undefined);
  }

  private keepLog(received: Received): { readonly logPage?: LogPage } {
    const brought = broughtLog(this.device, received, this.now);
    this.kept.push(...(brought?.unseen ?? []));
    return brought === undefined ? {} : { logPage: brought.page };
  }

  /** Runs whole sessions in which the device answers each command with `answer`, and returns the server's messages. */
  session(answer: (command: ServerCommand) => number = () => 200): ServerMessage[] {
    this.sessions += 1;
    const sessionId = String(this.sessions);
    const replies = [this.say(message({ sessionId })).reply];
    for (let msgId = 2; commandsOf(replies).length > 0; msgId++) {
      const body = commandsOf(replies).map((command) => status(command.id, answer(command)));
      replies.push(this.say(message({ sessionId, msgId, body })).reply);
    }
    return replies;
  }
}

function turnedBy(
  place: MessagePlace,
  reply: ServerMessage,
  change: SyncChange | undefined,
  loadedPolicy: boolean,
): Turned {
  return { place, reply, bytes: writeMessage(reply), change, loadedPolicy };
}

function commandsOf(replies: readonly ServerMessage[]): readonly ServerCommand[] {
  return replies.at(-1)?.commands ?? [];
}

/** Commands of a message in short: `Replace NeutralResources`. */
export function inShort(sent: ServerMessage): string[] {
  return sent.commands.map((command) => {
    if (command.kind === 'item') return `${command.verb} ${command.node.uri.split('/').at(-1)}`;
    return command.kind === 'atomic' ? `Atomic of ${command.commands.length}` : `Alert ${command.code}`;
  });
}
