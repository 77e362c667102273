import type { DeviceId, TenantId, UserId } from '../../ids';
import type { WipEvent } from '../../wip-logs/wip-event';
import type { DeviceKey, TimeSpan } from './stored';

/** A record of a device's protection log as it is kept. */
export interface KeptWipEvent {
  readonly event: WipEvent;
  /** Who had enrolled the device when it came. */
  readonly userId: UserId;
  /** Not shown any more from then on, ISO 8601. */
  readonly until: string;
}

/** A kept record, and the device that it is from. */
export interface ListedWipEvent extends KeptWipEvent {
  readonly deviceId: DeviceId;
}

/** A page of records; what is older than its retention is not among them. */
export interface WipEventPage {
  readonly events: readonly ListedWipEvent[];
  readonly continuation?: string;
}

/** The logs of the protection: one partition a device, newest first. */
export interface WipLogStore {
  /** Writes records of a device; one that is there already stays one. Can be repeated. */
  put(device: DeviceKey, events: readonly KeptWipEvent[]): Promise<void>;
  /** @throws ServiceError `invalid` / `page.continuation-invalid` */
  list(device: DeviceKey, span: TimeSpan, page: WipPageRequest): Promise<WipEventPage>;
  /** Records of all devices of a tenant, device by device. @throws as `list` */
  listAll(tenantId: TenantId, span: TimeSpan, page: WipPageRequest): Promise<WipEventPage>;
  /**
   * Deletes records of before a time whose own retention is over at `now`, some hundred at once; true when none is left.
   */
  deleteOlderThan(device: DeviceKey, before: Date, now: Date): Promise<boolean>;
}

/** Which page of records, and what time it is. */
export interface WipPageRequest {
  readonly size: number;
  readonly continuation?: string;
  readonly now: Date;
}
