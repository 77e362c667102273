import type { Enrollment } from '../enrollment/enrollment';
import { ServiceError } from '../errors';
import type { TenantId, UserId } from '../ids';
import type { SyncRequest } from './exchange';

/** A reason to refuse a message, with the code that tells it. */
type Check = readonly [code: string, refuses: (enrollment: Enrollment, caller: Caller) => boolean];

/** Who sends a message, and to which address. */
export interface Caller {
  readonly principal: { readonly tenantId: TenantId; readonly userId: UserId };
  /** Enrollment id in the URL of the request. */
  readonly generation: string;
  readonly request: SyncRequest;
}

const CHECKS: readonly Check[] = [
  ['sync.other-generation', (enrollment, { generation }) => enrollment.generation !== generation],
  ['sync.other-user', (enrollment, { principal }) => enrollment.userId !== principal.userId],
  ['sync.other-dm-device', (enrollment, { request }) => !sameDmDevice(enrollment.omaDeviceId, request.message.source)],
];

/**
 * The enrollment that a message may speak for: the generation that its URL names, the user of its token and the OMA DM
 * device of its header all agree (protocol facts 9, rows 14 and 17).
 * @throws ServiceError `forbidden`, `sync.*`; the text is the same for all, the code is for log and audit
 */
export function admitDevice(enrollment: Enrollment | undefined, caller: Caller): Enrollment {
  if (enrollment === undefined) throw refused('sync.not-enrolled', caller);
  const failed = CHECKS.find(([, refuses]) => refuses(enrollment, caller));
  if (failed !== undefined) throw refused(failed[0], caller);
  return enrollment;
}

function sameDmDevice(enrolled: string, source: string): boolean {
  return hexOf(enrolled) === hexOf(source);
}

// Some builds write the id as 32 hex digits, some as a dashed GUID.
function hexOf(omaDeviceId: string): string {
  return omaDeviceId.trim().toUpperCase().replaceAll(/[-{}]/g, '');
}

function refused(code: string, { principal }: Caller): ServiceError {
  return new ServiceError('forbidden', code, 'This device is not enrolled here.', { tenantId: principal.tenantId });
}
