import { hardwareOf, type PcIdentity } from '../identity';

/** One ContextItem of the request: name and value. */
export type ContextItem = readonly [name: string, value: string];

/**
 * What Windows 11 tells of itself in a MAM enrollment: 13 MAC items, the maker's data and RequestVersion as seen in real
 * traffic. EnrollmentData is there only when the terms page gave an OpaqueBlob.
 */
export function contextItems(identity: PcIdentity, opaqueBlob: string | undefined): readonly ContextItem[] {
  const { hardwareId, serialNumber, macAddresses, manufacturer, model } = hardwareOf(identity);
  const enrollmentData: readonly ContextItem[] = opaqueBlob === undefined ? [] : [['EnrollmentData', opaqueBlob]];
  return [
    ['UXInitiated', 'true'],
    ['HWDevID', hardwareId],
    ['Locale', identity.locale],
    ['TargetedUserLoggedIn', 'true'],
    ...enrollmentData,
    ['OSEdition', String(identity.osEdition)],
    ['DeviceName', identity.deviceName],
    ...macAddresses.map((address): ContextItem => ['MAC', address]),
    ['DeviceID', identity.omaDeviceId],
    ['EnrollmentType', 'AppManagement'],
    ['DeviceType', 'CIMClient_Windows'],
    ['OSVersion', identity.osVersion],
    ['ApplicationVersion', identity.osVersion],
    ['NotInOobe', 'true'],
    ['Manufacturer', manufacturer],
    ['DeviceModel', model],
    ['SerialNumber', serialNumber],
    ['RequestVersion', '9.0'],
  ];
}
