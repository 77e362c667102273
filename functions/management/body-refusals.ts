import { z } from 'zod';
import { issueFindings } from '../../shared/policy/issue-findings';
import { valueAt } from '../../shared/policy/member-path';
import { type MemberProblem, memberProblem } from './member-problem';

type Issue = z.core.$ZodIssue;

/** What a schema said about a body, one entry a wrong member, of the same shape as for policy documents. */
export function bodyRefusals(schema: z.ZodType, body: unknown, issues: readonly Issue[]): readonly MemberProblem[] {
  const meant = optionOf(schema, body) ?? schema;
  return issues.flatMap((issue) =>
    issueFindings(meant, body, issue).map((finding) => memberProblem({ ...finding, ...better(schema, issue) })),
  );
}

// What the policy's own reading leaves to the message of the schema.
function better(schema: z.ZodType, issue: Issue): { readonly message?: string; readonly allowed?: string } {
  if (issue.code === 'invalid_format') return { message: 'has the wrong form', allowed: issue.message };
  if (issue.code !== 'invalid_union' || typeof issue.discriminator !== 'string') return {};
  return { message: 'is not among the allowed values', allowed: kindsOf(schema, issue.discriminator).join(', ') };
}

const optionsOf = (schema: z.ZodType): readonly unknown[] =>
  schema instanceof z.ZodDiscriminatedUnion ? schema.options : [];

const kindsOf = (schema: z.ZodType, discriminator: string): readonly string[] =>
  optionsOf(schema).flatMap((option) => kindOf(option, discriminator));

function kindOf(option: unknown, discriminator: string): readonly string[] {
  const kind: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
  return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
}

// Of a union, what the body says it is: its other members are those of that option.
function optionOf(schema: z.ZodType, body: unknown): z.ZodType | undefined {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator } = schema.def;
  const kind = valueAt(body, [discriminator]);
  return optionsOf(schema).find(
    (option): option is z.ZodObject =>
      option instanceof z.ZodObject && typeof kind === 'string' && kindOf(option, discriminator).includes(kind),
  );
}
