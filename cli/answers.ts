import { z } from 'zod';

/** The service's answers as far as the command line reads them; further members are let through. */
const finding = z.looseObject({
  path: z.string(),
  rule: z.string(),
  message: z.string(),
  found: z.string().exactOptional(),
  allowed: z.string().exactOptional(),
  suggestion: z.string().exactOptional(),
});
const findings = z.array(finding);

const changes = z.array(
  z.looseObject({
    key: z.string(),
    member: z.string(),
    kind: z.enum(['add', 'change', 'remove', 'leave']),
    nodes: z.array(z.looseObject({ uri: z.string(), before: z.string().optional(), after: z.string().optional() })),
  }),
);

/** `problem+json`; `errors` where single members of a document are refused. */
export const problemAnswer = z.looseObject({
  code: z.string(),
  detail: z.string(),
  correlationId: z.string().optional(),
  errors: findings.optional(),
  warnings: findings.optional(),
});

/** `POST policies/validate` */
export const verdictAnswer = z.looseObject({ ok: z.boolean(), errors: findings, warnings: findings });

/** `POST policies/{name}/diff` */
export const diffAnswer = z.looseObject({
  from: z.number().optional(),
  to: z.number().optional(),
  changes,
  warnings: findings,
});

/** A save or rollback with `?dryRun=true`. */
export const trialAnswer = z.looseObject({
  revision: z.number(),
  unchanged: z.boolean(),
  warnings: findings,
  diff: z.looseObject({ changes, warnings: findings }),
});

/** A save or rollback. */
export const savedAnswer = z.looseObject({ name: z.string(), revision: z.number(), warnings: findings });

/** `GET policies/{name}`, with or without a revision. */
export const revisionAnswer = z.looseObject({ revision: z.number(), document: z.unknown() });

/** `GET policies/{name}/revisions` */
export const revisionsAnswer = z.looseObject({
  items: z.array(z.looseObject({ revision: z.number(), author: z.string(), savedAt: z.string() })),
  continuation: z.string().optional(),
});

/** `POST policies/{name}/explain` */
export const explanationAnswer = z.looseObject({
  device: z.looseObject({ description: z.string() }),
  settings: z.array(
    z.looseObject({
      member: z.string(),
      purpose: z.string(),
      why: z.string(),
      nodes: z.array(
        z.looseObject({
          uri: z.string(),
          format: z.string(),
          data: z.string().optional(),
          meaning: z.string().optional(),
        }),
      ),
      waitsFor: z.array(z.string()),
    }),
  ),
  removals: z.array(z.looseObject({ member: z.string(), key: z.string() })),
  leftOut: z.array(z.looseObject({ member: z.string(), reason: z.string() })),
  warnings: findings,
});
