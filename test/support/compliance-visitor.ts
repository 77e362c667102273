import { addTenant, addUser, type DirectoryUser } from '../../local/directory/directory';
import { keyOf, type ManagedPc, managedPc, type Setup, WIP_POLICY } from './managed-pc';
import type { OnboardingWorld } from './onboarding';
import type { TestPerson, TestService } from './service';

/** A user with a PC that has enrolled and synced, who can sign in to Entra in a browser. */
export interface PcOwner extends ManagedPc {
  readonly user: DirectoryUser;
}

/** What a policy may demand; whatever the simulated PC tells, all of it can be met. */
export const DEMANDING_POLICY = { ...WIP_POLICY, compliance: { requireFirewall: true, requireTpm: true } };

/** The service as PCs see it: their tokens come from the Entra that signs people in as well. */
export const serviceOf = ({ service, standIns }: OnboardingWorld): TestService => ({
  ...service,
  entra: standIns.entra,
});

let tenants = 0;

/** A tenant of its own with a PC, whose user Entra knows. */
export async function pcOwner(world: OnboardingWorld, setup: Setup = {}): Promise<PcOwner> {
  const managed = await managedPc(serviceOf(world), setup);
  tenants += 1;
  const domains = [`owner${tenants}.example`];
  const tenant = addTenant(world.standIns.entra.directory, {
    id: managed.person.tenantId,
    displayName: 'Contoso',
    domains,
  });
  return { ...managed, user: addUser(tenant, { id: managed.person.userId, name: `Kim${tenants}` }) };
}

/** Another user of the same tenant. */
export function colleagueOf(world: OnboardingWorld, { person }: ManagedPc): DirectoryUser {
  const tenant = world.standIns.entra.directory.tenants.get(person.tenantId);
  if (tenant === undefined) throw new Error('the tenant of an owner is in the directory');
  tenants += 1;
  return addUser(tenant, { name: `Sam${tenants}` });
}

/** Changes what is stored of the verdict of a PC, as if time had passed or it had told something else. */
export async function setVerdict(
  { service }: OnboardingWorld,
  person: TestPerson,
  findings: readonly { code: 'firewall.off' | 'facts.pending'; kind: 'bad' | 'pending'; since: string }[],
  graceHours = 48,
): Promise<void> {
  const live = await service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);
  const [state, session] = [live.state?.value, live.session?.value];
  if (state?.compliance === undefined || session === undefined) throw new Error('this PC was never judged');
  await service.store.devices.writeSync(keyOf(person), live, {
    session,
    state: { ...state, compliance: { ...state.compliance, findings, graceHours } },
  });
}
