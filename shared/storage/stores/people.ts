import type { AcceptanceId, DeviceId, EnrollmentId, TenantId, UserId } from '../../ids';
import type { Acceptance } from '../../terms/acceptance';
import type { Stored } from './stored';

/** What users did: acceptances of terms, and the devices that count against their cap. One partition a user. */
export interface PeopleStore {
  saveAcceptance(acceptance: Acceptance): Promise<void>;
  loadAcceptance(tenantId: TenantId, userId: UserId, id: AcceptanceId): Promise<Stored<Acceptance> | undefined>;
  replaceAcceptance(before: Stored<Acceptance>, after: Acceptance): Promise<void>;
  /** Deletes an acceptance if it is as it was read. @throws ServiceError `precondition` / `storage.changed` */
  removeAcceptance(acceptance: Stored<Acceptance>): Promise<void>;
  /** Deletes the visits of administrators that began on a day (yyyymmdd), some hundred at once; true when none is left. */
  clearVisits(day: string): Promise<boolean>;
  /**
   * Counts the user's devices and reserves a place for this one, atomically; a device that has a place keeps it. A
   * reservation that was never confirmed lapses after ten minutes.
   * @throws ServiceError `forbidden` / `enrollment.device-cap`; `enrollment.erasure` while the user is being erased
   */
  reserveDevice(
    owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId },
    cap: number,
    now: Date,
  ): Promise<void>;
  /** Makes the reservation permanent. Can be repeated. */
  confirmDevice(
    owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId },
    generation: EnrollmentId,
    now: Date,
  ): Promise<void>;
  /**
   * Ends a reservation that lapsed: makes it permanent for the generation that holds the device after all, or gives the
   * place back. Leaves any other place as it is.
   * @throws ServiceError `precondition` / `storage.changed` when the user enrolls it at this moment
   */
  endReservation(
    owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId },
    holder: EnrollmentId | undefined,
    now: Date,
  ): Promise<void>;
  /**
   * The devices that have a place, reserved ones included: an enrollment that was cut off behind the row of the device
   * leaves no more than that. Whose a device is, its own enrollment says.
   */
  devicesOf(tenantId: TenantId, userId: UserId): Promise<DeviceId[]>;
  /** Gives the place back. Can be repeated. */
  releaseDevice(owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId }): Promise<void>;
}
