import { z } from 'zod';
import { localeTag, policyName } from '../../../shared/tenant/tenant';
import type { ProblemCode } from './problems';
import { SAMPLES } from './samples';

/** A part of a path that the caller fills in. */
export interface PathParameter {
  readonly description: string;
  readonly schema: z.ZodType;
  readonly example: string;
  /** With which one that is wrong, or names nothing, is refused. */
  readonly refusals?: readonly ProblemCode[];
}

/** Parameters of paths by their name, which means the same wherever it stands. */
export const PATH_PARAMETERS: ReadonlyMap<string, PathParameter> = new Map<string, PathParameter>([
  ['name', { description: 'Name of the policy.', schema: policyName, example: SAMPLES.policy }],
  ['revision', { description: 'Number of the revision, from 1.', schema: z.int().min(1), example: '1' }],
  [
    'locale',
    {
      description: 'Language tag (BCP 47), e.g. `de-AT`.',
      schema: localeTag,
      example: SAMPLES.locale,
      refusals: ['terms.locale'],
    },
  ],
  ['deviceId', { description: 'Device id of the PC in Entra.', schema: z.guid(), example: SAMPLES.deviceId }],
  ['actionId', { description: 'Id of the action.', schema: z.string().min(1).max(64), example: SAMPLES.actionId }],
  ['userId', { description: 'Object id of the person in Entra.', schema: z.guid(), example: SAMPLES.userId }],
  ['groupId', { description: 'Object id of the group in Entra.', schema: z.guid(), example: SAMPLES.groupId }],
  ['tenantId', { description: 'Tenant id of the organization in Entra.', schema: z.guid(), example: SAMPLES.tenantId }],
]);

/** Names of the parameters of a path, in their order. */
export const parametersOf = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
