import { APP_LISTS, segmentOf } from '../../csp/locuri';
import { ServiceError } from '../../errors';
import type { PolicyDocument } from '../document';
import type { App } from '../sections/apps';
import type { CompileInputs } from '../setting';
import { container, leaf, type Part, remove } from './part';
import { ruleCollections, ruleCollectionXml } from './rule-collection';

const marksExempt = (grouping: string) => grouping.toLowerCase().includes('edpexempt');

/** @throws ServiceError `policy.groupings` when a name would turn the meaning of its list around (rule APP-6). */
function checkGroupings({ groupings }: CompileInputs): void {
  if (!marksExempt(groupings.protected) && marksExempt(groupings.exempt)) return;
  throw new ServiceError('internal', 'policy.groupings', 'The service made an error. Try again later.');
}

function compileList(list: 'protected' | 'exempt', grouping: string, apps: readonly App[] | null | undefined): Part[] {
  const member = `apps.${list}`;
  const root = `${APP_LISTS}${segmentOf(grouping)}`;
  if (apps === undefined) return [];
  if (apps === null || apps.length === 0) return [remove(root, member)];
  const branches = ruleCollections.flatMap(({ type, branch, collection }): Part[] => {
    const entries = apps.filter((app) => app.type === type);
    if (entries.length === 0) return [];
    const data = ruleCollectionXml(list, collection, entries);
    const uri = `${root}/${branch}`;
    return [container(uri, member), leaf({ uri: `${uri}/Policy`, format: 'chr', member }, data)];
  });
  return [container(root, member), ...branches];
}

/** The lists of apps as AppLocker groupings of this enrollment. @throws ServiceError `policy.groupings` */
export function compileApps({ apps }: PolicyDocument, inputs: CompileInputs): Part[] {
  checkGroupings(inputs);
  const lists = apps === null ? { protected: null, exempt: null } : apps;
  return [
    ...compileList('protected', inputs.groupings.protected, lists?.protected),
    ...compileList('exempt', inputs.groupings.exempt, lists?.exempt),
  ];
}
