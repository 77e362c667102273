import { z } from 'zod';
import { presets } from '../../shared/policy/preset-catalog';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { json } from './json';
import { readQuery } from './page-query';
import { problem } from './problem';

/** The query of the list of presets. */
export const presetsQuery = z.strictObject({
  organization: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
    .optional()
    .describe('First label of the SharePoint address, in lower case, e.g. `contoso`; fills in what depends on it.'),
});

/** `/api/v1/presets`: ready parts of a policy document, for consoles that build one. */
export function registerPresets(): void {
  registerRoute({ name: 'presets', route: 'api/v1/presets', handlers: { GET: listPresets }, refuse: problem });
}

async function listPresets(call: Call): Promise<Reply> {
  await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const { organization } = readQuery(call, presetsQuery);
  const items = presets.map(({ name, description, needsOrganization, sections }) => {
    const isComplete = !needsOrganization || organization !== undefined;
    return { name, description, ...(isComplete ? { sections: sections(organization ?? '') } : {}) };
  });
  return json(200, { items });
}
