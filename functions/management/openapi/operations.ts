import type { Operation } from './operation';
import { referenceOperations } from './operations/reference';
import { tenantOperations } from './operations/tenant';
import { termsOperations } from './operations/terms';

/** Every operation of the management API, in the order of its reference. */
export const OPERATIONS: readonly Operation[] = [...tenantOperations, ...termsOperations, ...referenceOperations];
