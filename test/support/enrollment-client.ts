import { readEnvelope } from '../../shared/soap/envelope';
import type { XmlElement } from '../../shared/xml/element';
import { attribute, childElements, firstChild, textOf } from '../../shared/xml/find';
import { readXml } from '../../shared/xml/read-xml';

/** What the enrollment endpoint answered, with the parts that Windows looks at. */
export interface EnrollmentReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly version: '1.1' | '1.2';
  /** ErrorType of the fault or, without one, its subcode without prefix; undefined when there is no fault. */
  readonly fault: string | undefined;
  readonly reason: string | undefined;
  readonly relatesTo: string | undefined;
  /** Parms of the provisioning document by path, e.g. `APPLICATION/ADDR`; empty after a fault. */
  readonly provisioned: ReadonlyMap<string, string>;
}

/** Posts a message as Windows does. */
export async function postEnrollment(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<EnrollmentReply> {
  const sent = { 'content-type': 'application/soap+xml; charset=utf-8', 'user-agent': 'ENROLLClient', ...headers };
  const response = await fetch(url, { method: 'POST', headers: sent, body });
  const text = await response.text();
  const root = readXml(Buffer.from(text), { maxBytes: 1_000_000 });
  const { version, header, body: content } = readEnvelope(root);
  return {
    status: response.status,
    headers: response.headers,
    text,
    version,
    fault: textAt(content, 'Fault', 'Detail', 'DeviceEnrollmentServiceError', 'ErrorType') ?? subcodeOf(content),
    reason: textAt(content, 'Fault', 'Reason', 'Text'),
    relatesTo: header === undefined ? undefined : textAt(header, 'RelatesTo'),
    provisioned: new Map(provisionedBy(content)),
  };
}

const subcodeOf = (body: XmlElement) => textAt(body, 'Fault', 'Code', 'Subcode', 'Value')?.slice(2);

function textAt(from: XmlElement, ...path: string[]): string | undefined {
  const found = path.reduce<XmlElement | undefined>((element, name) => element && firstChild(element, name), from);
  return found === undefined ? undefined : textOf(found);
}

function provisionedBy(body: XmlElement): [string, string][] {
  const response = ['RequestSecurityTokenResponseCollection', 'RequestSecurityTokenResponse'];
  const base64 = textAt(body, ...response, 'RequestedSecurityToken', 'BinarySecurityToken');
  if (base64 === undefined) return [];
  return parms(readXml(Buffer.from(base64, 'base64'), { maxBytes: 65_536 }), []);
}

function parms(element: XmlElement, path: readonly string[]): [string, string][] {
  return childElements(element).flatMap((child): [string, string][] =>
    child.name === 'characteristic'
      ? parms(child, [...path, attribute(child, 'type') ?? ''])
      : [[[...path, attribute(child, 'name')].join('/'), attribute(child, 'value') ?? '']],
  );
}
