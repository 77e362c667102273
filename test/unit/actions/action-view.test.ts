import { describe, expect, it } from 'vitest';
import type { ActionRequest, ActionStatus } from '../../../shared/actions/action';
import { actionView } from '../../../shared/actions/action-view';
import { anAction } from './an-action';

const HANDOFF: ActionRequest = {
  type: 'handoff',
  discoveryUrl: 'https://mdm.contoso.com/Discovery.svc',
  mdmEnterpriseId: 'contoso.com',
};
const REQUESTS: readonly ActionRequest[] = [
  { type: 'resync' },
  { type: 'unenroll', keepData: true },
  { type: 'wipe' },
  HANDOFF,
  { type: 'withdraw-handoff' },
];
const STATUSES: readonly ActionStatus[] = [
  'pending',
  'sent',
  'confirmed',
  'failed',
  'expired',
  'cancelled',
  'superseded',
];

describe('an action as administrators see it', () => {
  it('does not tell the generation, which is part of an address', () => {
    expect(JSON.stringify(actionView(anAction(HANDOFF)))).not.toContain(anAction(HANDOFF).generation);
  });

  it.each(REQUESTS.map((request) => [request.type, request] as const))('(%s) carries what was asked', (_, request) => {
    expect(actionView(anAction(request))).toMatchObject(request);
  });

  it('has words of its own for every type and status', () => {
    expect(new Set(REQUESTS.map((request) => actionView(anAction(request)).purpose)).size).toBe(REQUESTS.length);
    const meanings = STATUSES.map((status) => actionView(anAction({ type: 'wipe' }, { status })).meaning);
    expect(new Set(meanings).size).toBe(STATUSES.length);
  });

  it('tells why it ended', () => {
    expect(actionView(anAction({ type: 'wipe' }, { status: 'failed', reason: 'status 405' })).reason).toBe(
      'status 405',
    );
    expect(actionView(anAction({ type: 'wipe' }))).not.toHaveProperty('reason');
  });
});
