import { describe, expect, it } from 'vitest';
import type { GroupAssignment } from '../../../shared/sync/device-state';
import { isAssignmentDue, keepLearned, withGroups } from '../../../shared/sync/group-assignment';
import { assignedPolicy, isAssignmentKnown } from '../../../shared/sync/policy-to-plan';
import { receiveFirst } from '../../../shared/sync/receive-message';
import type { Turn } from '../../../shared/sync/turn';
import type { TenantSettings } from '../../../shared/tenant/tenant';
import { alert, anEnrollment, aTenant, message } from '../../support/conversation';

type Assignments = TenantSettings['assignments'];

const STAFF = '00000000-0000-4000-8000-00000000000a';
const GUESTS = '00000000-0000-4000-8000-00000000000b';
const BY_GROUP: Assignments = [
  { group: STAFF, policy: 'strict', priority: 10 },
  { group: GUESTS, policy: 'mild', priority: 20 },
];
const NOW = new Date('2026-11-24T08:00:00.000Z');

interface Scene {
  readonly assignments?: Assignments;
  readonly known?: GroupAssignment | undefined;
  readonly now?: Date;
  readonly said?: ReturnType<typeof message>;
}

function aTurn({ assignments = BY_GROUP, known, now = NOW, said = message() }: Scene = {}): Turn {
  const tenant = aTenant(1);
  const policies = new Map([...tenant.policies, ['strict', 4], ['mild', 2]] as const);
  const context = {
    tenant: { ...tenant, policies, settings: { ...tenant.settings, assignments } },
    now,
    nonce: '00'.repeat(32),
  };
  const enrollment = anEnrollment();
  const state =
    known === undefined
      ? undefined
      : { generation: enrollment.generation, planKey: 'key', settings: [], assignment: known };
  const device = { enrollment, state, session: undefined, actions: [] };
  const request = { message: said, bodyHash: 'hash' };
  return { device, request, context, received: receiveFirst(device, request, context) };
}

const assignmentOf = (turn: Turn) => turn.device.state?.assignment;
const asked = (...groups: string[]) => assignmentOf(withGroups(aTurn(), new Set(groups)));
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe('the groups of a user', () => {
  it.each<[string, Scene]>([
    ['in a tenant that assigns nothing by group', { assignments: [] }],
    ['again within a day', { known: asked(STAFF), now: later(23.9) }],
    ['for a message that continues', { said: message({ final: false }) }],
    [
      'while somebody else is signed in',
      { said: message({ body: [alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'others' })] }) },
    ],
    [
      'for one who leaves',
      { said: message({ body: [alert('1226', { type: 'com.microsoft:mdm.unenrollment.userrequest', data: '1' })] }) },
    ],
  ])('are not read %s', (_, scene) => {
    expect(isAssignmentDue(aTurn(scene))).toBe(false);
  });

  it('are not read again in a session that has begun to send, be the directory up or down', () => {
    const turn = aTurn();
    const session = { ...turn.received.session, sent: 3 };
    expect(isAssignmentDue({ ...turn, received: { ...turn.received, session } })).toBe(false);
  });

  it('are not read for a tenant that is suspended', () => {
    const turn = aTurn();
    const tenant = { ...turn.context.tenant, status: 'suspended' } as const;
    expect(isAssignmentDue({ ...turn, context: { ...turn.context, tenant } })).toBe(false);
  });

  it.each<[string, Scene]>([
    ['when they were never read', {}],
    ['after a day', { known: asked(STAFF), now: later(24) }],
    ['when another group is asked about', { known: asked(STAFF), assignments: BY_GROUP.slice(0, 1) }],
    [
      'when the priorities change',
      { known: asked(STAFF), assignments: BY_GROUP.map((one) => ({ ...one, priority: 30 - one.priority })) },
    ],
  ])('are read %s', (_, scene) => {
    expect(isAssignmentDue(aTurn(scene))).toBe(true);
  });

  it.each<[string, string[], string | undefined]>([
    ['the policy of their group', [GUESTS], 'mild'],
    ['the policy of the lowest number among several', [GUESTS, STAFF], 'strict'],
    ["the tenant's default when none is assigned", [], undefined],
  ])('lead to %s', (_, groups, policy) => {
    expect(asked(...groups)).toMatchObject({ at: NOW.toISOString(), ...(policy === undefined ? {} : { policy }) });
    expect(asked(...groups)?.policy).toBe(policy);
  });
});

describe('the policy of a device', () => {
  it.each<[string, Scene, object | undefined]>([
    ["is the tenant's default without assignments", { assignments: [] }, { name: 'pcs', revision: 1 }],
    ['is unknown before the groups are', {}, undefined],
    ['is that of the group', { known: asked(STAFF) }, { name: 'strict', revision: 4 }],
    ["is the tenant's default for members of no assigned group", { known: asked() }, { name: 'pcs', revision: 1 }],
    [
      'stays what it was while the groups of a new assignment are unknown',
      { known: asked(STAFF), assignments: BY_GROUP.slice(1) },
      { name: 'strict', revision: 4 },
    ],
    [
      "is the tenant's default again when the tenant gives up assignments",
      { known: asked(STAFF), assignments: [] },
      { name: 'pcs', revision: 1 },
    ],
  ])('%s', (_, scene, expected) => {
    expect(assignedPolicy(aTurn(scene))).toEqual(expected);
  });

  it('counts as known only once the groups were read', () => {
    expect([isAssignmentKnown(aTurn()), isAssignmentKnown(aTurn({ known: asked() }))]).toEqual([false, true]);
  });
});

describe('what was learned before a decision', () => {
  const stored = aTurn();
  const learned = withGroups(stored, new Set([STAFF]));
  const session = {
    ...stored.received.session,
    decision: { kind: 'end', commands: [] },
    compilerVersion: '1',
    open: false,
  } as const;

  it('is written although the decision itself changes no state', () => {
    expect(keepLearned({ session }, stored.device, learned.device).state?.assignment?.policy).toBe('strict');
  });

  it('gives way to the state that the decision made of it', () => {
    const state = { generation: stored.device.enrollment.generation, planKey: 'new', settings: [] };
    expect(keepLearned({ session, state }, stored.device, learned.device).state).toBe(state);
  });

  it('costs no row when it is nothing', () => {
    expect(keepLearned({ session }, learned.device, learned.device)).toEqual({ session });
  });
});
