import { z } from 'zod';

const measured = z.object({
  nonce: z.string(),
  attributes: z.record(z.string(), z.string()),
  mismatches: z.array(z.string()).optional(),
});

const RESPONSE = 'http://schemas.microsoft.com/windows/security/healthcertificate/validation/response/v3';
const BAD_NONCE = 2_147_483_647;

/** What the validation service answers to a request in XML: a report, or an error where the nonce is another one. */
export function validate(request: string, now: Date): string {
  const sealed = measured.safeParse(parsed(Buffer.from(inner(request, 'Claims'), 'base64').toString()));
  if (!sealed.success || sealed.data.nonce !== inner(request, 'Nonce')) return response(BAD_NONCE, '');
  const { attributes, mismatches = [] } = sealed.data;
  const values = Object.entries(attributes).map(([name, value]) => `<${name}>${value}</${name}>`);
  const flags = mismatches.map((name) => `<${name}>true</${name}>`).join('');
  const properties = `<HealthCertificateProperties><Issued>${now.toISOString()}</Issued>${values.join('')}</HealthCertificateProperties>`;
  return response(
    0,
    properties + (flags === '' ? '' : `<HealthStatusMismatchFlags>${flags}</HealthStatusMismatchFlags>`),
  );
}

function response(code: number, content: string): string {
  const attributes = `ErrorCode="${code}" ErrorMessage="" ProtocolVersion="3" xmlns="${RESPONSE}"`;
  return `<?xml version="1.0"?><HealthCertificateValidationResponse ${attributes}>${content}</HealthCertificateValidationResponse>`;
}

function inner(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim() ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
