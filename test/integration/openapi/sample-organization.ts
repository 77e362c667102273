import { SAMPLES } from '../../../functions/management/openapi/samples';
import { addGroup, addTenant, addUser, consent } from '../../../local/directory/directory';
import { personClaims } from '../../../local/entra/claims';
import { newGuid } from '../../../shared/random';
import { type SimulatedPc, type WipLogRecord, wipLogBehaviors } from '../../../simulator/index';
import { Manager, pcOf } from '../../support/managed-pc';
import type { OnboardingWorld } from '../../support/onboarding';
import type { TestService } from '../../support/service';

const SECOND = { ...SAMPLES.document, network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] } };

/**
 * An organization that has what the examples speak of: a policy of two revisions for everybody, English terms, one group
 * of one person, and the PC of that person, which has synced. No other test has it.
 */
export interface SampleOrganization {
  readonly service: TestService;
  readonly admin: Manager;
  readonly pc: SimulatedPc;
  readonly deviceId: string;
  /** What the PC notes of work data. */
  readonly log: WipLogRecord[];
  /** Sample of `samples.ts`, and what it stands for here. */
  readonly real: ReadonlyMap<string, string>;
  /** Value of an `authorization` header of an administrator with this role. */
  bearer(role: string): Promise<string>;
}

/** Makes one. */
export async function sampleOrganization({ standIns, service: started }: OnboardingWorld): Promise<SampleOrganization> {
  const { entra, application } = standIns;
  const service = { ...started, entra };
  const tenant = addTenant(entra.directory, { displayName: 'Contoso', domains: [`${newGuid()}.example`] });
  const ada = addUser(tenant, { name: 'Ada' });
  const groupId = addGroup(tenant, 'Personal PCs');
  ada.groups.add(groupId);
  consent(tenant, application);
  const person = { tenantId: tenant.id, userId: ada.id, deviceId: newGuid() };
  const adminId = newGuid();
  const bearer = async (role: string) => {
    const tenantId = role === 'Mam.Operator' ? service.homeTenant : tenant.id;
    const who = { tenantId, id: adminId, audience: service.clientId, roles: [role], clientId: newGuid() };
    return `Bearer ${await entra.token(personClaims(entra.origin, { ...who, userName: 'admin@contoso.example' }))}`;
  };
  const managerWith = async (role: string) => new Manager(service.origin, (await bearer(role)).slice('Bearer '.length));
  const operator = await managerWith('Mam.Operator');
  await must(operator.call('PUT', `operator/tenants/${tenant.id}`, { displayName: 'Contoso' }));
  const admin = await managerWith('Mam.Admin');
  await fill(admin);
  const log: WipLogRecord[] = [];
  const pc = pcOf(service, person, { behaviors: wipLogBehaviors(log) });
  await pc.enroll(`${service.origin}/mam/enroll`);
  await pc.sync();
  const real = new Map<string, string>([
    [SAMPLES.tenantId, tenant.id],
    [SAMPLES.otherTenantId, newGuid()],
    [SAMPLES.adminId, adminId],
    [SAMPLES.userId, person.userId],
    [SAMPLES.groupId, groupId],
    [SAMPLES.deviceId, person.deviceId],
    [SAMPLES.etag, await etagOf(service, await bearer('Mam.Admin'))],
  ]);
  return { service, admin, pc, deviceId: person.deviceId, log, real, bearer };
}

async function fill(admin: Manager): Promise<void> {
  await admin.savePolicy(SAMPLES.document, SAMPLES.policy);
  await admin.savePolicy(SECOND, SAMPLES.policy);
  const terms = { version: '2026-11', title: 'Work data on your own PC', text: 'We protect our files on this PC.' };
  await must(admin.call('PUT', `terms/${SAMPLES.locale}`, terms));
  await must(admin.call('PUT', 'tenant', { termsRequired: false, defaultPolicy: SAMPLES.policy }));
}

/** @throws Error where the service refused */
export async function must(reply: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`the service refused: ${status} ${JSON.stringify(body)}`);
}

async function etagOf(service: TestService, authorization: string): Promise<string> {
  const reply = await fetch(`${service.origin}/api/v1/tenant`, { headers: { authorization } });
  return reply.headers.get('etag') ?? '';
}
