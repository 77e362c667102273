import type { XmlElement } from '../xml/element';
import { attribute, childElements, firstChild, textOf } from '../xml/find';
import { childText, dataText } from './content';
import type { ClientCommand, ClientStatus } from './message';
import { readItem, readMeta } from './read-item';
import { refuseSyncMl } from './refusal';

/** Elements that carry commands inside; what else is inside them belongs to themselves. */
const CONTAINERS: ReadonlySet<string> = new Set(['Atomic', 'Sequence']);
const OWN_PARTS: ReadonlySet<string> = new Set(['CmdID', 'NoResp', 'Meta', 'Data', 'Item']);

// Real ones are `0x` and eight digits; anything longer would be data in a place that is stored.
const ORIGINAL_ERROR = /^-?[0-9A-Za-z]{1,20}$/;

/** A command or status of SyncBody, and behind it, for Atomic and Sequence, those inside it, in document order. */
export function* readCommands(element: XmlElement): Generator<ClientCommand | ClientStatus> {
  yield element.name === 'Status' ? readStatus(element) : readCommand(element);
  if (!CONTAINERS.has(element.name)) return;
  for (const child of childElements(element)) {
    if (!OWN_PARTS.has(child.name)) yield* readCommands(child);
  }
}

function readCommand(command: XmlElement): ClientCommand {
  const meta = readMeta(firstChild(command, 'Meta'));
  return {
    name: command.name,
    cmdId: readCmdId(command),
    data: dataText(command)?.trim(),
    items: childElements(command, 'Item').map((item) => readItem(item, meta)),
    ...readReferences(command),
  };
}

function readStatus(status: XmlElement): ClientStatus {
  const data = firstChild(status, 'Data');
  return {
    name: 'Status',
    cmdId: readCmdId(status),
    ...readReferences(status),
    cmd: childText(status, 'Cmd') ?? '',
    code: statusCode(childText(status, 'Data')),
    originalError: data === undefined ? undefined : originalError(data),
    targetRefs: references(status, 'TargetRef'),
    sourceRefs: references(status, 'SourceRef'),
  };
}

// It is written back in a status; real ones are numbers or UUIDs.
function readCmdId(element: XmlElement): string {
  const cmdId = childText(element, 'CmdID') ?? '';
  if (cmdId.length > 64) throw refuseSyncMl('syncml.cmd-id');
  return cmdId;
}

// A missing reference means 1 ([MS-MDM] 2.2.7.7). A blank CmdRef says that the command had no CmdID.
function readReferences(element: XmlElement): { msgRef: string; cmdRef: string } {
  return { msgRef: childText(element, 'MsgRef') || '1', cmdRef: childText(element, 'CmdRef') ?? '1' };
}

function statusCode(text: string | undefined): number {
  return text !== undefined && /^[0-9]{3}$/.test(text) ? Number(text) : 0;
}

function originalError(data: XmlElement): string | undefined {
  const text = attribute(data, 'originalerror')?.trim();
  return text !== undefined && ORIGINAL_ERROR.test(text) ? text : undefined;
}

function references(status: XmlElement, name: 'TargetRef' | 'SourceRef'): string[] {
  return childElements(status, name)
    .map((reference) => textOf(reference).trim())
    .filter((text) => text !== '');
}
