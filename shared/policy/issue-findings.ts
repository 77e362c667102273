import type { z } from 'zod';
import type { Finding } from './finding';
import { foundText, type MemberPath, memberNames, pathText, valueAt } from './member-path';
import { nearestName } from './nearest-name';
import { isSecretMark } from './secrets';
import type { IssueDetails } from './values/judged';

type Issue = z.core.$ZodIssue;

const mostUnknownNames = 20;
const longestName = 64;
/** Members whose absence a rule of the catalogue speaks about. */
const absenceRules: ReadonlyMap<string, string> = new Map([['signIn.deviceLock.passwordRequired', 'LOCK-2']]);
/** Members whose range a rule of the catalogue speaks about. */
const rangeRules: ReadonlyMap<string, string> = new Map([['signIn.deviceLock.complexity', 'LOCK-6']]);

/** What is left of a finding once rule and message are known. */
interface Reading {
  readonly rule: string;
  readonly message: string;
  readonly allowed?: string;
  readonly suggestion?: string;
}

const expectedWords: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
]);

const suggested = (text: string | undefined) => (text === undefined ? {} : { suggestion: `write \`${text}\`` });

/** Values that stand for a switch in other formats. */
const truths: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ['true', 'true'],
  ['1', 'true'],
  [1, 'true'],
  ['false', 'false'],
  ['0', 'false'],
  [0, 'false'],
]);

/** The value in the right type, where it was written in the wrong one. */
function retyped(value: unknown, expected: string): string | undefined {
  if (expected === 'boolean') return truths.get(value);
  if (expected === 'array' && typeof value === 'string' && value.length < longestName) return JSON.stringify([value]);
  const isNumber = expected === 'number' || expected === 'int';
  return isNumber && typeof value === 'string' && /^[0-9]{1,9}$/.test(value) ? value : undefined;
}

function readType(expected: string, value: unknown, path: string): Reading {
  const allowed = expectedWords.get(expected) ?? expected;
  if (value === undefined) return { rule: absenceRules.get(path) ?? 'DOC-2', message: 'is missing', allowed };
  if (isSecretMark(value)) return { rule: 'DOC-3', message: 'there is no earlier value to keep', allowed };
  return { rule: 'DOC-3', message: 'has the wrong type', allowed, ...suggested(retyped(value, expected)) };
}

function readChoice(values: readonly unknown[], value: unknown): Reading {
  const allowed = values.map(String).join(', ');
  if (value === undefined) return { rule: 'DOC-2', message: 'is missing', allowed };
  const [only, ...others] = values.map(String);
  // An object from outside may have a member `toString`, so that only a text is taken for one.
  const name = typeof value === 'string' ? value : '';
  const near = others.length === 0 ? only : nearestName(name, values.map(String));
  return { rule: 'DOC-3', message: 'is not among the allowed values', allowed, ...suggested(near) };
}

const word = (name: keyof IssueDetails, value: unknown) => (typeof value === 'string' ? { [name]: value } : {});

function readCustom(issue: Issue & { readonly code: 'custom' }): Reading {
  const { rule, allowed, suggestion } = issue.params ?? {};
  const words = { ...word('allowed', allowed), ...word('suggestion', suggestion) };
  return { rule: 'DOC-3', ...word('rule', rule), message: issue.message, ...words };
}

function read(issue: Issue, value: unknown): Reading {
  const path = pathText(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return readType(issue.expected, value, path);
    case 'invalid_value':
      return readChoice(issue.values, value);
    case 'too_small':
      return { rule: rangeRules.get(path) ?? 'DOC-3', message: 'is too small', allowed: `at least ${issue.minimum}` };
    case 'too_big':
      return { rule: rangeRules.get(path) ?? 'DOC-3', message: 'is too large', allowed: `at most ${issue.maximum}` };
    case 'custom':
      return readCustom(issue);
    default:
      return { rule: 'DOC-3', message: issue.message };
  }
}

function unknownMember(schema: z.ZodType, path: MemberPath, name: string): Finding {
  const known = memberNames(schema, path);
  const near = nearestName(name, known);
  return {
    path: pathText([...path, name.slice(0, longestName)]),
    rule: 'DOC-1',
    message: 'there is no such member',
    found: JSON.stringify(name.slice(0, longestName)),
    allowed: known.join(', '),
    ...suggested(near),
  };
}

/** What a schema said about a value, as findings; the values of secret members are left out. */
export function issueFindings(schema: z.ZodType, input: unknown, issue: Issue): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostUnknownNames).map((name) => unknownMember(schema, issue.path, name));
  }
  const found = foundText(input, issue.path);
  const reading = read(issue, valueAt(input, issue.path));
  return [{ path: pathText(issue.path), ...(found === undefined ? {} : { found }), ...reading }];
}
