import type { DeviceId, TenantId } from '../../ids';

/** A value as read, with the ETag that a conditional write needs. */
export interface Stored<T> {
  readonly value: T;
  readonly etag: string;
}

/** Which device. */
export interface DeviceKey {
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
}

/** A time span, both ends inclusive. */
export interface TimeSpan {
  readonly from: Date;
  readonly to: Date;
}
