import { presets } from '../../shared/policy/preset-catalog';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { json } from './json';
import { problem } from './problem';
import { RefusedDocument } from './refused-document';

const ORGANIZATION = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** `/api/v1/presets`: ready parts of a policy document, for consoles that build one. */
export function registerPresets(): void {
  registerRoute({ name: 'presets', route: 'api/v1/presets', handlers: { GET: listPresets }, refuse: problem });
}

async function listPresets(call: Call): Promise<Reply> {
  await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const organization = call.request.query.get('organization') ?? undefined;
  if (organization !== undefined && !ORGANIZATION.test(organization)) throw notALabel(organization);
  const items = presets.map(({ name, description, needsOrganization, sections }) => {
    const isComplete = !needsOrganization || organization !== undefined;
    return { name, description, ...(isComplete ? { sections: sections(organization ?? '') } : {}) };
  });
  return json(200, { items });
}

function notALabel(found: string): RefusedDocument {
  return new RefusedDocument([
    {
      path: 'organization',
      rule: 'DOC-3',
      message: 'is no label of a host name',
      found: found.slice(0, 63),
      allowed: 'the first label of the SharePoint address, e.g. contoso',
      suggestion: 'write it in lower case, without .sharepoint.com',
    },
  ]);
}
