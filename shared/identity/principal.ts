import type { DeviceId, TenantId, UserId } from '../ids';
import type { Tenant } from '../tenant/tenant';

/** A user on a Windows device, as a verified access token of a device route tells. Never an app-only token. */
export interface DevicePrincipal {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** Claim `deviceid`: absent on the terms page, demanded by {@link TokenVerifier.verifyDevice} callers that need it. */
  readonly deviceId: DeviceId | undefined;
  /** Name for display only: `upn`, `preferred_username` or `unique_name`. Mutable, never a key, never logged. */
  readonly userName: string | undefined;
  /** The tenant as it was read for this request; its status decides what the principal may still do. */
  readonly tenant: Tenant;
}

/** Application roles of the management API. */
export type Role = 'Mam.Admin' | 'Mam.Reader' | 'Mam.LogReader' | 'Mam.Operator';

/** A person or a pipeline that calls the management API. */
export interface CallerPrincipal {
  readonly kind: 'person' | 'application';
  readonly tenantId: TenantId;
  /** Object id of the user or of the pipeline's service principal. */
  readonly id: UserId;
  /** `Mam.Operator` is among them only when the token is of the vendor's home tenant. */
  readonly roles: ReadonlySet<Role>;
  /** Undefined for the operator of a home tenant that is not onboarded itself. */
  readonly tenant: Tenant | undefined;
}

/** How current the tenant row must be: `fresh` is read for this request, `cached` is at most 60 seconds old. */
export type TenantFreshness = 'fresh' | 'cached';

/**
 * Turns the text of an access token into a principal. Every refusal is a `ServiceError` with a stable code
 * (`token.missing`, `token.expired`, ...): `unauthenticated`, or `forbidden` where the token is genuine but its bearer
 * may not do this. Refusals of genuine tokens carry the tenant id.
 */
export interface TokenVerifier {
  /** For terms, enrollment and sync: device scope, user present, not the command line's client, tenant known. */
  verifyDevice(token: string, freshness: TenantFreshness): Promise<DevicePrincipal>;
  /** For `/api/v1`: scope `Mam.Manage` for people, an application role for pipelines. */
  verifyCaller(token: string): Promise<CallerPrincipal>;
  /** As {@link verifyCaller}, for the one route on which a tenant need not be onboarded yet. */
  verifyNewcomer(token: string): Promise<CallerPrincipal>;
}

/** Knows the tenants: one read per instance, tenant and minute. */
export interface TenantAdmission {
  /**
   * The tenant, or `undefined` when it is not onboarded. `atLeast` is the lowest version that will do: a cached row that
   * is older is read again.
   */
  find(id: TenantId, freshness: TenantFreshness, atLeast?: number): Promise<Tenant | undefined>;
  /** Tells the cache what this instance has just written. */
  remember(tenant: Tenant): void;
}
