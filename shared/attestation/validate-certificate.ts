import type { HealthEvidence } from '../compliance/attestation/attestation-state';
import { readValidationResponse } from '../compliance/attestation/read-validation-response';
import { validationRequest } from '../compliance/attestation/validation-request';
import { ServiceError } from '../errors';
import { readLimited } from './read-limited';

const PATH = '/DeviceHealthAttestation/ValidateHealthCertificate/v3';
const MAX_BYTES = 256 * 1024;

/** Where to ask, and how. */
export interface Validation {
  /** Origin of the validation service. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

/**
 * Has a health certificate verified by the validation service (policy guide, section 10): it alone can decrypt it, and it
 * holds the nonce against the one inside. One request without redirects, bounded in time and size.
 */
export async function validateCertificate(
  certificate: string,
  nonce: string,
  validation: Validation,
): Promise<HealthEvidence> {
  const request = validationRequest(certificate, nonce);
  if (request === undefined) return { failure: 'no-certificate' };
  const body = await post(request, validation);
  return body === undefined ? { failure: 'validation-unavailable' } : readAnswer(body);
}

async function post(body: string, { origin, fetch, timeoutMs }: Validation): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(`${origin}${PATH}`, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/xml; charset=utf-8', accept: 'application/xml' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 200) return await readLimited(response, MAX_BYTES);
    await response.body?.cancel();
    return undefined;
  } catch {
    // No connection, no answer in time, or one too large: the caller says so, and the device is asked again.
    return undefined;
  }
}

function readAnswer(body: Uint8Array): HealthEvidence {
  const answer = parseAnswer(body);
  if (answer === undefined) return { failure: 'validation-unreadable' };
  return 'report' in answer ? answer : { failure: `validation ${answer.errorCode}` };
}

function parseAnswer(body: Uint8Array): ReturnType<typeof readValidationResponse> {
  try {
    return readValidationResponse(body);
  } catch (thrown) {
    if (thrown instanceof ServiceError) return undefined;
    throw thrown;
  }
}
