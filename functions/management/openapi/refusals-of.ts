import { PROBLEM_STATUS } from '../problem';
import type { Operation } from './operation';
import { PATH_PARAMETERS, parametersOf } from './path-parameters';
import { PROBLEMS, type ProblemCode } from './problems';
import type { Tag } from './tags';

type Rule = readonly [applies: (operation: Operation) => boolean, codes: readonly ProblemCode[]];

// Who calls these may come from an organization that is not onboarded.
const TENANTLESS: ReadonlySet<Tag> = new Set<Tag>(['onboarding', 'operator']);

const RULES: readonly Rule[] = [
  [({ roles }) => roles !== undefined, ['token.missing', 'token.scope', 'token.role', 'role.missing']],
  [({ roles, tag }) => roles !== undefined && !TENANTLESS.has(tag), ['tenant.unknown']],
  [({ body }) => body !== undefined, ['body.not-json', 'body.too-large', 'document.refused']],
  [({ query }) => query !== undefined, ['document.refused']],
  [({ idempotencyKey }) => idempotencyKey !== undefined, ['actions.key']],
  [({ idempotencyKey }) => idempotencyKey === 'required', ['actions.key-missing']],
  [({ isConditional }) => isConditional === true, ['etag.mismatch', 'etag.exists', 'storage.changed']],
  [({ roles }) => roles !== undefined, ['storage.unavailable']],
  [() => true, ['internal']],
];

/** Codes of everything that may keep an operation from happening, by status, in ascending order. */
export function refusalsOf(operation: Operation): ReadonlyMap<number, readonly ProblemCode[]> {
  const fromPath = parametersOf(operation.path).flatMap((name) => PATH_PARAMETERS.get(name)?.refusals ?? []);
  const fromRules = RULES.flatMap(([applies, codes]) => (applies(operation) ? codes : []));
  const codes = [...new Set([...fromRules, ...fromPath, ...(operation.refusals ?? [])])];
  const statuses = [...new Set(codes.map(statusOf))].sort((a, b) => a - b);
  return new Map(statuses.map((status) => [status, codes.filter((code) => statusOf(code) === status)]));
}

const statusOf = (code: ProblemCode): number => PROBLEM_STATUS[PROBLEMS[code][0]];
