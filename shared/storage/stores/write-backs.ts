import type { DirectoryRefusal } from '../../compliance/directory/directory-refusal';
import type { WriteBack } from '../../compliance/directory/write-back';
import type { TenantId } from '../../ids';
import type { DeviceKey, Stored } from './stored';

/**
 * What the directory (Entra) was told of devices, and why a tenant's refuses to be told anything. Beside the rows that a
 * sync reads, and older than any one enrollment: what was claimed must be taken back.
 */
export interface WriteBackStore {
  load(device: DeviceKey): Promise<Stored<WriteBack> | undefined>;
  /** @throws ServiceError `precondition` / `storage.changed` when another one was faster */
  save(device: DeviceKey, before: Stored<WriteBack> | undefined, after: WriteBack): Promise<Stored<WriteBack>>;
  /** Forgets what was read. @throws ServiceError `precondition` / `storage.changed` */
  forget(device: DeviceKey, before: Stored<WriteBack>): Promise<void>;
  loadRefusal(tenantId: TenantId): Promise<DirectoryRefusal | undefined>;
  /** Whatever was there before: of two that were refused, either says the same. */
  saveRefusal(tenantId: TenantId, refusal: DirectoryRefusal): Promise<void>;
  /** Can be repeated. */
  removeRefusal(tenantId: TenantId): Promise<void>;
}
