import { z } from 'zod';
import type { TenantId } from '../ids';

const guidText = z.guid().toLowerCase();
const hostName = z
  .string()
  .regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
const attestationProvider = z.string().regex(/^https:\/\/([a-z0-9-]{1,63}\.){2,6}[a-z]{2,63}$/, {
  message: 'an https origin in lower case without a path, e.g. https://contoso.weu.attest.azure.net',
});
const uriScheme = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*$/)
  .refine((scheme) => !['http', 'https', 'javascript', 'data', 'file', 'vbscript', 'blob', 'about'].includes(scheme), {
    message:
      'a scheme that a browser would open is an open redirect; name a scheme of the Windows shell, e.g. ms-appx-web',
  });

/** Name of a policy inside its tenant. No underscore: it separates the parts of storage keys. */
export const policyName = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, {
  message: 'lower-case letters, digits and inner hyphens, at most 64 characters, e.g. personal-pcs',
});

/** Language tag of a terms text, e.g. `de` or `de-AT`, in the spelling of BCP 47. */
export const localeTag = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$/, {
  message: 'a BCP 47 language tag such as en, de-AT or zh-Hans-CN',
});

const assignment = z.strictObject({
  group: guidText.describe('Object id of the group in Entra; members of groups inside it count too.'),
  policy: policyName.describe('Policy of the members.'),
  priority: z.int().min(1).max(1_000_000).describe('The assignment with the lowest number wins.'),
});

/** Policies by group. Without two of the same priority there is never a doubt. */
const assignments = z
  .array(assignment)
  .max(100)
  .superRefine((list, context) => {
    for (const [index, { priority }] of list.entries()) {
      if (list.findIndex((other) => other.priority === priority) === index) continue;
      const message = `another assignment has the priority ${priority} already`;
      context.addIssue({ code: 'custom', path: [index, 'priority'], message });
    }
  });

/** What a tenant's administrator decides about the service, apart from policies and terms. */
export const tenantSettings = z.strictObject({
  termsRequired: z
    .boolean()
    .default(true)
    .describe('Enrollment is refused without a fresh acceptance of the terms of use.'),
  defaultLocale: localeTag
    .optional()
    .describe("Language shown when none of the user's is there; the first one saved when absent."),
  defaultPolicy: policyName
    .optional()
    .describe('Policy of every device without an assignment; none: devices enroll and receive nothing.'),
  assignments: assignments.default([]).describe('Policies for the members of groups.'),
  deviceCapPerUser: z.int().min(1).max(100).default(5).describe('Devices that one user may have enrolled at once.'),
  pollMinutes: z
    .int()
    .min(480)
    .max(43_200)
    .default(1440)
    .describe('Minutes between two policy syncs, before the jitter of the device.'),
  clientIds: z
    .array(guidText)
    .max(10)
    .default([])
    .describe("Client ids of the tenant's own app registrations: further audiences, for this tenant only."),
  publicHosts: z
    .array(hostName)
    .max(10)
    .default([])
    .describe("Host names of the tenant's own that lead to the service."),
  allowedEnrollmentTypes: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(10)
    .default(['AppManagement'])
    .describe('EnrollmentType values of the RST that are let in; compared without case.'),
  redirectSchemes: z
    .array(uriScheme)
    .min(1)
    .max(10)
    .default(['ms-appx-web', 'ms-aadj-redir', 'ms-app'])
    .describe('Schemes to which the terms page may send the browser back.'),
  attestationHost: hostName
    .optional()
    .describe(
      'Host of the validation service that devices use for the classic health attestation; that of Microsoft when absent.',
    ),
  attestationProvider: attestationProvider
    .optional()
    .describe("Origin of the tenant's own Azure Attestation provider; without it the Windows 11 attestation is off."),
  blockReenrollmentWithOpenWipe: z
    .boolean()
    .default(true)
    .describe('A device with an open wipe cannot enroll again until the wipe has ended.'),
  lostContactDays: z
    .int()
    .min(1)
    .max(365)
    .default(90)
    .describe('Days of silence after which a device counts as lost, and what went out to it as expired.'),
  writeCompliance: z
    .boolean()
    .default(false)
    .describe(
      'Entra is told of each device whether it is managed and compliant. Microsoft lets only applications do that which it has approved; the tenant says why where it is refused.',
    ),
});

/** See {@link tenantSettings}. */
export type TenantSettings = z.infer<typeof tenantSettings>;

/** What the operator of the service allows a tenant; what is absent counts as {@link STANDARD_QUOTAS} says. */
export const tenantQuotas = z.strictObject({
  devices: z
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe('Devices that are enrolled at once; not limited when absent.'),
  policies: z.int().min(1).max(1_000).optional().describe('Policies.'),
  revisions: z.int().min(1).max(1_000_000).optional().describe('Revisions that one policy may have.'),
  policyBytes: z
    .int()
    .min(1024)
    .max(512 * 1024)
    .optional()
    .describe('Bytes of JSON that one policy document may have.'),
  terms: z.int().min(1).max(200).optional().describe('Languages of the terms of use.'),
  bulkPersons: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Members that a group may have of which something is asked at once.'),
});

/** See {@link tenantQuotas}. */
export type TenantQuotas = z.infer<typeof tenantQuotas>;

/** Something of which a tenant may have so much. */
export type QuotaName = keyof TenantQuotas;

/** What counts where the operator said nothing. */
export const STANDARD_QUOTAS = {
  policies: 50,
  revisions: 10_000,
  policyBytes: 512 * 1024,
  terms: 50,
  bulkPersons: 20_000,
} as const satisfies TenantQuotas;

/** What a tenant may have; `undefined`: without limit. */
export function quotaOf({ quotas }: Pick<Tenant, 'quotas'>, name: QuotaName): number | undefined {
  const standard: TenantQuotas = STANDARD_QUOTAS;
  return quotas[name] ?? standard[name];
}

/** Decides what devices and administrators of the tenant may still do. */
export type TenantStatus = 'active' | 'suspended' | 'offboarding';

/** A customer's Entra tenant as this service knows it. `version` rises with every change of anything in it. */
export interface Tenant {
  readonly id: TenantId;
  readonly displayName: string;
  readonly status: TenantStatus;
  readonly version: number;
  readonly settings: TenantSettings;
  /** Set by the operator of the service. */
  readonly quotas: TenantQuotas;
  /** Current version of the terms per language. */
  readonly terms: ReadonlyMap<string, string>;
  /** Current revision per policy name. */
  readonly policies: ReadonlyMap<string, number>;
}
