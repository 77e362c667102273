import { ServiceError } from '../errors';
import { type AcceptanceId, parseAcceptanceId } from '../ids';
import type { XmlElement } from '../xml/element';
import { childElements, firstChild, textOf } from '../xml/find';
import { type ContextItems, type ItemName, readContextItems } from './context-items';
import type { DeviceDescription } from './enrollment';
import { WST } from './namespaces';

/** A RequestSecurityToken ([MS-MDE2] 3.4.4.1.1.1) as far as MAM needs it. */
export type Rst = IssueRst | { readonly requestType: 'Renew' | 'Recovery' };

/** A device asks for enrollment. */
export interface IssueRst {
  readonly requestType: 'Issue';
  /** OMA DM DeviceID in upper case: 32 hex digits, or a GUID with its dashes. */
  readonly omaDeviceId: string;
  /** `AppManagement` for MAM; undefined when the client did not say. */
  readonly enrollmentType: string | undefined;
  /** The OpaqueBlob of the terms page; undefined when there is none, or none that this service can have made. */
  readonly acceptanceId: AcceptanceId | undefined;
  readonly device: DeviceDescription;
}

const TOKEN_TYPES: ReadonlySet<string> = new Set([
  'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentToken',
  'http://schemas.microsoft.com/ConfigurationManager/Enrollment/DeviceEnrollmentToken',
]);

const REQUEST_TYPES: ReadonlyMap<string, Rst['requestType']> = new Map([
  [`${WST}/Issue`, 'Issue'],
  [`${WST}/Renew`, 'Renew'],
  [`${WST}/Recovery`, 'Recovery'],
]);

const OMA_DEVICE_ID = /^(?:[0-9A-F]{32}|[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})$/;
const LOCALE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
const OS_EDITION = /^[0-9]{1,4}$/;
const LONGEST_TEXT = 128;

/**
 * Reads the RST out of a SOAP body, once the token was verified. A PKCS#10 request is ignored: MAM issues no certificate.
 * @throws ServiceError `enrollment.malformed`
 */
export function readRst(body: XmlElement): Rst {
  const rst = firstChild(body, 'RequestSecurityToken', WST);
  if (rst === undefined) throw malformed('The message has no RequestSecurityToken.');
  refuseOtherTokenType(rst);
  const requestType = REQUEST_TYPES.get(onlyText(rst, 'RequestType') ?? '');
  if (requestType === undefined) throw malformed('The RequestType is missing or not known.');
  return requestType === 'Issue' ? readIssue(readContextItems(rst)) : { requestType };
}

// What is asked for decides nothing here, but who asks for another token than Windows does expects another reply.
function refuseOtherTokenType(rst: XmlElement): void {
  const tokenType = onlyText(rst, 'TokenType');
  if (tokenType !== undefined && !TOKEN_TYPES.has(tokenType)) throw malformed('The TokenType is not known.');
}

function readIssue(items: ContextItems): IssueRst {
  const omaDeviceId = only(items, 'DeviceID')?.toUpperCase() ?? '';
  if (!OMA_DEVICE_ID.test(omaDeviceId)) throw malformed('The ContextItem DeviceID is missing or not a device id.');
  return {
    requestType: 'Issue',
    omaDeviceId,
    enrollmentType: only(items, 'EnrollmentType'),
    // Emulators write an empty text or `null` for "none"; neither is an acceptance id.
    acceptanceId: parseAcceptanceId(only(items, 'EnrollmentData')),
    device: describeDevice(items),
  };
}

function describeDevice(items: ContextItems): DeviceDescription {
  const name = shortText(items, 'DeviceName');
  const type = shortText(items, 'DeviceType');
  const osVersion = shortText(items, 'OSVersion');
  const osEdition = matching(items, 'OSEdition', OS_EDITION);
  const applicationVersion = shortText(items, 'ApplicationVersion');
  const locale = matching(items, 'Locale', LOCALE);
  return {
    ...(name !== undefined && { name }),
    ...(type !== undefined && { type }),
    ...(osVersion !== undefined && { osVersion }),
    ...(osEdition !== undefined && { osEdition: Number(osEdition) }),
    ...(applicationVersion !== undefined && { applicationVersion }),
    ...(locale !== undefined && { locale }),
  };
}

/** The value of an item; undefined when it is absent or empty. Said twice with two values, it says nothing. */
function only(items: ContextItems, name: ItemName): string | undefined {
  const [value, second] = items.get(name) ?? [];
  if (second !== undefined) throw malformed(`The ContextItem ${name} has more than one value.`);
  return value === '' ? undefined : value;
}

function matching(items: ContextItems, name: ItemName, pattern: RegExp): string | undefined {
  const value = only(items, name);
  return value !== undefined && pattern.test(value) ? value : undefined;
}

// Cut by code points: half a surrogate pair would not survive storage.
function shortText(items: ContextItems, name: ItemName): string | undefined {
  const value = only(items, name);
  return value === undefined
    ? undefined
    : Array.from(value.slice(0, 2 * LONGEST_TEXT))
        .slice(0, LONGEST_TEXT)
        .join('');
}

function onlyText(rst: XmlElement, name: string): string | undefined {
  const [element, second] = childElements(rst, name, WST);
  if (second !== undefined) throw malformed(`The message has more than one ${name}.`);
  return element === undefined ? undefined : textOf(element).trim();
}

function malformed(text: string): ServiceError {
  return new ServiceError('invalid', 'enrollment.malformed', text);
}
