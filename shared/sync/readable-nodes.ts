import { findNode } from '../csp/find-node';
import type { Setting } from '../policy/setting';
import type { NodeValue } from '../syncml/message';

/** A node that can be read back, and what is looked at: its value, or only that it is there. */
export interface ReadableNode {
  readonly uri: string;
  readonly expected: NodeValue;
  readonly compare: 'value' | 'presence' | 'certificate';
}

// Windows hands these back in its own spelling, or not at all; that they are there is what can be known.
const COMPARED: ReadonlySet<string> = new Set(['int', 'bool', 'chr']);

/** The nodes of a setting that may be read back without meeting a secret. Containers are not read: their leaves are. */
export function readableNodes(setting: Setting): readonly ReadableNode[] {
  if (setting.kind === 'container') return [];
  if (isScepKey(setting.key)) return certificateStatus(setting);
  return setting.nodes.flatMap((expected) => {
    const node = findNode(expected.uri)?.node;
    if (node === undefined || node.secret === true || !node.access.includes('Get')) return [];
    const isPlain = COMPARED.has(expected.format) && !expected.data?.includes('<');
    return [{ uri: expected.uri, expected, compare: isPlain ? 'value' : 'presence' }];
  });
}

/**
 * True when reading back can tell that this very value is in force, whatever was there before. That something is there
 * says nothing of its value; a certificate's status speaks of the request that was made last.
 */
export function canBeProven(setting: Setting, lastTried: string): boolean {
  if (isScepKey(setting.key)) return lastTried === setting.hash;
  const readable = readableNodes(setting);
  return readable.length === setting.nodes.length && readable.every(({ compare }) => compare === 'value');
}

/** True for the key of a certificate that the device asks a certification authority for. */
export function isScepKey(key: string): boolean {
  return key.startsWith('Scep/');
}

// Whether the certificate came, or is on its way, is told by one node beside those that were written.
function certificateStatus({ nodes: [first] }: Setting): readonly ReadableNode[] {
  const root = first?.uri.split('/Install/')[0];
  if (root === undefined) return [];
  return [{ uri: `${root}/Status`, expected: { uri: `${root}/Status`, format: 'int' }, compare: 'certificate' }];
}

/** Values of a certificate's Status that make a new request pointless: installed, and pending at the authority. */
const UNDER_WAY: ReadonlySet<string> = new Set(['1', '2']);

/** True when what the device reads back is what was written. */
export function isSameValue({ expected, compare }: ReadableNode, data: string): boolean {
  if (compare === 'presence') return true;
  if (compare === 'certificate') return UNDER_WAY.has(data.trim());
  return normalized(expected.format, data) === normalized(expected.format, expected.data ?? '');
}

function normalized(format: string, data: string): string {
  const text = data.trim();
  if (format === 'int' && /^[+-]?\d+$/.test(text)) return String(Number(text));
  if (format === 'bool') return BOOLEANS.get(text.toLowerCase()) ?? text;
  return text;
}

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ['1', 'true'],
  ['0', 'false'],
  ['true', 'true'],
  ['false', 'false'],
]);
