import { z } from 'zod';
import { DEMO_POLICY_NAME } from './demo-policy';
import type { ManagementClient } from './management-client';

/** The members that the story changes; everything else of the document stays as it is. */
const changeable = z.looseObject({
  wip: z.looseObject({ mode: z.string() }).optional(),
  network: z.looseObject({ cloudResources: z.array(z.looseObject({ host: z.string() })).optional() }).optional(),
});
const saved = z.object({ revision: z.int() });

type Document = z.infer<typeof changeable>;

const NEW_RESOURCE = '.contoso-apps.com';

/** Changes two settings of the policy, or takes the changes of an earlier start back, and saves a new revision. */
export async function changePolicy(administrator: ManagementClient): Promise<readonly string[]> {
  const path = `policies/${DEMO_POLICY_NAME}`;
  const current = await administrator.get(path, z.object({ document: changeable }));
  const [document, ...what] = changed(current.document);
  const { revision } = await administrator.put(path, document, saved);
  return [`${what.join('; ')}. Saved as revision ${revision}.`];
}

function changed({ wip, network, ...rest }: Document): [document: Document, mode: string, resources: string] {
  const before = network?.cloudResources ?? [];
  const without = before.filter(({ host }) => host !== NEW_RESOURCE);
  const adds = without.length === before.length;
  const cloudResources = adds ? [...before, { host: NEW_RESOURCE }] : without;
  const mode = wip?.mode === 'override' ? 'block' : 'override';
  return [
    { ...rest, wip: { ...wip, mode }, network: { ...network, cloudResources } },
    mode === 'block' ? 'Work data may no longer leave' : 'Work data may leave again when the user insists',
    `${NEW_RESOURCE} ${adds ? 'counts as work from now on' : 'is no longer work'}`,
  ];
}
