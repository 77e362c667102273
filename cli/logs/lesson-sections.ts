import type { PresetSections } from '../../shared/policy/preset-catalog';
import { apps } from '../../shared/policy/sections/apps';
import { network } from '../../shared/policy/sections/network';
import { CliFailure } from '../failure';
import type { Lesson } from './answers';

/** The entries of lessons as sections of a policy document. @throws CliFailure where one of them has no entry */
export function lessonSections(lessons: readonly Lesson[]): PresetSections {
  const without = lessons.filter(({ change }) => change === undefined).map(({ name }) => name);
  if (without.length > 0) {
    const wayOut = 'Only signed apps and hosts with a name can be entries of a policy.';
    throw new CliFailure(1, `No rule can name ${without.join(', ')}.`, wayOut);
  }
  const added = (list: string) => lessons.flatMap(({ change }) => (change?.list === list ? [change.add] : []));
  const protectedApps = apps.safeParse({ protected: added('apps.protected') });
  const resources = network.safeParse({ cloudResources: added('network.cloudResources') });
  if (!protectedApps.success || !resources.success) {
    throw new CliFailure(2, 'The service proposes entries that this version of mam does not know.');
  }
  return { apps: protectedApps.data, network: resources.data };
}
