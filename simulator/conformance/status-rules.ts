import type { NumberedCommand } from '../syncml/client-message';
import type { ServerMessage, ServerStatus } from '../syncml/server-message';
import type { Expectation } from './expectation';
import { SOURCE, violate } from './protocol-violation';

/** Statuses of a reply: the SyncHdr first, then those for our commands in our order, each at most once. @throws ProtocolViolation */
export function checkStatuses(message: ServerMessage, { sent }: Expectation): void {
  const [first, ...others] = message.statuses;
  checkHeaderStatus(first, sent.msgId);
  const stranger = others.find((status) => status.msgRef !== sent.msgId);
  if (stranger !== undefined) {
    violate(`Status ${stranger.cmdId} must have MsgRef ${sent.msgId}, it has ${stranger.msgRef}`, SOURCE.oma);
  }
  const asked = sent.commands.filter((command) => command.kind !== 'Status');
  let next = 0;
  for (const status of others) next = checkCommandStatus(status, asked, next);
  checkNoneForgotten(asked, others);
}

function checkHeaderStatus(status: ServerStatus | undefined, msgId: number): void {
  if (status?.cmdRef !== '0' || status.cmd !== 'SyncHdr') {
    violate('the first command must be the Status for SyncHdr with CmdRef 0', SOURCE.mdm);
  }
  if (status.msgRef !== msgId) {
    violate(`the Status for SyncHdr must have MsgRef ${msgId}, it has ${status.msgRef}`, SOURCE.mdm);
  }
  if (status.code !== 200 && status.code !== 212) {
    violate(`the Status for SyncHdr must be 200 or 212, it is ${status.code}`, SOURCE.oma);
  }
}

function checkCommandStatus(status: ServerStatus, asked: readonly NumberedCommand[], from: number): number {
  const index = asked.findIndex((command) => command.cmdId === status.cmdRef);
  const command = asked[index];
  if (command === undefined) violate(`Status ${status.cmdId} answers ${status.cmdRef}, which was not sent`, SOURCE.oma);
  if (index < from) violate(`Status ${status.cmdId} is out of order or given twice`, SOURCE.oma);
  if (status.cmd !== command.kind) {
    violate(`Status ${status.cmdId} must have Cmd ${command.kind}, it has ${status.cmd}`, SOURCE.oma);
  }
  checkCode(status, command);
  return index + 1;
}

function checkCode(status: ServerStatus, command: NumberedCommand): void {
  const isPart = command.kind === 'Results' && command.item.moreData === true;
  if (isPart && status.code !== 213) violate('the part of a large object must be answered 213', SOURCE.oma);
  if (status.code < 200 || status.code > 299) {
    violate(`${command.kind} ${command.cmdId} must be taken, it was answered ${status.code}`, SOURCE.oma);
  }
}

// Results need no Status, but a part of them does, since the next part waits for it.
function checkNoneForgotten(asked: readonly NumberedCommand[], statuses: readonly ServerStatus[]): void {
  const answered = new Set(statuses.map((status) => status.cmdRef));
  const needsOne = (command: NumberedCommand) => command.kind !== 'Results' || command.item.moreData === true;
  const forgotten = asked.find((command) => needsOne(command) && !answered.has(command.cmdId));
  if (forgotten !== undefined) violate(`${forgotten.kind} ${forgotten.cmdId} must get a Status`, SOURCE.oma);
}
