import { ServiceError } from '../errors';
import type { XmlElement } from '../xml/element';
import { childElements } from '../xml/find';
import { readXml } from '../xml/read-xml';

/** Records that are taken from one page; a device was never asked for as many. */
export const MOST_RECORDS = 500;

const MAX_BYTES = 1024 * 1024;

/** A record as XML, with the User around it. */
export interface LogElement {
  readonly log: XmlElement;
  readonly user: XmlElement | undefined;
}

/** The records of a log, and whether there were more than are taken. */
export interface LogElements {
  readonly found: readonly LogElement[];
  /** Records that are no XML. */
  readonly unreadable: number;
  readonly isCut: boolean;
}

/**
 * The records of a log in their order. Where the whole cannot be read, each record is read by itself, so that one that an
 * app spoiled does not hide the others. Never throws, in linear time.
 */
export function logElements(markup: string): LogElements {
  const root = readLeniently(markup);
  return root === undefined ? onePerOne(markup) : collected(root);
}

function readLeniently(markup: string): XmlElement | undefined {
  try {
    return readXml(new TextEncoder().encode(markup), { maxBytes: MAX_BYTES });
  } catch (thrown) {
    // What is no XML, or too much of it, is what this is for.
    if (thrown instanceof ServiceError) return undefined;
    throw thrown;
  }
}

const isNamed = ({ name }: XmlElement, wanted: string) => name.toLowerCase() === wanted;

function collected(root: XmlElement): LogElements {
  const all = below(root, undefined);
  return { found: all.slice(0, MOST_RECORDS), unreadable: 0, isCut: all.length > MOST_RECORDS };
}

function below(element: XmlElement, user: XmlElement | undefined): readonly LogElement[] {
  if (isNamed(element, 'log')) return [{ log: element, user }];
  const owner = isNamed(element, 'user') ? element : user;
  return childElements(element).flatMap((child) => below(child, owner));
}

function onePerOne(markup: string): LogElements {
  const found: LogElement[] = [];
  let unreadable = 0;
  let last: { readonly markup: string | undefined; readonly user: XmlElement | undefined } | undefined;
  for (const { log, user: around } of piecesOf(markup)) {
    if (found.length + unreadable === MOST_RECORDS) return { found, unreadable, isCut: true };
    // Once for all records of one user.
    if (last === undefined || last.markup !== around) {
      last = { markup: around, user: around === undefined ? undefined : readLeniently(around) };
    }
    const element = readLeniently(log);
    if (element === undefined) unreadable += 1;
    else found.push({ log: element, user: last.user });
  }
  return { found, unreadable, isCut: false };
}

/** Markup of a record, and of the start tag of its user, closed at once. */
interface Piece {
  readonly log: string;
  readonly user: string | undefined;
}

const START = /<(User|Log)[\s/>]/gi;

// Every search begins where the last one ended.
function* piecesOf(markup: string): Generator<Piece> {
  const starts = new RegExp(START);
  let user: string | undefined;
  for (let match = starts.exec(markup); match !== null; match = starts.exec(markup)) {
    const tagEnd = markup.indexOf('>', match.index);
    if (tagEnd === -1) return;
    const isClosed = markup[tagEnd - 1] === '/';
    if (match[1]?.toLowerCase() === 'user') {
      user = `${markup.slice(match.index, isClosed ? tagEnd - 1 : tagEnd)}/>`;
      starts.lastIndex = tagEnd;
      continue;
    }
    const end = isClosed ? tagEnd + 1 : recordEnd(markup, tagEnd);
    if (end === undefined) return;
    yield { log: markup.slice(match.index, end), user };
    starts.lastIndex = end;
  }
}

function recordEnd(markup: string, from: number): number | undefined {
  const close = markup.indexOf('</Log', from);
  const end = close === -1 ? -1 : markup.indexOf('>', close);
  return end === -1 ? undefined : end + 1;
}
