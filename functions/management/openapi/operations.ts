import type { Operation } from './operation';
import { actionOperations } from './operations/actions';
import { auditOperations } from './operations/audit';
import { deviceOperations } from './operations/devices';
import { onboardingOperations } from './operations/onboarding';
import { operatorOperations } from './operations/operator';
import { peopleOperations } from './operations/people';
import { policyOperations } from './operations/policies';
import { referenceOperations } from './operations/reference';
import { tenantOperations } from './operations/tenant';
import { termsOperations } from './operations/terms';
import { wipLogOperations } from './operations/wip-logs';

/** Every operation of the management API, in the order of its reference. */
export const OPERATIONS: readonly Operation[] = [
  ...tenantOperations,
  ...policyOperations,
  ...termsOperations,
  ...deviceOperations,
  ...actionOperations,
  ...peopleOperations,
  ...auditOperations,
  ...wipLogOperations,
  ...onboardingOperations,
  ...operatorOperations,
  ...referenceOperations,
];
