import { SYNCML_MEDIA_TYPE } from '../syncml/namespaces';
import { readServerMessage } from '../syncml/read-server-message';
import type { ServerMessage } from '../syncml/server-message';
import type { HttpResponseIn } from '../transport/transport';
import { withoutDevice } from '../tree/read-facts';
import { WIP_SETTINGS } from '../tree/wip';
import type { XmlElement } from '../xml/element';
import { readXml, XmlRefused } from '../xml/read-xml';
import { checkCmdIds, checkCommands, checkStatusesFirst, itemsOf } from './command-rules';
import { checkElementOrder } from './element-order';
import type { Expectation } from './expectation';
import { checkHeader } from './header-rules';
import { checkFraming, checkHeaders } from './http-rules';
import { SOURCE, violate } from './protocol-violation';
import { checkStatuses } from './status-rules';
import { checkWip } from './wip-rules';

const MAX_MESSAGE = 128 * 1024;

/**
 * Holds one reply of a policy sync, already known to be HTTP 200, against every rule that a server must keep, and
 * gives back what it says.
 * @throws ProtocolViolation naming the first broken rule and its source
 */
export function checkReply(response: HttpResponseIn, expected: Expectation): ServerMessage {
  checkFraming(response);
  checkHeaders(response, { mediaType: SYNCML_MEDIA_TYPE, cacheControl: ['no-store', 'private'] });
  checkSize(response.body.length, expected);
  const root = parse(response.body);
  checkElementOrder(root);
  checkHeader(root, expected);
  checkCmdIds(root);
  checkStatusesFirst(root);
  const message = readServerMessage(root);
  checkStatuses(message, expected);
  checkCommands(message);
  checkEnd(message, expected);
  checkExitsOnly(message, expected);
  checkWip(message, expected);
  return message;
}

function checkSize(bytes: number, { sent }: Expectation): void {
  if (bytes > MAX_MESSAGE)
    violate(`a message must not be larger than ${MAX_MESSAGE} bytes, it has ${bytes}`, SOURCE.house);
  const limit = sent.limits.maxMsgSize;
  if (limit !== undefined && bytes > limit)
    violate(`the client named MaxMsgSize ${limit}, the message has ${bytes}`, SOURCE.oma);
}

function parse(body: Uint8Array): XmlElement {
  try {
    return readXml(body);
  } catch (thrown) {
    if (thrown instanceof XmlRefused)
      violate(`the body must be plain well-formed XML: ${thrown.message}`, SOURCE.windows);
    throw thrown;
  }
}

// A package that is not complete gets its statuses and "next message", and nothing else.
function checkEnd(message: ServerMessage, { sent }: Expectation): void {
  const asksForMore = message.commands.some((command) => command.kind === 'alert' && command.code === '1222');
  if (!sent.final) {
    if (!asksForMore) violate('a message without Final must be answered with Alert 1222', SOURCE.oma);
    if (message.commands.length > 1) violate('a message without Final must not be answered with commands', SOURCE.oma);
    if (message.final) violate('the answer to a message without Final must not have Final', SOURCE.oma);
    return;
  }
  const hasPart = itemsOf(message.commands).some(([, item]) => item.moreData);
  if (hasPart && sent.limits.maxMsgSize === undefined)
    violate('data must not be split for a client without MaxMsgSize', SOURCE.house);
  if (!message.final && !hasPart) violate('the message must end with Final', SOURCE.oma);
}

// After its farewell the device runs nothing; while another user is signed in, only what ends the enrollment.
function checkExitsOnly(message: ServerMessage, { sent }: Expectation): void {
  const alerts = sent.commands.filter((command) => command.kind === 'Alert');
  if (alerts.some((alert) => alert.code === '1226') && message.commands.length > 0) {
    violate('a device that has left must not be sent commands', SOURCE.mam);
  }
  const login = alerts.find((alert) => alert.item?.type === 'com.microsoft/MDM/LoginStatus')?.item?.data;
  if (login === undefined || login === 'user') return;
  const other = itemsOf(message.commands).find(([, { target }]) => !isExit(withoutDevice(target)));
  if (other !== undefined) {
    violate(`${other[1].target} must wait until the work user is signed in`, SOURCE.house);
  }
}

function isExit(uri: string): boolean {
  return (
    uri === `${WIP_SETTINGS}/RevokeOnUnenroll` ||
    (uri.startsWith('./Vendor/MSFT/DMClient/') && uri.endsWith('/Unenroll'))
  );
}
