import { changed } from '../documents';
import type { DocumentCase } from './document-case';

const discovery = 'https://mdm.contoso.com/EnrollmentServer/Discovery.svc';
/** A policy with these three stages of the poll. */
export const pollOf = (first: unknown, second?: unknown, longRun?: unknown) =>
  changed({
    sync: {
      poll: { first, ...(second ? { second } : {}), ...(longRun ? Object.fromEntries([['then', longRun]]) : {}) },
    },
  });
/** A stage of the poll. */
export const pair = (everyMinutes: number, times: number) => ({ everyMinutes, times });
/** The first stage that Windows itself has. */
export const usual = pair(15, 5);

type Row = readonly [rule: string, why: string, document: unknown, member: string];

const caseOf = ([rule, why, document, member]: Row): DocumentCase => [rule, why, document, `sync.${member}`];

const refusals: readonly Row[] = [
  ['POLL-1', 'no counts at all', pollOf(pair(15, 0)), 'poll'],
  ['POLL-1', 'six zeros', pollOf(pair(0, 0), pair(0, 0), { everyMinutes: 0 }), 'poll'],
  ['POLL-2', 'two endless pairs', pollOf(usual, pair(60, 0), { everyMinutes: 1440 }), 'poll.second.times'],
  ['POLL-3', 'a first pair for ever', pollOf(pair(15, 0), pair(60, 10)), 'poll.first.times'],
  ['POLL-4', 'a second pair that is no slower', pollOf(usual, pair(15, 10)), 'poll.second.everyMinutes'],
  ['POLL-5', 'a long run of 7 hours', pollOf(usual, undefined, { everyMinutes: 420 }), 'poll.then.everyMinutes'],
  ['DOC-2', 'a schedule without a first pair', changed({ sync: { poll: {} } }), 'poll.first'],
  ['DOC-1', 'a count in the long run', pollOf(usual, undefined, { everyMinutes: 1440, times: 0 }), 'poll.then.times'],
  [
    'DOC-3',
    'leaving after no days',
    changed({ sync: { unenrollAfterDaysWithoutContact: 0 } }),
    'unenrollAfterDaysWithoutContact',
  ],
  [
    'DOC-3',
    'an MDM address over http',
    changed({ sync: { mdmDiscoveryUrl: 'http://mdm.contoso.com' } }),
    'mdmDiscoveryUrl',
  ],
  [
    'DOC-3',
    'an MDM address with a name and a password',
    changed({ sync: { mdmDiscoveryUrl: 'https://user:sesame@mdm.contoso.com/' } }),
    'mdmDiscoveryUrl',
  ],
  ['DOC-3', 'an MDM address without a host', changed({ sync: { mdmDiscoveryUrl: 'https://' } }), 'mdmDiscoveryUrl'],
  [
    'DOC-4',
    'an MDM identity without an address',
    changed({ sync: { mdmEnterpriseId: 'contoso.com' } }),
    'mdmEnterpriseId',
  ],
  [
    'HAND-2',
    'another identity in MDM',
    changed({ sync: { mdmDiscoveryUrl: discovery, mdmEnterpriseId: 'fabrikam.com' } }),
    'mdmEnterpriseId',
  ],
];

const warnings: readonly Row[] = [
  ['POLL-5', 'a first pair of half a day', pollOf(pair(60, 12)), 'poll.first'],
  ['POLL-5', 'a long run of 8 hours', pollOf(usual, undefined, { everyMinutes: 480 }), 'poll.then.everyMinutes'],
  [
    'HAND-2',
    'an MDM address without the identity',
    changed({ sync: { mdmDiscoveryUrl: discovery } }),
    'mdmEnterpriseId',
  ],
];

/** Documents that break a rule over the sync, and are refused. */
export const syncRefusals: readonly DocumentCase[] = refusals.map(caseOf);

/** Documents that are accepted with a warning over the sync. */
export const syncWarnings: readonly DocumentCase[] = warnings.map(caseOf);
