import { ServiceError } from '../errors';
import type { XmlElement } from '../xml/element';
import { firstChild } from '../xml/find';

/** SOAP 1.2 is what Windows speaks; the specification's text says 1.1, so that is taken and answered alike. */
export type SoapVersion = '1.1' | '1.2';

/** A SOAP message taken apart. */
export interface Envelope {
  readonly version: SoapVersion;
  readonly header: XmlElement | undefined;
  readonly body: XmlElement;
}

/** What an envelope is written from. Header and body are the markup inside these elements. */
export interface EnvelopeMarkup {
  readonly version: SoapVersion;
  readonly header: string;
  readonly body: string;
}

/** Namespace of the envelope for each version ([SOAP 1.1] 3, [SOAP 1.2] 5.1). */
export const SOAP_NAMESPACES: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

const VERSIONS: readonly SoapVersion[] = ['1.2', '1.1'];
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';

/**
 * Takes a message apart by its namespace; prefixes do not matter.
 * @throws ServiceError `soap.not-an-envelope`
 */
export function readEnvelope(root: XmlElement): Envelope {
  const version = VERSIONS.find((candidate) => SOAP_NAMESPACES[candidate] === root.namespace);
  if (version === undefined || root.name !== 'Envelope') throw notAnEnvelope();
  const body = firstChild(root, 'Body', root.namespace);
  if (body === undefined) throw notAnEnvelope();
  return { version, header: firstChild(root, 'Header', root.namespace), body };
}

function notAnEnvelope(): ServiceError {
  return new ServiceError('invalid', 'soap.not-an-envelope', 'The body is not a SOAP envelope.');
}

/**
 * Writes a message whose header and body may use the prefixes `s` (envelope), `a` (addressing) and `u` (security
 * utility) ([MS-MDE2] 3.4.4.1.1.2).
 */
export function writeEnvelope({ version, header, body }: EnvelopeMarkup): string {
  const prefixes = `xmlns:s="${SOAP_NAMESPACES[version]}" xmlns:a="${ADDRESSING}" xmlns:u="${UTILITY}"`;
  return `<s:Envelope ${prefixes}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}
