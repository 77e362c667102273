import type { SignIn } from './sign-in-file';

/** What is known of the sign-in that is meant. */
export interface WantedSignIn {
  readonly origin?: string | undefined;
  /** Tenant id, user name, or domain of the user name. */
  readonly tenant?: string | undefined;
}

/** The newest sign-in that is meant. */
export function chooseSignIn(signIns: readonly SignIn[], { origin, tenant }: WantedSignIn): SignIn | undefined {
  return signIns.find(
    (signIn) =>
      (origin === undefined || signIn.service === origin) &&
      (tenant === undefined || isOf(signIn, tenant.toLowerCase())),
  );
}

function isOf({ tenantId, userName }: SignIn, tenant: string): boolean {
  const name = userName.toLowerCase();
  return [tenantId, name, name.slice(name.indexOf('@') + 1)].includes(tenant);
}
