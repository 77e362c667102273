import type { ClientCommand, ClientMessage } from '../syncml/message';

/** What the alerts of a message say (protocol facts 5.4). Unknown ones say nothing and are acknowledged. */
export interface AlertFacts {
  /** LoginStatus: false for `others` and `none`, undefined when it was not reported. */
  readonly workUserPresent?: boolean;
  /** The user removed the work account, or the device followed our Unenroll. */
  readonly unenrolled?: boolean;
  /** The client ends the session. */
  readonly aborted?: boolean;
  /** The client misses the end of a large object that we sent. */
  readonly endMissing?: boolean;
  /** A slow command is still running; the client only keeps the session alive. */
  readonly keepsAlive?: boolean;
  /** Status of the health attestation, which the device reports when it has changed. */
  readonly healthStatus?: string;
  /** Access token of the signed-in user. */
  readonly userToken?: string;
}

const UNENROLLMENT = 'com.microsoft:mdm.unenrollment.userrequest';

/** Meanings of alerts without a type, by code. 1222 wants our next message, which every message gets anyway. */
const BY_CODE: ReadonlyMap<string, AlertFacts> = new Map<string, AlertFacts>([
  ['1223', { aborted: true }],
  ['1225', { endMissing: true }],
]);

/** Meanings of typed alerts, by code and type in lower case. */
const BY_TYPE: ReadonlyMap<string, (data: string) => AlertFacts> = new Map<string, (data: string) => AlertFacts>([
  ['1224 com.microsoft/mdm/loginstatus', (data) => ({ workUserPresent: data.toLowerCase() === 'user' })],
  ['1224 com.microsoft/mdm/aadusertoken', (data) => ({ userToken: data })],
  ['1224 reversed-domain-name:com.microsoft.mdm.requestpending', () => ({ keepsAlive: true })],
  ['1226 com.microsoft.mdm:healthattestation.result', (data) => ({ healthStatus: data })],
  [`1226 ${UNENROLLMENT}`, () => ({ unenrolled: true })],
]);

/** Reads all alerts of a message; later ones win. */
export function readAlerts(message: ClientMessage): AlertFacts {
  const facts = message.body
    .filter((command): command is ClientCommand => command.name === 'Alert')
    .flatMap((alert) => factsOf(alert));
  return Object.assign({}, ...facts);
}

function factsOf(alert: ClientCommand): AlertFacts[] {
  const code = alert.data?.trim() ?? '';
  const typed = alert.items.map((item) => {
    const type = item.type?.trim().toLowerCase() ?? '';
    return BY_TYPE.get(`${code} ${type}`)?.(item.data?.trim() ?? '') ?? {};
  });
  return [BY_CODE.get(code) ?? {}, ...typed];
}
