import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entra } from '../../local/entra/start-entra';
import { parseTenantId } from '../../shared/ids';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import { type ApiCall, callsOf, makeCall, roleFor, type Target } from '../support/api-calls';
import { newTarget, startTargetWorld, type TargetWorld } from '../support/api-target';
import { own } from '../support/api-tokens';
import { managerOf } from '../support/managed-pc';
import type { OnboardingWorld } from '../support/onboarding';
import type { TestService } from '../support/service';

let all: TargetWorld;
let world: OnboardingWorld;
let service: TestService;
let stranger: Entra;
let target: Target;
beforeAll(async () => {
  all = await startTargetWorld();
  ({ world, service, stranger, target } = all);
});
afterAll(() => all.stop());

const WRITES = callsOf('write', 'operate').filter(({ route }) => !route.startsWith('GET '));

async function rowsOf(correlationId: string): Promise<AuditEntry[]> {
  const tenantId = parseTenantId(target.tenantId);
  if (tenantId === undefined) throw new Error('the tenant is named by a GUID');
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  const { entries } = await service.store.audit.list(tenantId, month, { size: 1000 });
  return entries.filter((entry) => entry.correlationId === correlationId);
}

async function write(call: ApiCall) {
  const isOperation = call.kind === 'operate';
  const tenantId = isOperation ? service.homeTenant : target.tenantId;
  const token = (await own(roleFor(call))({ service, stranger, target, own: tenantId })) ?? '';
  const reply = await makeCall(service, call, { target, token });
  const actor = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).oid;
  return { ...reply, actor, rows: await rowsOf(reply.correlationId) };
}

describe('the audit trail of the tenant', () => {
  // One after the other: the tenant leaves at the end.
  it('says of every write who did what, with what was before and what came after', async () => {
    for (const call of WRITES) {
      const { status, actor, rows } = await write(call);
      expect(`${call.route} ${status < 300 ? 'works' : status}`).toBe(`${call.route} works`);
      expect(rows.map(({ outcome }) => `${call.route} ${outcome}`)).toContain(`${call.route} done`);
      expect(rows.every((row) => row.actor === actor)).toBe(true);
      const told = rows.filter(({ facts }) => facts?.['before'] !== undefined && facts['after'] !== undefined);
      expect(told.map(({ action }) => `${call.route}: ${action}`)).not.toEqual([]);
      for (const { facts } of told) expect(facts?.['before']).not.toEqual(facts?.['after']);
    }
  });

  it('carries neither names of people and devices nor what policies and terms say', async () => {
    const tenantId = parseTenantId(target.tenantId);
    if (tenantId === undefined) throw new Error('the tenant is named by a GUID');
    const month = new Date().toISOString().slice(0, 7).replace('-', '');
    const { entries } = await service.store.audit.list(tenantId, month, { size: 1000 });
    const text = JSON.stringify(entries);
    for (const secret of ['ada@contoso.example', 'mallory@', 'ADA-PC', target.host, 'Wees aardig', 'Power BI']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a change whose outcome could not be written', () => {
  it('stays intended in the trail, for it happened', async () => {
    const { tenantId } = await newTarget(world, service, 'contoso');
    const admin = await managerOf(service, tenantId);
    let isChanged = false;
    const isOutcome = ({ table, method }: { table: string; method: string }) => {
      isChanged ||= table === 'tenants' && method !== 'GET';
      return isChanged && table === 'audit' && method !== 'GET';
    };
    for (let n = 0; n < 30; n += 1) service.tables.injectWhere(isOutcome, 503);
    const reply = await admin.call('PUT', 'tenant', { pollMinutes: 777 });
    service.tables.reset();
    expect(reply.status).toBe(503);
    expect((await admin.call('GET', 'tenant')).body.settings.pollMinutes).toBe(777);
    const { items } = (await admin.call('GET', 'audit?action=tenant.settings&limit=1')).body;
    expect([items[0].outcome, JSON.parse(items[0].facts.after).pollMinutes]).toEqual(['intended', 777]);
  });
});
