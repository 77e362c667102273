import { dmAccount, WIP_SETTINGS } from '../../csp/locuri';
import type { PolicyDocument } from '../document';
import type { Sync } from '../sections/sync';
import type { CompileInputs } from '../setting';
import { bit, given, truth, whole } from './encode';
import { type Data, type LeafSource, leaf, leaves, type Part, remove } from './part';

const handoffSwitch = {
  uri: `${WIP_SETTINGS}RevokeOnMDMHandoff`,
  format: 'int',
  member: 'wip.revokeOnMdmHandoff',
} as const;

function handoffData({ wip, sync }: PolicyDocument): Data {
  const chosen = wip?.revokeOnMdmHandoff;
  if (sync?.mdmDiscoveryUrl != null) return chosen === true ? '1' : '0';
  return wip === null ? null : bit(chosen);
}

/**
 * What becomes of work files at the move to MDM. They would be revoked by default, so that an MDM address forces 0
 * unless the document says true (rule HAND-1).
 */
export function compileHandoff(document: PolicyDocument): Part[] {
  const data = handoffData(document);
  if (data === undefined) return [];
  return [data === null ? remove(handoffSwitch.uri, handoffSwitch.member) : leaf(handoffSwitch, data)];
}

/** A number of the schedule: what is absent is off, a schedule that is `null` is removed. */
function scheduled({ poll }: Sync, number: (poll: NonNullable<Sync['poll']>) => number | undefined): Data {
  return given(poll, (schedule) => String(number(schedule) ?? 0));
}

function pollLeaves(jitter: number): readonly LeafSource<Sync>[] {
  const numbers: readonly (readonly [string, string, Parameters<typeof scheduled>[1]])[] = [
    ['IntervalForFirstSetOfRetries', 'first.everyMinutes', ({ first }) => first.everyMinutes],
    ['NumberOfFirstRetries', 'first.times', ({ first }) => first.times],
    ['IntervalForSecondSetOfRetries', 'second.everyMinutes', ({ second }) => second?.everyMinutes],
    ['NumberOfSecondRetries', 'second.times', ({ second }) => second?.times],
    [
      'IntervalForRemainingScheduledRetries',
      'then.everyMinutes',
      ({ then: longRun }) => longRun?.everyMinutes && longRun.everyMinutes + jitter,
    ],
    ['NumberOfRemainingScheduledRetries', 'then', () => 0],
  ];
  return numbers.map(([name, member, number]) => ({
    uri: `Poll/${name}`,
    format: 'int',
    member: `poll.${member}`,
    data: (sync) => scheduled(sync, number),
  }));
}

const helpLeaf = (uri: string, member: 'phone' | 'website' | 'email'): LeafSource<Sync> => ({
  uri,
  format: 'chr',
  member: `help.${member}`,
  data: ({ help }) => (help === null ? null : help?.[member]),
});

const otherLeaves: readonly LeafSource<Sync>[] = [
  { uri: 'Poll/PollOnLogin', format: 'bool', member: 'pollOnSignIn', data: ({ pollOnSignIn }) => truth(pollOnSignIn) },
  {
    uri: 'NumberOfDaysAfterLostContactToUnenroll',
    format: 'int',
    member: 'unenrollAfterDaysWithoutContact',
    data: ({ unenrollAfterDaysWithoutContact: days }) => whole(days),
  },
  helpLeaf('HelpPhoneNumber', 'phone'),
  helpLeaf('HelpWebsite', 'website'),
  helpLeaf('HelpEmailAddress', 'email'),
];

const discoveryLeaf: LeafSource<Sync> = {
  uri: 'ManagementServerToUpgradeTo',
  format: 'chr',
  member: 'mdmDiscoveryUrl',
  data: ({ mdmDiscoveryUrl }) => mdmDiscoveryUrl,
};

/**
 * Schedule, help texts and the way out, as nodes of this enrollment's DM account. The address of the MDM service waits
 * until the switch that saves the work files is acknowledged.
 */
export function compileSync({ sync }: PolicyDocument, { providerId, pollJitter }: CompileInputs): Part[] {
  const account = dmAccount(providerId);
  const placed = (source: LeafSource<Sync>) => ({
    ...source,
    uri: `${account}${source.uri}`,
    member: `sync.${source.member}`,
  });
  const plain = [...pollLeaves(pollJitter), ...otherLeaves].map(placed);
  const discovery = { verb: 'Replace', restsOn: [handoffSwitch.uri] } as const;
  return [...leaves(sync, plain), ...leaves(sync, [placed(discoveryLeaf)], discovery)];
}
