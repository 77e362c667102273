import { findNode } from '../../csp/find-node';

const STATUS_URI = './Vendor/MSFT/HealthAttestation/Status';

/** Statuses of the classic flow: the device still collects. */
export const COLLECTING: ReadonlySet<string> = new Set(['0', '1']);

/** Status of the classic flow: its certificate can be read. */
export const READY = '3';

/** Codes after which nothing helps until somebody changes something on the PC. */
const LASTING: ReadonlySet<string> = new Set(['5', '6', '7', '9', '21', '23', '24']);

/** Failures that this service found itself, by code. */
const OWN_WORDS: ReadonlyMap<string, string> = new Map([
  ['not-supported', 'this Windows cannot attest its health: it has no such node, or no TPM that could'],
  ['no-certificate', 'what the PC handed out is no health certificate'],
  ['validation-refused', 'the validation service did not accept the health certificate'],
  ['validation-unreadable', 'the validation service gave no readable report'],
  ['validation-unavailable', 'the validation service could not be reached'],
  ['report-unverified', 'the report has no valid signature of the attestation provider'],
  ['report-foreign', 'the report is of another request, or of another PC'],
  ['report-expired', 'the report has expired'],
  ['host-not-allowed', 'the attestation host of the tenant is not one that this service may call'],
  ['not-accepted', 'the PC did not accept the request for a report'],
  ['not-answered', 'the PC was asked for a report in several syncs and did not answer'],
]);

/** Well-known results of the Windows 11 flow (HRESULT). */
const RESULT_WORDS: ReadonlyMap<string, string> = new Map([
  ['0x80072efd', 'the PC could not connect to the attestation provider'],
  ['0x80072ee7', 'the PC could not find the attestation provider by its name'],
  ['0x80072ee2', 'the attestation provider did not answer the PC in time'],
  ['0x80072f8f', 'the PC did not trust the certificate of the attestation provider, or its clock is wrong'],
  ['0x80190190', 'the attestation provider refused the request (400)'],
  ['0x80190191', 'the attestation provider did not let the request in (401)'],
  ['0x80190193', 'the attestation provider forbids the request (403)'],
  ['0x80190194', 'the attestation provider has no such address (404)'],
  ['0x801901f4', 'the attestation provider failed (500)'],
]);

/**
 * Why there is no health report, in plain words, for any code: a status of the classic flow, the result of the Windows 11
 * flow as `0x` and eight hex digits, an error of the validation service as `validation N`, or a failure of this service.
 */
export function attestationWords(code: string): string {
  const own = OWN_WORDS.get(code) ?? RESULT_WORDS.get(code);
  if (own !== undefined) return own;
  if (code.startsWith('validation ')) return `the validation service refused the certificate (error ${code.slice(11)})`;
  if (code.startsWith('0x')) return `the attestation of the PC failed (result ${code})`;
  const words = findNode(STATUS_URI)?.node.allowed;
  const text = words !== undefined && Object.hasOwn(words, code) ? words[code] : undefined;
  return text === undefined ? `the attestation of the PC failed (status ${code})` : `${text} (status ${code})`;
}

/** What can be done about failures that this service found itself, where asking again does not help. */
const OWN_REMEDIES: ReadonlyMap<string, string> = new Map([
  [
    'host-not-allowed',
    'Mend attestationHost or attestationProvider of the tenant, or have the operator allow that host.',
  ],
]);

/** What an administrator can do about a failure, for any code of {@link attestationWords}. */
export function attestationRemedy(code: string): string {
  const own = OWN_REMEDIES.get(code);
  if (own !== undefined) return own;
  return isPassing(code)
    ? 'It is tried again every day; the action resync asks at the next sync.'
    : 'The user turns on the TPM in the firmware (UEFI) and installs all updates; without a TPM only another PC helps. It is tried again every week, or at the next sync with the action resync.';
}

/** True for a failure that another try at the next sync may mend. */
export function isPassing(code: string): boolean {
  return !LASTING.has(code) && code !== 'not-supported' && code !== 'host-not-allowed';
}

/** The result of the Windows 11 flow, which arrives as a signed or unsigned number, as `0x` and eight hex digits. */
export function resultCode(data: string): string | undefined {
  const text = data.trim().toLowerCase();
  if (!/^(-?\d{1,10}|0x[0-9a-f]{1,8})$/.test(text)) return undefined;
  return `0x${(Number(text) >>> 0).toString(16).padStart(8, '0')}`;
}
