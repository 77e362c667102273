import type { ClientCommand, ClientMessage } from '../syncml/message';

/** What the alerts of a message say (protocol facts 5.4). Unknown ones say nothing and are acknowledged. */
export interface AlertFacts {
  /** LoginStatus: false for `others` and `none`, undefined when it was not reported. */
  readonly workUserPresent?: boolean;
  /** The user removed the work account, or the device followed our Unenroll. */
  readonly unenrolled?: boolean;
  /** The client ends the session. */
  readonly aborted?: boolean;
  /** Access token of the signed-in user. */
  readonly userToken?: string;
}

const UNENROLLMENT = 'com.microsoft:mdm.unenrollment.userrequest';

/** Meanings of typed alerts 1224 and 1226, by type in lower case. */
const BY_TYPE: ReadonlyMap<string, (data: string) => AlertFacts> = new Map<string, (data: string) => AlertFacts>([
  ['com.microsoft/mdm/loginstatus', (data) => ({ workUserPresent: data.toLowerCase() === 'user' })],
  ['com.microsoft/mdm/aadusertoken', (data) => ({ userToken: data })],
]);

/** Reads all alerts of a message; later ones win. */
export function readAlerts(message: ClientMessage): AlertFacts {
  const facts = message.body
    .filter((command): command is ClientCommand => command.name === 'Alert')
    .flatMap((alert) => factsOf(alert));
  return Object.assign({}, ...facts);
}

function factsOf(alert: ClientCommand): AlertFacts[] {
  const code = alert.data?.trim();
  if (code === '1223') return [{ aborted: true }];
  return alert.items.map((item) => {
    const type = item.type?.trim().toLowerCase() ?? '';
    if (code === '1226' && type === UNENROLLMENT) return { unenrolled: true };
    return BY_TYPE.get(type)?.(item.data?.trim() ?? '') ?? {};
  });
}
