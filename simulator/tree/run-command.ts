import { catalogue } from './catalogue';
import { refusalOf } from './check-value';
import type { ManagementTree } from './management-tree';
import { type NodeFormat, type NodePlace, parentOf, type Verb } from './node-facts';

/** One command on one node. */
export interface NodeCommand {
  readonly verb: Verb;
  readonly uri: string;
  /** Meta/Format; `chr` where the message names none ([OMA-DM 1.2]). */
  readonly format: string;
  readonly data: string | undefined;
}

/** The circumstances of a command. */
export interface CommandContext {
  readonly tree: ManagementTree;
  readonly inAtomic: boolean;
  /** The work account's user is signed in; without, `./User` does not exist. */
  readonly userPresent: boolean;
}

/** What became of a command: status code, the value of a Get, and whether the enrollment ended with it. */
export interface NodeOutcome {
  readonly code: number;
  readonly value?: { readonly format: NodeFormat; readonly data: string };
  readonly unenroll?: true;
}

type Run = (place: NodePlace, command: NodeCommand, context: CommandContext) => NodeOutcome;

const RUN: Readonly<Record<Verb, Run>> = { Add: add, Replace: replace, Delete: remove, Exec: exec, Get: get };

// Providers that make the nodes above a leaf by themselves, as the vendor's samples for them rely on.
const MAKES_PARENTS = new Set(['Policy', 'VPNv2', 'WiFi', 'ClientCertificateInstall', 'RootCATrustedCertificates']);
// Formats that a node takes beside its own (catalogue, notes).
const OTHER_FORMATS = new Map([['Exec Unenroll', 'chr']]);

/**
 * Runs a command on the tree. Never throws: what the PC does not do is a status code (protocol facts 5.5). Where no source
 * names the code, the choice is: 405 for a blocked or unknown node, a verb that the node does not take, and a family
 * outside its Atomic.
 */
export function runCommand(command: NodeCommand, context: CommandContext): NodeOutcome {
  const place = catalogue.find(command.uri);
  if (place === undefined || !place.facts.access.has(command.verb)) return { code: 405 };
  if (place.uri.startsWith('./User/') && !context.userPresent) return { code: 405 };
  return RUN[command.verb](place, command, context);
}

function add(place: NodePlace, command: NodeCommand, context: CommandContext): NodeOutcome {
  const { tree } = context;
  if (place.facts.replaceOnly || lacksAtomic(place, context)) return { code: 405 };
  const refused = refusal(place, command, tree);
  if (refused !== undefined) return { code: refused };
  if (isTaken(place, tree)) return { code: 418 };
  if (!parentIsThere(place, tree) && !MAKES_PARENTS.has(place.facts.csp)) return { code: 404 };
  return write(place, command, tree);
}

function replace(place: NodePlace, command: NodeCommand, context: CommandContext): NodeOutcome {
  const { tree } = context;
  if (lacksAtomic(place, context)) return { code: 405 };
  const refused = refusal(place, command, tree);
  if (refused !== undefined) return { code: refused };
  if (!tree.existsAt(place) && !isMadeByReplace(place, tree)) return { code: 404 };
  return write(place, command, tree);
}

function remove(place: NodePlace, _command: NodeCommand, { tree }: CommandContext): NodeOutcome {
  const isThere = place.facts.format === 'node' ? tree.existsAt(place) : tree.isWritten(place.uri);
  if (!isThere) return { code: 404 };
  tree.remove(place.uri);
  return { code: 200 };
}

function get(place: NodePlace, _command: NodeCommand, { tree }: CommandContext): NodeOutcome {
  if (!tree.existsAt(place)) return { code: 404 };
  if (place.facts.format === 'node') {
    return { code: 200, value: { format: 'node', data: tree.childNames(place.uri).join('/') } };
  }
  const data = tree.valueAt(place);
  return data === undefined ? { code: 404 } : { code: 200, value: { format: place.facts.format, data } };
}

function exec(place: NodePlace, command: NodeCommand, { tree }: CommandContext): NodeOutcome {
  if (!tree.existsAt(place)) return { code: 404 };
  const name = place.uri.slice(place.uri.lastIndexOf('/') + 1);
  const tolerated = OTHER_FORMATS.get(`Exec ${name}`) === command.format;
  const refused =
    tolerated || command.data === undefined ? undefined : refusalOf(place.facts, command.format, command.data);
  if (refused !== undefined) return { code: refused };
  const result = tree.behaviorOf(place).exec?.(command.data, tree, place.uri) ?? 200;
  return result === 'unenroll' ? { code: 200, unenroll: true } : { code: result };
}

function refusal(place: NodePlace, { format, data }: NodeCommand, tree: ManagementTree): number | undefined {
  const code = refusalOf(place.facts, format, data);
  if (code !== undefined || data === undefined) return code;
  return tree.behaviorOf(place).refuse?.(data, place.uri);
}

// The family of a certificate or VPN profile is marked at its container, DeviceLock at each leaf.
function lacksAtomic(place: NodePlace, { inAtomic }: CommandContext): boolean {
  if (inAtomic) return false;
  for (let uri: string | undefined = place.uri; uri !== undefined; uri = parentOf(uri)) {
    if (catalogue.find(uri)?.facts.atomic === true) return true;
  }
  return false;
}

// A leaf that is always there but holds nothing yet takes an Add.
function isTaken(place: NodePlace, tree: ManagementTree): boolean {
  return tree.existsAt(place) && (place.facts.format === 'node' || tree.valueAt(place) !== undefined);
}

function isMadeByReplace(place: NodePlace, tree: ManagementTree): boolean {
  if (place.facts.format === 'node') return false;
  return place.facts.csp === 'Policy' || (place.facts.csp === 'AppLocker' && parentIsThere(place, tree));
}

function parentIsThere(place: NodePlace, tree: ManagementTree): boolean {
  const parent = parentOf(place.uri);
  return parent === undefined || catalogue.find(parent) === undefined || tree.exists(parent);
}

function write(place: NodePlace, { data }: NodeCommand, tree: ManagementTree): NodeOutcome {
  for (const uri of missingAbove(place.uri, tree)) tree.write(uri, 'node', undefined);
  tree.write(place.uri, place.facts.format, place.facts.format === 'node' ? undefined : data);
  if (data !== undefined) tree.behaviorOf(place).written?.(data, tree);
  return { code: 200 };
}

function missingAbove(uri: string, tree: ManagementTree): readonly string[] {
  const missing: string[] = [];
  for (let above = parentOf(uri); above !== undefined && catalogue.find(above) !== undefined; above = parentOf(above)) {
    if (!tree.exists(above)) missing.unshift(above);
  }
  return missing;
}
