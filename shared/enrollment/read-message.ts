import { ServiceError } from '../errors';
import { type Envelope, readEnvelope } from '../soap/envelope';
import type { XmlElement } from '../xml/element';
import { firstChild, textOf } from '../xml/find';
import { readContextItems } from './context-items';
import { type Language, languageOf } from './fault-texts';
import { ADDRESSING, WST } from './namespaces';

/** A message to the enrollment service, as far as it is understood without a token. */
export interface EnrollmentMessage extends Envelope {
  /** What is asked for; empty when the message does not say. */
  readonly action: string;
  /** Echoed as `RelatesTo`. Windows sends a constant, so it identifies nothing (protocol.md 4.2). */
  readonly messageId: string | undefined;
  /** URL that the client posted to, in its own words. */
  readonly to: string | undefined;
  /** Language of the fault's texts, by the Locale that the RST claims: also those refused by token shall understand. */
  readonly language: Language;
}

const RST_ACTION = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment/RST/wstep';
const LONGEST_HEADER = 2_048;

/**
 * Takes a message apart ([MS-MDE2] 3.4.4.1.1).
 * @throws ServiceError `soap.not-an-envelope`
 */
export function readMessage(root: XmlElement): EnrollmentMessage {
  const envelope = readEnvelope(root);
  const { header, body } = envelope;
  return {
    ...envelope,
    action: headerText(header, 'Action') ?? '',
    messageId: headerText(header, 'MessageID'),
    to: headerText(header, 'To'),
    language: languageOf(claimedLocale(body)),
  };
}

/**
 * Refuses whatever is no RST. This comes before the token: a Discover of an MDM client has none, and shall hear that
 * there is no discovery here rather than that its token is missing (protocol.md 9 row 24).
 * @throws ServiceError `enrollment.action`
 */
export function requireRstAction(message: EnrollmentMessage): void {
  if (message.action === RST_ACTION) return;
  throw new ServiceError('invalid', 'enrollment.action', 'Only RequestSecurityToken is served here.');
}

function headerText(header: XmlElement | undefined, name: string): string | undefined {
  const element = header === undefined ? undefined : firstChild(header, name, ADDRESSING);
  const text = element === undefined ? '' : textOf(element).trim();
  return text === '' || text.length > LONGEST_HEADER ? undefined : text;
}

function claimedLocale(body: XmlElement): string | undefined {
  const rst = firstChild(body, 'RequestSecurityToken', WST);
  const [locale] = (rst === undefined ? undefined : readContextItems(rst).get('Locale')) ?? [];
  return locale;
}
