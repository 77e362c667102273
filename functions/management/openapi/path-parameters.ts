import { z } from 'zod';
import { localeTag, policyName } from '../../../shared/tenant/tenant';
import type { ProblemCode } from './problems';
import { SAMPLES } from './samples';

/** A part of a path that the caller fills in. */
export interface PathParameter {
  readonly description: string;
  readonly schema: z.ZodType;
  readonly example: string;
  /** With which one that is wrong is refused. */
  readonly refusals: readonly ProblemCode[];
}

/** Parameters of paths by their name, which means the same wherever it stands. */
export const PATH_PARAMETERS: ReadonlyMap<string, PathParameter> = new Map<string, PathParameter>([
  [
    'name',
    {
      description: 'Name of the policy.',
      schema: policyName,
      example: SAMPLES.policy,
      refusals: ['policy.name', 'policy.name-reserved'],
    },
  ],
  [
    'revision',
    { description: 'Number of the revision.', schema: z.int().min(1), example: '1', refusals: ['policy.revision'] },
  ],
  [
    'locale',
    {
      description: 'Language tag (BCP 47), e.g. `de-AT`.',
      schema: localeTag,
      example: SAMPLES.locale,
      refusals: ['terms.locale'],
    },
  ],
  ['deviceId', entraId('Device id of the PC', SAMPLES.deviceId, 'device.id')],
  ['userId', entraId('Object id of the person', SAMPLES.userId, 'person.id')],
  ['groupId', entraId('Object id of the group', SAMPLES.groupId, 'group.id')],
  ['tenantId', entraId('Tenant id of the organization', SAMPLES.tenantId, 'tenant.id')],
  [
    'actionId',
    { description: 'Id of the action.', schema: z.string().min(1).max(64), example: SAMPLES.actionId, refusals: [] },
  ],
]);

function entraId(what: string, example: string, refusal: ProblemCode): PathParameter {
  return { description: `${what} in Entra, a GUID.`, schema: z.guid(), example, refusals: [refusal] };
}

/** Names of the parameters of a path, in their order. */
export const parametersOf = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
