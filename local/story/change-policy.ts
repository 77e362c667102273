import { z } from 'zod';
import type { ManagementClient } from './management-client';

const tenantReply = z.object({ settings: z.object({ defaultPolicy: z.string() }) });
const savedPolicy = z.object({ revision: z.int() });

/** The members that the story changes; everything else of the document stays as it is. */
const document = z.looseObject({
  wip: z.looseObject({ mode: z.string() }).optional(),
  network: z.looseObject({ cloudResources: z.array(z.looseObject({ host: z.string() })).optional() }).optional(),
});

type PolicyDocument = z.infer<typeof document>;

const NEW_RESOURCE = '.contoso-apps.com';
const OTHER_MODE = new Map([
  ['override', 'block'],
  ['block', 'override'],
]);

/** Names of the nodes that {@link changePolicy} makes a difference to. */
export const CHANGED_NODES: readonly string[] = ['EnterpriseCloudResources', 'EDPEnforcementLevel'];

/** Changes two settings of the tenant's policy, or takes the changes of an earlier start back; a new revision. */
export async function changePolicy(administrator: ManagementClient): Promise<readonly string[]> {
  const { settings } = await administrator.get('tenant', tenantReply);
  const path = `policies/${settings.defaultPolicy}`;
  const current = await administrator.get(path, z.object({ document }));
  const changed = withOtherMode(withOtherResources(current.document));
  const { revision } = await administrator.put(path, changed, savedPolicy);
  return [`${differenceOf(changed)} That is revision ${revision}.`];
}

function withOtherResources({ network, ...rest }: PolicyDocument): PolicyDocument {
  const before = network?.cloudResources ?? [];
  const without = before.filter(({ host }) => host !== NEW_RESOURCE);
  const cloudResources = without.length < before.length ? without : [...before, { host: NEW_RESOURCE }];
  return { ...rest, network: { ...network, cloudResources } };
}

// A mode that the reader chose, silent or off, stays.
function withOtherMode({ wip, ...rest }: PolicyDocument): PolicyDocument {
  return wip === undefined ? rest : { ...rest, wip: { ...wip, mode: OTHER_MODE.get(wip.mode) ?? wip.mode } };
}

function differenceOf({ wip, network }: PolicyDocument): string {
  const isWork = network?.cloudResources?.some(({ host }) => host === NEW_RESOURCE);
  const resource = `${NEW_RESOURCE} ${isWork ? 'counts as work from now on' : 'is no longer work'}`;
  return `${resource}, and the mode is ${wip?.mode ?? 'not managed'}.`;
}
