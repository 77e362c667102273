import { readFileSync } from 'node:fs';

/** What differs from one enrollment request to the next. */
export interface RstParts {
  /** Text of the access token; it is encoded here. */
  readonly token?: string;
  readonly omaDeviceId?: string;
  /** Content of EnrollmentData; empty when the terms were not shown. */
  readonly opaqueBlob?: string;
}

/** OMA DM DeviceID of a request that asks for no other. */
export const OMA_DEVICE_ID = '1E08C6E95D8BB843B1278FF45BC60CC6';

/** A message of `test/fixtures/enrollment` with its variable parts put in; `edits` replace further texts. */
export function enrollmentFixture(name: string, parts: RstParts, ...edits: [from: string, to: string][]): string {
  const file = new URL(`../fixtures/enrollment/${name}.xml`, import.meta.url);
  const { token = 'header.claims.signature', omaDeviceId = OMA_DEVICE_ID, opaqueBlob = '' } = parts;
  const filled = readFileSync(file, 'utf8')
    .replaceAll('@TOKEN@', Buffer.from(token).toString('base64'))
    .replaceAll('@OMA_DEVICE_ID@', omaDeviceId)
    .replaceAll('@OPAQUE_BLOB@', opaqueBlob);
  return edits.reduce((text, [from, to]) => replaceIn(text, from, to), filled);
}

/** The request of a Windows 11 PC for MAM. */
export const mamRst = (parts: RstParts, ...edits: [from: string, to: string][]): string =>
  enrollmentFixture('rst-mam', parts, ...edits);

// An edit that finds nothing would make its test pass for no reason.
function replaceIn(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the message has no ${from}`);
  return text.replaceAll(from, to);
}
