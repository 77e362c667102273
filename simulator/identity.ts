import { createHash } from 'node:crypto';

/** Who the simulated PC and its user are. Nothing of it is made up by the simulator. */
export interface PcIdentity {
  /** Object id of the user in Entra. */
  readonly userId: string;
  /** User principal name. */
  readonly userName: string;
  readonly tenantId: string;
  /** Entra device id, a GUID; the `deviceid` claim of the tokens. */
  readonly deviceId: string;
  /** OMA DM DeviceID, 32 upper-case hex digits; SyncHdr Source of every message. */
  readonly omaDeviceId: string;
  /** Computer name. */
  readonly deviceName: string;
  /** E.g. `10.0.19045.2364`. */
  readonly osVersion: string;
  /** Edition number ([MS-MDE2] 2.2.9.6), e.g. 48 for Pro and 101 for Home. */
  readonly osEdition: number;
  /** Language of Windows, e.g. `de-AT`. */
  readonly locale: string;
}

/** What a token is wanted for: the page has no `deviceid` claim yet, the other two have. */
export type TokenPurpose = 'terms' | 'enrollment' | 'sync';

/** Brings an access token of the work account, as the token broker of Windows does before every step. */
export type TokenSource = (purpose: TokenPurpose) => Promise<string>;

/** Hardware identifiers that Windows sends in the enrollment request and a service for personal PCs must not keep. */
export interface PcHardware {
  readonly hardwareId: string;
  readonly serialNumber: string;
  readonly macAddresses: readonly string[];
  readonly manufacturer: string;
  readonly model: string;
}

/** Hardware of the PC, derived from its OMA DM DeviceID, so that a test can look for it where it must not be. */
export function hardwareOf(identity: PcIdentity): PcHardware {
  const digest = (purpose: string) => createHash('sha256').update(`${purpose} ${identity.omaDeviceId}`).digest('hex');
  const macs = digest('mac').toUpperCase();
  return {
    hardwareId: digest('hardware').toUpperCase(),
    serialNumber: `SN${digest('serial').slice(0, 10).toUpperCase()}`,
    macAddresses: Array.from({ length: 13 }, (_, index) => macFrom(macs.slice(index, index + 10))),
    manufacturer: 'Fabrikam',
    model: 'F-100',
  };
}

// 02: locally administered, so that it is the address of no real adapter.
function macFrom(tenDigits: string): string {
  return ['02', ...(tenDigits.match(/../g) ?? [])].join('-');
}
