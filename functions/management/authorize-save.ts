import { z } from 'zod';
import type { Call } from '../http';
import { authorizeInTenant, requireActiveTenant, requireRole, type TenantCaller } from './authorize';
import { readQuery } from './page-query';

/** The query of what saves something that can be tried before. */
export const saveQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true`: saves nothing, and tells what a save would say and change; `Mam.Reader` is enough for that.'),
});

/** Who wants to save, and whether it is only tried. */
export interface Saver {
  readonly caller: TenantCaller;
  readonly isDryRun: boolean;
}

/**
 * Whoever may save in an active tenant, or whoever may look where it is only tried: what judges a pull request must not be
 * able to save what somebody wrote into it.
 * @throws ServiceError as `authorizeInTenant` and `requireActiveTenant`; RefusedDocument
 */
export async function authorizeSave(call: Call): Promise<Saver> {
  const caller = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  // One reading of the query decides on both, the role and what is done.
  const isDryRun = readQuery(call, saveQuery).dryRun === 'true';
  if (!isDryRun) requireRole(caller, ['Mam.Admin']);
  requireActiveTenant(caller.stored.value);
  return { caller, isDryRun };
}
