import { randomBytes, randomUUID } from 'node:crypto';
import type { AcceptanceId, CorrelationId, EnrollmentId } from './ids';

/** A new enrollment id: 128 random bits, so that a sync URL cannot be guessed. */
export const newEnrollmentId = () => randomBytes(16).toString('base64url') as EnrollmentId;

/** A new acceptance id: 256 random bits, so that an OpaqueBlob cannot be guessed. */
export const newAcceptanceId = () => randomBytes(32).toString('base64url') as AcceptanceId;

/** A new correlation id for one request. */
export const newCorrelationId = () => randomUUID() as CorrelationId;

/** 32 random bytes in hex: what a health report has to be made for. */
export const newNonce = () => randomBytes(32).toString('hex');

/** A new random GUID in lower case, without braces. */
export const newGuid = (): string => randomUUID();
