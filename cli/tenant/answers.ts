import { z } from 'zod';

const assignment = z.looseObject({ group: z.string(), policy: z.string(), priority: z.number() });

/** A policy for the members of a group. */
export type Assignment = z.output<typeof assignment>;

/** `GET tenant` and `PUT tenant`; settings that newer services know are kept and sent back. */
export const tenantAnswer = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  status: z.string(),
  settings: z.looseObject({ defaultPolicy: z.string().optional(), assignments: z.array(assignment) }),
  quotas: z.record(z.string(), z.unknown()),
  terms: z.record(z.string(), z.string()),
  policies: z.record(z.string(), z.number()),
});

/** See {@link tenantAnswer}. */
export type TenantAnswer = z.output<typeof tenantAnswer>;

/** Settings by name, as they are sent. */
export type Settings = Readonly<Record<string, unknown>>;
