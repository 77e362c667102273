import type { z } from 'zod';
import { actionRequest } from '../../../shared/actions/action';
import { policyDocument } from '../../../shared/policy/document';
import { policySchemaText } from '../../../shared/policy/policy-schema';
import { tenantQuotas, tenantSettings } from '../../../shared/tenant/tenant';
import { termsText } from '../../../shared/terms/terms-text';
import { embedded, type Json, jsonSchemas } from './json-schema';
import type { Operation } from './operation';
import { actionView, askedAction } from './views/action';
import { auditEntry } from './views/audit';
import { complianceView } from './views/compliance';
import { deviceView } from './views/device';
import { explanation, policyChanges, policyRevision, saveReply } from './views/policy';
import { findingView, problemView, refusalView } from './views/problem';
import { operatorTenantView, tenantView } from './views/tenant';
import { wipEvent } from './views/wip-logs';

type Named = Readonly<Record<string, z.ZodType>>;

/** Schemas of what is sent that have a name of their own. */
const SENT: Named = {
  PolicyDocument: policyDocument,
  TenantSettings: tenantSettings,
  Quotas: tenantQuotas,
  TermsText: termsText,
  ActionRequest: actionRequest,
};

/** Schemas of what is answered that have a name of their own. */
const ANSWERED: Named = {
  PolicyDocument: policyDocument,
  PolicyRevision: policyRevision,
  PolicyChanges: policyChanges,
  SavedPolicy: saveReply,
  Explanation: explanation,
  Tenant: tenantView,
  OperatorTenant: operatorTenantView,
  Quotas: tenantQuotas,
  TermsText: termsText,
  Device: deviceView,
  Compliance: complianceView,
  Action: actionView,
  AskedAction: askedAction,
  AuditEntry: auditEntry,
  WipEvent: wipEvent,
  Finding: findingView,
  Refusal: refusalView,
  Problem: problemView,
};

const PREFIX = '#/components/schemas/';

/** Names of the schemas of all operations, and the schemas themselves. */
export interface Components {
  /** A reference to what is sent. */
  readonly sent: (schema: z.ZodType) => Json;
  /** A reference to what is answered. */
  readonly answered: (schema: z.ZodType) => Json;
  /** By name. */
  readonly schemas: Json;
}

/** Collects the schemas of all operations under names: of their own, or that of the operation which uses them first. */
export function componentsOf(operations: readonly Operation[]): Components {
  const bodies = operations.flatMap(({ id, body }) =>
    body === undefined ? [] : [[`${id}Request`, body.schema] as const],
  );
  const replies = operations.flatMap(({ id, replies }) =>
    Object.values(replies).flatMap(({ schema }) => (schema === undefined ? [] : [[`${id}Reply`, schema] as const])),
  );
  const sent = namesOf([...Object.entries(SENT), ...bodies]);
  const answered = namesOf([...Object.entries(ANSWERED), ...replies]);
  return {
    sent: (schema) => reference(sent, schema),
    answered: (schema) => reference(answered, schema),
    schemas: {
      ...jsonSchemas(answered, 'output', PREFIX),
      ...jsonSchemas(sent, 'input', PREFIX),
      PolicyDocument: policySchema(),
    },
  };
}

function namesOf(named: readonly (readonly [string, z.ZodType])[]): ReadonlyMap<z.ZodType, string> {
  const names = new Map<z.ZodType, string>();
  for (const [name, schema] of named) if (!names.has(schema)) names.set(schema, upperFirst(name));
  return names;
}

function reference(names: ReadonlyMap<z.ZodType, string>, schema: z.ZodType): Json {
  return { $ref: `${PREFIX}${names.get(schema) ?? ''}` };
}

// Editors and the API get the same: secrets may be marks.
const policySchema = (): Json => embedded(JSON.parse(policySchemaText()));

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
