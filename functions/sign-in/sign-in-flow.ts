/** A sign-in by browser that ends at this service. What was begun for one of them opens nothing of the other. */
export interface SignInFlow {
  /** First part of the codes of its refusals. */
  readonly area: 'onboarding' | 'compliance';
  /** Name of the cookie that binds a visit to its browser: this host only, never over http, out of reach of scripts. */
  readonly cookie: `__Host-${string}`;
  /** Path to which Entra posts the code. */
  readonly redirectPath: `/${string}`;
}

/** An administrator brings the own tenant in. */
export const ONBOARDING: SignInFlow = {
  area: 'onboarding',
  cookie: '__Host-mam-onboarding',
  redirectPath: '/onboard/signed-in',
};

/** A user asks how the own PCs stand. */
export const COMPLIANCE: SignInFlow = {
  area: 'compliance',
  cookie: '__Host-mam-compliance',
  redirectPath: '/mam/compliance/callback',
};
