import { describe, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { actionView } from '../../../functions/management/openapi/views/action';
import type { auditEntry } from '../../../functions/management/openapi/views/audit';
import type {
  complianceView,
  directoryRefusal,
  directoryView,
} from '../../../functions/management/openapi/views/compliance';
import type { deviceList, deviceView } from '../../../functions/management/openapi/views/device';
import type { explanation, policyChanges, policyRevision } from '../../../functions/management/openapi/views/policy';
import type { findingView, refusalView } from '../../../functions/management/openapi/views/problem';
import type { tenantView } from '../../../functions/management/openapi/views/tenant';
import type { wipEvent } from '../../../functions/management/openapi/views/wip-logs';
import type { Action } from '../../../shared/actions/action';
import type { ActionView } from '../../../shared/actions/action-view';
import type { ComplianceView } from '../../../shared/compliance/compliance-view';
import type { DirectoryView, WriteProblem } from '../../../shared/compliance/directory/directory-view';
import type { PolicyDiff } from '../../../shared/policy/diff';
import type { Explanation } from '../../../shared/policy/explain';
import type { Finding } from '../../../shared/policy/finding';
import type { AuditEntry } from '../../../shared/storage/stores/audit';
import type { RosterEntry } from '../../../shared/storage/stores/roster';
import type { PolicyRevision } from '../../../shared/storage/stores/tenants';
import type { DeviceView } from '../../../shared/sync/device-view';
import type { Tenant } from '../../../shared/tenant/tenant';
import type { WipEvent } from '../../../shared/wip-logs/wip-event';

type Members<Schema extends z.ZodType> = keyof z.output<Schema>;

// Checked by the compiler: what a reply does not happen to carry in any example is described as well.
describe('the schemas of replies have the members', () => {
  it('of a device', () => {
    expectTypeOf<Members<typeof deviceView>>().toEqualTypeOf<keyof DeviceView>();
  });

  it('of a setting of a device', () => {
    type Setting = z.output<typeof deviceView>['settings'][number];
    expectTypeOf<keyof Setting>().toEqualTypeOf<keyof DeviceView['settings'][number]>();
  });

  it('of a device in lists', () => {
    type Listed = z.output<typeof deviceList>['items'][number];
    expectTypeOf<keyof Listed>().toEqualTypeOf<keyof RosterEntry>();
  });

  it('of compliance', () => {
    expectTypeOf<Members<typeof complianceView>>().toEqualTypeOf<keyof ComplianceView>();
  });

  it('of what the directory was told', () => {
    expectTypeOf<Members<typeof directoryView>>().toEqualTypeOf<keyof DirectoryView>();
    expectTypeOf<Members<typeof directoryRefusal>>().toEqualTypeOf<keyof WriteProblem | 'since'>();
  });

  it('of an action', () => {
    type Known = Exclude<keyof Action, 'request' | 'generation'> | 'type' | 'purpose' | 'meaning';
    type OfRequest = 'keepData' | 'discoveryUrl' | 'mdmEnterpriseId';
    expectTypeOf<Members<typeof actionView>>().toEqualTypeOf<Known | OfRequest>();
    expectTypeOf<z.output<typeof actionView>['status']>().toEqualTypeOf<ActionView['status']>();
  });

  it('of a row of the audit trail', () => {
    expectTypeOf<Members<typeof auditEntry>>().toEqualTypeOf<keyof AuditEntry>();
  });

  it('of a record of the log of the protection', () => {
    type Shown = Exclude<keyof WipEvent, 'hash'> | 'id' | 'deviceId' | 'userId';
    expectTypeOf<Members<typeof wipEvent>>().toEqualTypeOf<Shown>();
  });

  it('of a tenant', () => {
    expectTypeOf<Members<typeof tenantView>>().toEqualTypeOf<keyof Tenant | 'directory'>();
  });

  it('of a policy', () => {
    expectTypeOf<Members<typeof policyRevision>>().toEqualTypeOf<keyof PolicyRevision>();
    expectTypeOf<Members<typeof policyChanges>>().toEqualTypeOf<keyof PolicyDiff>();
    type About = 'name' | 'revision' | 'warnings' | 'device';
    expectTypeOf<Members<typeof explanation>>().toEqualTypeOf<keyof Explanation | About>();
  });

  it('of what is said about a document', () => {
    expectTypeOf<Members<typeof findingView>>().toEqualTypeOf<keyof Finding>();
    expectTypeOf<Members<typeof refusalView>>().toEqualTypeOf<keyof Finding>();
  });
});
