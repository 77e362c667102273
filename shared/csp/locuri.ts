/** Parts of LocURIs that the server writes; one spelling throughout, that of the catalogue. */

/** Text as one segment of a LocURI, percent-encoded so that it holds no slash (rule GEN-4). */
export const segmentOf = (text: string): string => encodeURIComponent(text);

/** Windows Information Protection, the settings of it. */
export const WIP_SETTINGS = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/';

/** Network boundary of Windows Information Protection. */
export const NETWORK_ISOLATION = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation/';

/** Branch of AppLocker that is open to MAM; below it one grouping per list of apps. */
export const APP_LISTS = './Vendor/MSFT/AppLocker/EnterpriseDataProtection/';

/** Password rules of the device. */
export const DEVICE_LOCK = './Device/Vendor/MSFT/Policy/Config/DeviceLock/';

/** Windows Hello for Business; below it one node per tenant. */
export const PASSPORT = './Device/Vendor/MSFT/PassportForWork/';

/** The OMA DM account of this enrollment, by provider id. */
export const dmAccount = (providerId: string): string =>
  `./Device/Vendor/MSFT/DMClient/Provider/${segmentOf(providerId)}/`;
