import type { DeviceId, EnrollmentId, TenantId, UserId } from '../ids';

/** What Windows told about itself in the RST, as far as it is kept (protocol facts 4.2: no MAC, IMEI, serial number or HWDevID). */
export interface DeviceDescription {
  /** Computer name, for display only. */
  readonly name?: string;
  /** E.g. `CIMClient_Windows`. */
  readonly type?: string;
  /** E.g. `10.0.19045.2364`. */
  readonly osVersion?: string;
  /** Edition number ([MS-MDE2] 2.2.9.6), e.g. 48 for Pro and 101 for Home. */
  readonly osEdition?: number;
  /** Version of the enrollment client. */
  readonly applicationVersion?: string;
  /** Language of the device, e.g. `de-AT`. */
  readonly locale?: string;
}

/** How an enrollment ended. */
export interface Ending {
  readonly at: string;
  readonly by: 'user' | 'server';
}

/** One generation of a device's enrollment. Immutable but for `ended`; times are ISO 8601 in UTC. */
export interface Enrollment {
  /** Random id of this generation, part of the sync URL. */
  readonly generation: EnrollmentId;
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
  readonly userId: UserId;
  /** Name of the user for display, never a key. */
  readonly userName?: string;
  /** OMA DM DeviceID of the RST, upper case; every SyncHdr Source must equal it. */
  readonly omaDeviceId: string;
  /** DM account name written into the provisioning document of this generation. */
  readonly providerId: string;
  /** AppLocker grouping names of this generation. */
  readonly groupings: { readonly protected: string; readonly exempt: string };
  readonly device: DeviceDescription;
  /** Long-run poll interval that was provisioned, in minutes, jitter included. */
  readonly pollMinutes: number;
  readonly enrolledAt: string;
  readonly ended?: Ending;
}
