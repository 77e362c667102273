import { SYNCML } from '../syncml/namespaces';
import { descend, type XmlElement } from '../xml/element';
import type { Expectation } from './expectation';
import { SOURCE, violate } from './protocol-violation';

/** SyncHdr of a reply: versions, the session echoed, the server's own count, addresses swapped. @throws ProtocolViolation */
export function checkHeader(root: XmlElement, { sent, serverMsgId }: Expectation): void {
  const rules: readonly (readonly [path: readonly string[], expected: string, source: string])[] = [
    [['VerDTD'], '1.2', SOURCE.oma],
    [['VerProto'], 'DM/1.2', SOURCE.oma],
    [['SessionID'], sent.sessionId, SOURCE.oma],
    [['MsgID'], String(serverMsgId), SOURCE.mdm],
    [['Target', 'LocURI'], sent.device, SOURCE.oma],
    [['Source', 'LocURI'], sent.server, SOURCE.oma],
  ];
  for (const [path, expected, source] of rules) {
    const found = descend(
      root,
      ['SyncHdr', ...path].map((name) => [SYNCML, name] as const),
    )?.text;
    if (found !== expected) violate(`SyncHdr/${path.join('/')} must be ${expected}, it is ${found}`, source);
  }
}
