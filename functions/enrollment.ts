import type { Enrollment } from '../shared/enrollment/enrollment';
import { enrollmentFault } from '../shared/enrollment/enrollment-fault';
import { enrollmentResponse } from '../shared/enrollment/enrollment-response';
import { requireSoapMediaType, SOAP_MEDIA_TYPES } from '../shared/enrollment/media-type';
import { provisioningDocument } from '../shared/enrollment/provisioning-document';
import { type EnrollmentMessage, readMessage, requireRstAction } from '../shared/enrollment/read-message';
import { readRst } from '../shared/enrollment/read-rst';
import { readSecurityToken } from '../shared/enrollment/read-security-token';
import { hostOf, syncAddress } from '../shared/enrollment/sync-address';
import type { ServiceError } from '../shared/errors';
import { requireActive, requireDeviceId } from '../shared/identity/requirements';
import type { SoapVersion } from '../shared/soap/envelope';
import type { Tenant } from '../shared/tenant/tenant';
import { readXml } from '../shared/xml/read-xml';
import { attemptOf, auditAttempt, auditRefusal } from './enrollment/attempt';
import { openGeneration } from './enrollment/open-generation';
import { type Call, nameTenant, type Reply, type Route, readBody, registerRoute } from './http';

const MAX_BYTES = 64 * 1024;

// MDM clients look whether anybody is there before they post (protocol.md 4.1).
const probe = (): Promise<Reply> => Promise.resolve({ status: 200 });

/** `/mam/enroll`: takes the RST of a Windows PC and answers with its provisioning document, or a fault. */
export const enrollmentRoute: Route = {
  name: 'enrollment',
  route: 'mam/enroll',
  handlers: { GET: probe, HEAD: probe, POST: enroll },
  refuse,
};

/** Registers {@link enrollmentRoute}. */
export function registerEnrollment(): void {
  registerRoute(enrollmentRoute);
}

async function enroll(call: Call): Promise<Reply> {
  const attempt = attemptOf(call);
  const message = await readRequest(call);
  attempt.message = message;
  requireRstAction(message);
  const principal = await call.service().verifier.verifyDevice(readSecurityToken(message.header), 'fresh');
  attempt.principal = principal;
  nameTenant(call, principal.tenantId);
  const deviceId = requireDeviceId(principal);
  requireActive(principal);
  const rst = readRst(message.body);
  const enrollment = await openGeneration(call, { principal, deviceId, rst });
  await auditAttempt(call, principal, 'done');
  return provisioned(call, message, { enrollment, tenant: principal.tenant });
}

async function readRequest({ request }: Call): Promise<EnrollmentMessage> {
  requireSoapMediaType(request.headers.get('content-type'));
  return readMessage(readXml(await readBody(request, MAX_BYTES), { maxBytes: MAX_BYTES }));
}

function provisioned(
  call: Call,
  message: EnrollmentMessage,
  granted: { enrollment: Enrollment; tenant: Tenant },
): Reply {
  const { enrollment, tenant } = granted;
  const address = syncAddress({
    generation: enrollment.generation,
    publicUrl: call.service().config.publicUrl,
    publicHosts: tenant.settings.publicHosts,
    askedFor: [call.request.headers.get('host') ?? '', hostOf(message.to ?? '')],
  });
  const { providerId, pollMinutes } = enrollment;
  const document = provisioningDocument({ providerId, name: tenant.displayName, address, pollMinutes });
  const { version, messageId } = message;
  const now = call.service().clock();
  return soap(200, version, enrollmentResponse({ version, relatesTo: messageId, document, now }));
}

async function refuse(error: ServiceError, call: Call): Promise<Reply> {
  await auditRefusal(call, error);
  const { version = '1.2', messageId, language = 'en' } = attemptOf(call).message ?? {};
  const { correlationId } = call;
  const { status, body } = enrollmentFault(error, { version, messageId, language, correlationId });
  return soap(status, version, body);
}

function soap(status: number, version: SoapVersion, body: string): Reply {
  return { status, headers: { 'content-type': SOAP_MEDIA_TYPES[version] }, body };
}
