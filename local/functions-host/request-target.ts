/** Path and query of a request as the host sees them. */
export interface RequestTarget {
  /** Percent-decoded except for `%2F`, with dot segments resolved; begins with a slash. */
  readonly path: string;
  /** The path once more, encoded as the host writes it into `request.url`. */
  readonly encodedPath: string;
  /** With its question mark, or empty; as it was sent. */
  readonly search: string;
  /** A name given twice has its values joined by a comma; names are compared without case. */
  readonly query: ReadonlyMap<string, string>;
}

/** Reads the target of a request line, or `undefined` when no path can be read from it (`OPTIONS *`, NUL). */
export function parseRequestTarget(target: string): RequestTarget | undefined {
  const origin = target.replace(/^https?:\/\/[^/?]*/i, '');
  const [rawPath = '', ...rest] = origin.split('?');
  const path = resolveDots(percentDecode(rawPath === '' ? '/' : rawPath, PATH_ESCAPES));
  if (!path.startsWith('/') || path.includes('\0')) return undefined;
  const search = rest.length === 0 ? '' : `?${rest.join('?')}`;
  return { path, encodedPath: encodePath(path), search, query: parseQuery(rest.join('?')) };
}

// A slash stays escaped in a path, so that it cannot part segments. Escapes that are no UTF-8 stay too, as in ASP.NET.
const PATH_ESCAPES = /(?:%(?!2f)[0-9a-f]{2})+/gi;
const QUERY_ESCAPES = /(?:%[0-9a-f]{2})+/gi;

function percentDecode(text: string, escapes: RegExp): string {
  return text.replace(escapes, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function resolveDots(path: string): string {
  if (!path.startsWith('/')) return path;
  const kept: string[] = [];
  const parts = path.slice(1).split('/');
  for (const [index, part] of parts.entries()) {
    if (part === '..') kept.pop();
    if (part !== '.' && part !== '..') kept.push(part);
    else if (index === parts.length - 1 && kept.length > 0) kept.push('');
  }
  return `/${kept.join('/')}`;
}

function encodePath(path: string): string {
  return path.replace(/%(?![0-9a-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/giu, encodeURIComponent);
}

function parseQuery(query: string): Map<string, string> {
  const spelling = new Map<string, string>();
  const values = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [name, value] = splitPair(pair);
    const known = spelling.get(name.toLowerCase());
    const before = known === undefined ? undefined : values.get(known);
    spelling.set(name.toLowerCase(), known ?? name);
    values.set(known ?? name, before === undefined ? value : `${before},${value}`);
  }
  return values;
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  const decode = (text: string) => percentDecode(text.replaceAll('+', ' '), QUERY_ESCAPES);
  return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
}
