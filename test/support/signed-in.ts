import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assignRole, consent } from '../../local/directory/directory';
import { parseTenantId } from '../../shared/ids';
import { tenantSettings } from '../../shared/tenant/tenant';
import { APP_ROLES, addCustomer, type Customer } from './directory';
import { type MamRun, type MamWorld, mam } from './mam';
import type { OnboardingWorld } from './onboarding';

/** A customer who is onboarded, and whose administrator holds a role. */
export async function onboardedCustomer(
  { standIns, service }: OnboardingWorld,
  role: 'Mam.Admin' | 'Mam.Reader' = 'Mam.Admin',
): Promise<Customer> {
  const customer = addCustomer(standIns);
  const principal = consent(customer.tenant, standIns.application);
  const appRoleId = APP_ROLES.find(({ value }) => value === role)?.id ?? '';
  assignRole(customer.tenant, { principalId: customer.administrator.id, resourceId: principal.id, appRoleId });
  const id = parseTenantId(customer.tenant.id);
  if (id === undefined) throw new Error('the tenant of the stand-in is named by a GUID');
  const settings = tenantSettings.parse({ termsRequired: false });
  await service.store.tenants.create({ id, displayName: 'Contoso', status: 'active', settings });
  return customer;
}

/** A machine with a place for sign-ins, and a person with a browser beside it. */
export interface Machine {
  /** The place for settings, as `XDG_CONFIG_HOME` names it. */
  readonly home: string;
  /** Runs a command; where it shows a code, this user signs in with it, or says no. */
  run(words: readonly string[], userId?: string, world?: MamWorld): Promise<MamRun>;
  remove(): Promise<void>;
}

/** A new machine. */
export async function newMachine({ standIns: { entra } }: OnboardingWorld): Promise<Machine> {
  const home = await mkdtemp(join(tmpdir(), 'mam-'));
  const run = (words: readonly string[], userId?: string, world: MamWorld = {}) => {
    const onNote = (text: string) => {
      const [, code] = /enter the code (\w{8})\./.exec(text) ?? [];
      if (code !== undefined) entra.decideDevice(code, userId);
      world.onNote?.(text);
    };
    return mam(words, { ...world, onNote, env: { XDG_CONFIG_HOME: home, ...world.env } });
  };
  return { home, run, remove: () => rm(home, { recursive: true }) };
}
