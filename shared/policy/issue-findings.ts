import type { z } from 'zod';
import { foundText, type MemberPath, memberNames, pathText, valueAt } from './member-path';
import { nearestName } from './nearest-name';
import type { Refusal } from './refusal';
import { retypeValue } from './retype-value';
import { isSecret } from './secret-places';
import { isSecretMark } from './secrets';

type Issue = z.core.$ZodIssue;

const mostUnknownNames = 20;
const longestName = 64;
/** Members whose absence a rule of the catalogue speaks about. */
const absenceRules: ReadonlyMap<string, string> = new Map([['signIn.deviceLock.passwordRequired', 'LOCK-2']]);
/** Members whose range a rule of the catalogue speaks about. */
const rangeRules: ReadonlyMap<string, string> = new Map([['signIn.deviceLock.complexity', 'LOCK-6']]);

/** What is left of a finding once place and value are known. */
type Reading = Pick<Refusal, 'rule' | 'message' | 'allowed' | 'suggestion'>;

const expectedWords: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
]);

const exactly = (text: string) => `write \`${text}\``;

function missing(allowed: string, path: string): Reading {
  const rule = absenceRules.get(path) ?? 'DOC-2';
  return { rule, message: 'is missing', allowed, suggestion: path === '' ? 'send a document' : `add \`${path}\`` };
}

/** A value that is not of the type that is wanted. */
interface Mistyped {
  /** As the schema names it. */
  readonly expected: string;
  readonly value: unknown;
  readonly path: MemberPath;
}

function readType(schema: z.ZodType, { expected, value, path }: Mistyped): Reading {
  const allowed = expectedWords.get(expected) ?? expected;
  if (value === undefined) return missing(allowed, pathText(path));
  if (isSecretMark(value)) {
    const message = 'there is no earlier value to keep';
    return { rule: 'DOC-3', message, allowed, suggestion: 'write the value itself in place of the mark' };
  }
  // What was written in place of a secret may be one.
  const right = isSecret(path) ? undefined : retypeValue(value, expected, placeOf(schema, path));
  const suggestion = right === undefined ? `write ${allowed}` : exactly(right);
  return { rule: 'DOC-3', message: 'has the wrong type', allowed, suggestion };
}

const placeOf = (schema: z.ZodType, path: MemberPath) => ({
  name: String(path.at(-1)),
  list: String(path.at(-2)),
  holdsObjects: memberNames(schema, [...path, 0]).length > 0,
});

function readChoice(values: readonly unknown[], value: unknown, path: MemberPath): Reading {
  const choices = values.map(String);
  const allowed = choices.join(', ');
  if (value === undefined) return missing(allowed, pathText(path));
  const [only, ...others] = choices;
  // An object from outside may have a member `toString`, so that only a text is taken for one.
  const name = typeof value === 'string' ? value : '';
  const near = others.length === 0 ? only : nearestName(name, choices);
  const suggestion = near === undefined ? 'write one of the allowed values' : exactly(near);
  return { rule: 'DOC-3', message: 'is not among the allowed values', allowed, suggestion };
}

/** What the bounds of a list or of a number say. */
function readBound(side: 'least' | 'most', { bound, isList }: { readonly bound: string; readonly isList: boolean }) {
  const message = side === 'least' ? 'is too small' : 'is too large';
  const allowed = `at ${side} ${bound}${isList ? ' entries' : ''}`;
  return { message, allowed, suggestion: isList ? `list ${allowed}` : exactly(bound) };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function readCustom(issue: Issue & { readonly code: 'custom' }): Reading {
  const { rule, allowed, suggestion } = issue.params ?? {};
  const expected = text(allowed) ?? 'a value of the form that the reference tells';
  return {
    rule: text(rule) ?? 'DOC-3',
    message: issue.message,
    allowed: expected,
    suggestion: text(suggestion) ?? `write ${expected}`,
  };
}

function read(schema: z.ZodType, issue: Issue, value: unknown): Reading {
  const range = rangeRules.get(pathText(issue.path)) ?? 'DOC-3';
  switch (issue.code) {
    case 'invalid_type':
      return readType(schema, { expected: issue.expected, value, path: issue.path });
    case 'invalid_value':
      return readChoice(issue.values, value, issue.path);
    case 'too_small':
      return { rule: range, ...readBound('least', { bound: String(issue.minimum), isList: issue.origin === 'array' }) };
    case 'too_big':
      return { rule: range, ...readBound('most', { bound: String(issue.maximum), isList: issue.origin === 'array' }) };
    case 'custom':
      return readCustom(issue);
    default:
      return { rule: 'DOC-3', message: issue.message, allowed: 'another value', suggestion: 'see the reference' };
  }
}

function unknownMember(schema: z.ZodType, path: MemberPath, name: string): Refusal {
  const known = memberNames(schema, path);
  const near = nearestName(name, known);
  return {
    path: pathText([...path, name.slice(0, longestName)]),
    rule: 'DOC-1',
    message: 'there is no such member',
    found: JSON.stringify(name.slice(0, longestName)),
    allowed: known.join(', '),
    suggestion: near === undefined ? 'leave it out, or use a name that is allowed' : exactly(near),
  };
}

/** What a schema said about a value, as findings; the values of secret members are left out. */
export function issueFindings(schema: z.ZodType, input: unknown, issue: Issue): Refusal[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostUnknownNames).map((name) => unknownMember(schema, issue.path, name));
  }
  const found = foundText(input, issue.path);
  return [{ path: pathText(issue.path), found, ...read(schema, issue, valueAt(input, issue.path)) }];
}
