import { METINF, SYNCML } from '../syncml/namespaces';
import type { XmlElement } from '../xml/element';
import { SOURCE, violate } from './protocol-violation';

const ITEM_COMMAND = 'CmdID Meta? Item+';
const RUNNABLE = 'Add|Replace|Delete|Exec|Get|Atomic|Sequence';

// Content models of the SyncML 1.2 document type as far as Windows speaks it, in the notation of a DTD. An element
// that is not here holds text only.
const MODELS = new Map(
  Object.entries({
    SyncML: 'SyncHdr SyncBody',
    SyncHdr: 'VerDTD VerProto SessionID MsgID Target Source Meta?',
    SyncBody: `Status|Alert|${RUNNABLE}+ Final?`,
    Status: 'CmdID MsgRef CmdRef Cmd TargetRef* SourceRef* Data Item*',
    Alert: 'CmdID Data Item*',
    Add: ITEM_COMMAND,
    Replace: ITEM_COMMAND,
    Delete: ITEM_COMMAND,
    Get: ITEM_COMMAND,
    Exec: 'CmdID Meta? Item',
    Atomic: `CmdID Meta? ${RUNNABLE}+`,
    Sequence: `CmdID Meta? ${RUNNABLE}+`,
    Item: 'Target? Source? Meta? Data? MoreData?',
    Target: 'LocURI',
    Source: 'LocURI',
    Meta: 'Format? Type? Mark? Size? NextNonce? MaxMsgSize? MaxObjSize?',
  }).map(([name, model]) => [name, model.split(' ').map(readPart)]),
);

// Legal in SyncML, but not between Windows and this service.
const UNKNOWN_TO_WINDOWS = new Map([
  ['RespURI', SOURCE.mdm],
  ['NoResp', SOURCE.mdm],
  ['Cred', SOURCE.mam],
  ['Chal', SOURCE.mam],
  ['Correlator', SOURCE.mdm],
  ['Copy', SOURCE.mdm],
  ['Put', SOURCE.mdm],
  ['Map', SOURCE.mdm],
  ['Move', SOURCE.mdm],
  ['Search', SOURCE.mdm],
  ['Sync', SOURCE.mdm],
]);

interface Part {
  readonly names: readonly string[];
  readonly min: number;
  readonly max: number;
}

/**
 * Names, namespaces and order of all elements of a message by the SyncML 1.2 document type.
 * @throws ProtocolViolation
 */
export function checkElementOrder(root: XmlElement): void {
  if (root.name !== 'SyncML') violate(`the root must be SyncML, it is ${root.name}`, SOURCE.oma);
  checkName(root, undefined);
  checkElement(root);
}

function checkElement(element: XmlElement): void {
  const parts = MODELS.get(element.name);
  if (parts === undefined) checkText(element);
  else checkContent(element, parts);
}

function checkContent(element: XmlElement, parts: readonly Part[]): void {
  if (element.text.trim() !== '') violate(`${element.name} must not hold text beside its elements`, SOURCE.oma);
  for (const child of element.children) checkName(child, element);
  checkSequence(element, parts);
  for (const child of element.children) checkElement(child);
}

function checkName(element: XmlElement, parent: XmlElement | undefined): void {
  const source = UNKNOWN_TO_WINDOWS.get(element.name);
  if (source !== undefined) violate(`${element.name} must not be sent to Windows`, source);
  const namespace = parent?.name === 'Meta' ? METINF : SYNCML;
  if (element.namespace !== namespace) {
    violate(`${element.name} must be in namespace ${namespace}, it is in "${element.namespace}"`, SOURCE.oma);
  }
  const stranger = element.attributes[0];
  if (stranger !== undefined) violate(`${element.name} must not have the attribute ${stranger.name}`, SOURCE.oma);
}

function checkText(element: XmlElement): void {
  const child = element.children[0];
  if (child !== undefined) violate(`${element.name} must hold text only, it holds ${child.name}`, SOURCE.oma);
}

function checkSequence(element: XmlElement, parts: readonly Part[]): void {
  let next = 0;
  for (const part of parts) {
    const first = next;
    while (next - first < part.max && part.names.includes(element.children[next]?.name ?? '')) next += 1;
    if (next - first < part.min)
      violate(`${element.name} must have ${part.names.join(' or ')} ${placeOf(element, next)}`, SOURCE.oma);
  }
  const stray = element.children[next];
  if (stray !== undefined) {
    violate(`${stray.name} must not stand ${placeOf(element, next)} in ${element.name}`, SOURCE.oma);
  }
}

function placeOf(element: XmlElement, index: number): string {
  const before = element.children[index - 1];
  return before === undefined ? 'first' : `after ${before.name}`;
}

function readPart(text: string): Part {
  const mark = text.at(-1) ?? '';
  const names = ('?*+'.includes(mark) ? text.slice(0, -1) : text).split('|');
  return { names, min: '?*'.includes(mark) ? 0 : 1, max: '*+'.includes(mark) ? Number.POSITIVE_INFINITY : 1 };
}
