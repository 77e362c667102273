/** Values of a route's parameters by name; a parameter without a value is left out. */
export type RouteValues = ReadonlyMap<string, string>;

/** Matches a decoded path (`/mam/sync/x`) and gives the values, or `undefined`. */
export type RouteTemplate = (path: string) => RouteValues | undefined;

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'rest'; readonly name: string };

/**
 * Compiles a route such as `mam/sync/{enrollmentId}` or `files/{*path}`. Literals are compared without case, and one
 * slash at the end of a path makes no difference.
 * @throws Error for what Microsoft's host understands and this one does not imitate (constraints, defaults, mixed segments)
 */
export function compileRoute(route: string): RouteTemplate {
  const trimmed = route.replace(/^\/+|\/+$/g, '');
  const segments = trimmed === '' ? [] : trimmed.split('/').map((text) => parseSegment(text, route));
  return (path) => match(segments, path);
}

function parseSegment(text: string, route: string): Segment {
  if (!/[{}]/.test(text)) return { kind: 'literal', text: text.toLowerCase() };
  const parameter = /^\{(\*{0,2})([A-Za-z_][A-Za-z0-9_-]*)(\??)\}$/.exec(text);
  const [, stars, name, optional] = parameter ?? [];
  if (name === undefined) throw new Error(`The local host does not imitate the segment "${text}" of route "${route}".`);
  return stars === '' ? { kind: 'parameter', name, optional: optional === '?' } : { kind: 'rest', name };
}

function match(segments: readonly Segment[], path: string): RouteValues | undefined {
  const parts = path === '/' ? [] : path.slice(1).replace(/\/$/, '').split('/');
  const values = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'rest') return withRest(values, segment.name, path, index);
    if (!accept(segment, parts[index], values)) return undefined;
  }
  return parts.length > segments.length ? undefined : values;
}

function accept(
  segment: Exclude<Segment, { kind: 'rest' }>,
  part: string | undefined,
  values: Map<string, string>,
): boolean {
  if (segment.kind === 'literal') return part?.toLowerCase() === segment.text;
  if (part === undefined || part === '') return segment.optional && part === undefined;
  values.set(segment.name, part);
  return true;
}

function withRest(values: Map<string, string>, name: string, path: string, index: number): RouteValues {
  const rest = path
    .split('/')
    .slice(1 + index)
    .join('/');
  if (rest !== '') values.set(name, rest);
  return values;
}
