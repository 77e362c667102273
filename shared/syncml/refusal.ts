import { ServiceError } from '../errors';

const TEXTS = {
  'syncml.not-syncml': 'The body is not a SyncML message.',
  'syncml.no-header': 'The message has no SyncHdr.',
  'syncml.no-body': 'The message has no SyncBody.',
  'syncml.version': 'The message must have a VerDTD of 1.1 or 1.2.',
  'syncml.session-id': 'The message must have a SessionID of 1 to 64 printable characters.',
  'syncml.msg-id': 'The message must have a MsgID from 1 to 2147483647.',
  'syncml.cmd-id': 'A CmdID of the message is longer than 64 characters.',
  'syncml.no-source': 'The message does not say which device it comes from.',
  'syncml.too-many-commands': 'The message has too many commands.',
} as const;

/** Why a message is not taken as SyncML. The codes are stable. */
export type SyncMlRefusal = keyof typeof TEXTS;

/** The error for a refusal, to be thrown: kind `invalid`, with a text that quotes nothing of the message. */
export function refuseSyncMl(code: SyncMlRefusal): ServiceError {
  return new ServiceError('invalid', code, TEXTS[code]);
}
