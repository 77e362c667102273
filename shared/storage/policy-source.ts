import { ServiceError } from '../errors';
import type { TenantId } from '../ids';
import type { PolicyDocument } from '../policy/document';
import { storedDocument } from '../policy/stored-document';
import type { PolicyPointer } from '../sync/session';
import type { TenantStore } from './stores/tenants';

const KEPT = 200;

/** Reads policy revisions as documents; a revision never changes, so each is read and parsed once per instance. */
export interface PolicySource {
  /**
   * @throws ServiceError `unavailable` / `policy.revision-missing` when the tenant row points to a revision that is not
   * there, `policy.unreadable` when this instance does not understand it, `storage.unavailable`
   */
  read(tenantId: TenantId, pointer: PolicyPointer): Promise<PolicyDocument>;
}

/** A policy source that keeps the {@link KEPT} revisions used last. */
export function createPolicySource(tenants: Pick<TenantStore, 'loadPolicy'>): PolicySource {
  const kept = new Map<string, Promise<PolicyDocument>>();
  return {
    read(tenantId, pointer) {
      const key = `${tenantId}/${pointer.name}/${pointer.revision}`;
      const reading = kept.get(key) ?? load(tenants, tenantId, pointer);
      kept.delete(key);
      kept.set(key, reading);
      reading.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return reading;
    },
  };
}

async function load(
  tenants: Pick<TenantStore, 'loadPolicy'>,
  tenantId: TenantId,
  { name, revision }: PolicyPointer,
): Promise<PolicyDocument> {
  const stored = await tenants.loadPolicy(tenantId, name, revision);
  if (stored === undefined) throw unreadable('policy.revision-missing', tenantId);
  // During a deployment an older instance may meet a document that only the newer one understands.
  const document = storedDocument(stored.document);
  if (document === undefined) throw unreadable('policy.unreadable', tenantId);
  return document;
}

function unreadable(code: string, tenantId: TenantId): ServiceError {
  return new ServiceError('unavailable', code, 'The policy cannot be read now.', { tenantId, retryAfter: 300 });
}
