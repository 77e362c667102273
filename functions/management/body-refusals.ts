import { z } from 'zod';
import { issueFindings } from '../../shared/policy/issue-findings';
import { refusal } from '../../shared/policy/refusal';
import type { MemberProblem } from './refused-document';

type Issue = z.core.$ZodIssue;

/** What a schema said about a body, one entry a wrong member, of the same shape as for policy documents. */
export function bodyRefusals(schema: z.ZodType, body: unknown, issues: readonly Issue[]): readonly MemberProblem[] {
  return issues.flatMap((issue) =>
    issueFindings(schema, body, issue).map((finding) => refusal({ ...finding, ...better(schema, issue) })),
  );
}

// What the policy's own reading leaves to the message of the schema.
function better(schema: z.ZodType, issue: Issue): { readonly message?: string; readonly allowed?: string } {
  if (issue.code === 'invalid_format') return { message: 'has the wrong form', allowed: issue.message };
  if (issue.code !== 'invalid_union' || typeof issue.discriminator !== 'string') return {};
  return { message: 'is not among the allowed values', allowed: kindsOf(schema, issue.discriminator).join(', ') };
}

function kindsOf(schema: z.ZodType, discriminator: string): readonly string[] {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return [];
  return schema.options.flatMap((option) => {
    const kind: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
}
