import { z } from 'zod';
import { isSecret } from './secret-places';
import { asVisibleJson } from './values/unseen';

/** Steps from the document to a member. */
export type MemberPath = readonly PropertyKey[];

/** A path as people read it, e.g. `apps.protected[0].publisher`. */
export function pathText(path: MemberPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/** The steps of a path as `pathText` writes it. */
export function pathOf(text: string): MemberPath {
  return text.split(/[.[\]]+/).flatMap((part) => (part === '' ? [] : [/^[0-9]+$/.test(part) ? Number(part) : part]));
}

/** What stands at a path of an untrusted value; `undefined` when the path leads nowhere. */
export function valueAt(value: unknown, path: MemberPath): unknown {
  return path.reduce<unknown>((current, step) => {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    return Reflect.get(current, step);
  }, value);
}

function inner(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? inner(schema.unwrap()) : schema;
}

function step(schema: unknown, key: PropertyKey): unknown {
  const known = inner(schema);
  if (known instanceof z.ZodArray) return known.element;
  return known instanceof z.ZodObject && typeof key === 'string' ? known.shape[key] : undefined;
}

/** Names of the members that the object at a path may have. */
export function memberNames(schema: z.ZodType, path: MemberPath): readonly string[] {
  const found = inner(path.reduce<unknown>(step, schema));
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** What the member at a path is for; empty when there is none. */
export function memberDescription(schema: z.ZodType, path: MemberPath): string {
  const found = path.reduce<unknown>(step, schema);
  const own = found instanceof z.ZodType ? found.description : undefined;
  return own ?? (path.length > 1 ? memberDescription(schema, path.slice(0, -1)) : '');
}

const longestShown = 80;

function textShown(text: string): string {
  return asVisibleJson(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
}

/** Lengths of secrets are told by their order of magnitude: enough to see that something else was pasted. */
const lengths = [100, 1000, 10_000, 100_000];

function secretShown(text: string): string {
  if (text === '') return 'an empty text';
  const above = lengths.find((length) => text.length < length);
  return `a text that is not shown, ${above === undefined ? '100000 characters or more' : `below ${above} characters`}`;
}

/** What stands at a path, short enough to be shown; of a secret no more than its kind and the magnitude of its length. */
export function foundText(document: unknown, path: MemberPath): string {
  const value = valueAt(document, path);
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return isSecret(path) ? secretShown(value) : textShown(value);
  if (typeof value === 'number' && isSecret(path)) return 'a number that is not shown';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
