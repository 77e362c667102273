import { element, escapeXml, textElement } from '../xml/write-xml';
import type { ContextItem } from './context-items';
import { MESSAGE_ID, NS, TOKEN_TYPE } from './namespaces';

/** What an enrollment request is made of. */
export interface RstContent {
  /** The MAM discovery URL that is posted to. */
  readonly url: string;
  /** The access token as text. */
  readonly token: string;
  readonly items: readonly ContextItem[];
}

const ENVELOPE =
  `s:Envelope xmlns:s="${NS.soap}" xmlns:a="${NS.addressing}" xmlns:u="${NS.utility}"` +
  ` xmlns:wsse="${NS.wsse}" xmlns:wst="${NS.wst}" xmlns:ac="${NS.authorization}"`;
const TOKEN =
  'wsse:BinarySecurityToken ValueType="urn:ietf:params:oauth:token-type:jwt"' +
  ` EncodingType="${NS.wsse}#base64binary"`;

/**
 * The RequestSecurityToken message of a MAM client ([MS-MDE2] 3.4.4.1.1.1): an Entra token instead of a password, and no
 * certificate request, since the enrollment gets none.
 */
export function writeRst({ url, token, items }: RstContent): string {
  const header = element(
    's:Header',
    textElement('a:Action s:mustUnderstand="1"', `${NS.enrollment}/RST/wstep`),
    textElement('a:MessageID', MESSAGE_ID),
    element('a:ReplyTo', textElement('a:Address', `${NS.addressing}/anonymous`)),
    textElement('a:To s:mustUnderstand="1"', withPort(url)),
    element('wsse:Security s:mustUnderstand="1"', textElement(TOKEN, Buffer.from(token).toString('base64'))),
  );
  const request = element(
    'wst:RequestSecurityToken',
    textElement('wst:TokenType', TOKEN_TYPE),
    textElement('wst:RequestType', `${NS.wst}/Issue`),
    element(`ac:AdditionalContext xmlns="${NS.authorization}"`, ...items.map(writeItem)),
  );
  return element(ENVELOPE, header, element('s:Body', request));
}

function writeItem([name, value]: ContextItem): string {
  return element(`ac:ContextItem Name="${escapeXml(name)}"`, textElement('ac:Value', value));
}

// Windows names the port even where it is the usual one.
function withPort(url: string): string {
  const { protocol, port, hostname, pathname, search } = new URL(url);
  return protocol === 'https:' && port === '' ? `https://${hostname}:443${pathname}${search}` : url;
}
