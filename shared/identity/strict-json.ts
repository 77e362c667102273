// The marks of valid JSON that tell which string is the name of a member, and of which object.
const MARKS = /"(?:[^"\\]|\\.)*"|[{}:]/g;

/**
 * The members of a JSON object in UTF-8, or `undefined` for anything else: other values, invalid UTF-8, a byte order
 * mark, and any object, at whatever depth, that names a member twice, because two readers may see two different values
 * there [RFC 8725 2.4].
 */
export function parseJsonObject(bytes: Uint8Array): ReadonlyMap<string, unknown> | undefined {
  const text = decode(bytes);
  const value = text === undefined ? undefined : parse(text);
  if (text === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return repeatsName(text) ? undefined : new Map(Object.entries(value));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function repeatsName(json: string): boolean {
  const objects: Set<string>[] = [];
  let last = '';
  for (const [mark] of json.matchAll(MARKS)) {
    if (mark === '{') objects.push(new Set());
    if (mark === '}') objects.pop();
    if (mark === ':' && !addName(objects.at(-1), last)) return true;
    last = mark;
  }
  return false;
}

// Names are compared decoded: "alg" and "\u0061lg" are the same member.
function addName(names: Set<string> | undefined, literal: string): boolean {
  const name: unknown = JSON.parse(literal);
  if (names === undefined || typeof name !== 'string' || names.has(name)) return false;
  names.add(name);
  return true;
}
