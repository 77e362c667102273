import type { CatalogueNode, ComplianceReading } from '../csp/catalogue-node';
import { findNode } from '../csp/find-node';
import type { JudgedReading, Standing } from './fact';

/** What a PC said of a node: its value, or the status instead of one. */
export type NodeReading = { readonly data: string } | { readonly code: number };

type Judge = (text: string, reading: ComplianceReading, node: CatalogueNode) => JudgedReading;

/**
 * Judges a reading by the catalogue, whose nodes each say which of their values are good: polarity is not uniform (policy
 * guide, section 10). Whatever is missing, refused, unreadable, or of a node without a documented vocabulary is unknown.
 */
export function judgeReading(uri: string, said: NodeReading): JudgedReading {
  if ('code' in said) return { standing: 'unknown', said: `status ${said.code}` };
  const node = findNode(uri)?.node;
  if (node?.compliance === undefined) return UNREADABLE;
  const judge = judgeFor(node.compliance);
  return judge(said.data.trim(), node.compliance, node);
}

// What a PC wrote instead of a value is not kept: nobody knows what it says.
const UNREADABLE: JudgedReading = { standing: 'unknown', said: 'a value that is not documented' };

function judgeFor({ passPattern, passMask }: ComplianceReading): Judge {
  if (passPattern !== undefined) return judgeVersion;
  return passMask === undefined ? judgeValue : judgeBits;
}

const VERSION = /^\d{1,4}(\.\d{1,4}){0,2}/;

// Further numbers tell the vendor's revision: only the version itself is kept.
function judgeVersion(text: string, { passPattern = '' }: ComplianceReading, node: CatalogueNode): JudgedReading {
  const [version] = VERSION.exec(text) ?? [];
  if (version !== undefined) return { standing: new RegExp(passPattern).test(text) ? 'good' : 'bad', said: version };
  const absent = String(node.default);
  return text.toLowerCase() === absent.toLowerCase() ? { standing: 'bad', said: absent } : UNREADABLE;
}

function judgeBits(text: string, { passMask = 0 }: ComplianceReading): JudgedReading {
  const bits = readValue(text);
  if (typeof bits !== 'number') return UNREADABLE;
  return { standing: (bits & passMask) === passMask ? 'good' : 'bad', said: text };
}

function judgeValue(text: string, reading: ComplianceReading): JudgedReading {
  const value = readValue(text);
  if (value === undefined) return UNREADABLE;
  const standing = standingOf(value, reading);
  return standing === undefined ? UNREADABLE : { standing, said: String(value) };
}

function standingOf(value: number | boolean, reading: ComplianceReading): Standing | undefined {
  const { pass = [], fail, grace = [], ignore = [] } = reading;
  const lists: readonly (readonly [Standing, readonly (number | boolean)[]])[] = [
    ['good', pass],
    ['bad', fail ?? []],
    ['snoozed', grace],
    ['notApplicable', ignore],
  ];
  const found = lists.find(([, values]) => values.includes(value));
  if (found !== undefined) return found[0];
  // Where only the good value is named, every other number is bad.
  return fail === undefined && typeof value === 'number' ? 'bad' : undefined;
}

function readValue(text: string): number | boolean | undefined {
  const lower = text.slice(0, 16).toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  return /^\d{1,9}$/.test(lower) ? Number(lower) : undefined;
}
