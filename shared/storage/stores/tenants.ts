import type { TenantId } from '../../ids';
import type { Tenant, TenantQuotas, TenantSettings, TenantStatus } from '../../tenant/tenant';
import type { TermsText } from '../../terms/terms-text';
import type { Stored } from './stored';

/** An immutable revision of a policy document. `document` is JSON that was accepted when it was saved. */
export interface PolicyRevision {
  readonly name: string;
  readonly revision: number;
  readonly document: unknown;
  /** Object id of who saved it, and when (ISO 8601). */
  readonly author: string;
  readonly savedAt: string;
}

/** A tenant whose pointer leads to the revision that was just saved. */
export interface SavedPolicy {
  readonly tenant: Stored<Tenant>;
  readonly revision: number;
}

/**
 * Tenants, their policy revisions and terms: one partition a tenant. Every change raises `version` by one, and is
 * conditional on the ETag; the loser gets `ServiceError` `precondition` / `storage.changed`.
 */
export interface TenantStore {
  load(id: TenantId): Promise<Stored<Tenant> | undefined>;
  /** @throws ServiceError `conflict` / `storage.exists` when the tenant is there already. */
  create(tenant: {
    id: TenantId;
    displayName: string;
    status: TenantStatus;
    settings: TenantSettings;
    quotas?: TenantQuotas;
  }): Promise<Stored<Tenant>>;
  replace(
    tenant: Stored<Tenant>,
    change: { displayName?: string; status?: TenantStatus; settings?: TenantSettings; quotas?: TenantQuotas },
  ): Promise<Stored<Tenant>>;
  /** Saves the next revision that is free and moves the pointer, in one batch. */
  savePolicy(
    tenant: Stored<Tenant>,
    policy: { name: string; document: unknown; author: string; savedAt: string },
  ): Promise<SavedPolicy>;
  loadPolicy(id: TenantId, name: string, revision: number): Promise<PolicyRevision | undefined>;
  /**
   * Saves terms in one language and moves the pointer, in one batch. The same version with the same text is done already.
   * @throws ServiceError `conflict` / `terms.version-taken` when that version says something else.
   */
  saveTerms(tenant: Stored<Tenant>, locale: string, terms: TermsText): Promise<Stored<Tenant>>;
  loadTerms(id: TenantId, version: string, locale: string): Promise<TermsText | undefined>;
  /**
   * Every tenant of the deployment, for its operator: one scan over the table, in pages. Rows that this version cannot read
   * are named beside those that it can.
   */
  list(page: {
    size: number;
    continuation?: string;
  }): Promise<{ tenants: Stored<Tenant>[]; unreadable: TenantId[]; continuation?: string }>;
}
