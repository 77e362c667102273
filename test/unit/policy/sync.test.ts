import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { pair, pollOf, usual } from './cases/sync-cases';
import { changed, inputs, now } from './documents';

const account = './Device/Vendor/MSFT/DMClient/Provider/WindowsMam/';
const handoff = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnMDMHandoff';
const discovery = 'https://mdm.contoso.com/EnrollmentServer/Discovery.svc';

const bare = (sections: Record<string, unknown>) => ({ schemaVersion: 1, name: 'x', ...sections });
const compile = (document: unknown, changes = {}) =>
  compilePolicy(policyDocument.parse(document), { ...inputs, ...changes });
const rowsOf = (document: unknown, changes = {}) =>
  compile(document, changes).settings.flatMap(({ nodes }) => nodes.map(({ uri, data }) => [uri, data]));
const dataOf = (document: unknown, uri: string, changes = {}) =>
  new Map(rowsOf(document, changes).map(([key, data]) => [key, data])).get(uri);

describe('rules over the sync', () => {
  it.each([
    ['the recommended schedule', pollOf(usual, pair(60, 10), { everyMinutes: 1440 })],
    ['a schedule whose long run is left to Windows', pollOf(usual, undefined, { everyMinutes: 0 })],
    ['a second pair for ever without a long run', pollOf(usual, pair(1440, 0))],
    [
      'the same identity in MDM in other case',
      changed({ sync: { mdmDiscoveryUrl: discovery, mdmEnterpriseId: 'Contoso.com' } }),
    ],
  ])('nothing speaks against %s', (_, document) => {
    expect(checkPolicy(document, { now })).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('the schedule', () => {
  it('sends all six numbers and adds the minutes of the device to the long run', () => {
    const document = pollOf(usual, pair(60, 10), { everyMinutes: 1440 });
    const poll = rowsOf(document, { pollJitter: 37 }).filter(([uri]) => uri?.includes('/Poll/'));
    expect(poll.map(([uri, data]) => [uri?.slice(`${account}Poll/`.length), data])).toEqual([
      ['IntervalForFirstSetOfRetries', '15'],
      ['NumberOfFirstRetries', '5'],
      ['IntervalForSecondSetOfRetries', '60'],
      ['NumberOfSecondRetries', '10'],
      ['IntervalForRemainingScheduledRetries', '1477'],
      ['NumberOfRemainingScheduledRetries', '0'],
    ]);
  });

  it('switches off the pairs that are absent, without adding minutes to them', () => {
    const document = pollOf(usual);
    expect(dataOf(document, `${account}Poll/IntervalForSecondSetOfRetries`)).toBe('0');
    expect(dataOf(document, `${account}Poll/IntervalForRemainingScheduledRetries`, { pollJitter: 9 })).toBe('0');
  });

  it('adds no minutes to a long run that is switched off', () => {
    const document = pollOf(usual, undefined, { everyMinutes: 0 });
    expect(dataOf(document, `${account}Poll/IntervalForRemainingScheduledRetries`, { pollJitter: 33 })).toBe('0');
  });

  it('removes the six numbers of a null schedule', () => {
    expect(compile(bare({ sync: { poll: null } })).removals).toHaveLength(6);
  });

  it('writes the account under a percent-encoded name', () => {
    const [first] = rowsOf(bare({ sync: { pollOnSignIn: true } }), { providerId: 'My MAM' });
    expect(first).toEqual(['./Device/Vendor/MSFT/DMClient/Provider/My%20MAM/Poll/PollOnLogin', 'true']);
  });
});

describe('the other members of the sync', () => {
  it.each([
    [{ unenrollAfterDaysWithoutContact: 90 }, 'NumberOfDaysAfterLostContactToUnenroll', '90'],
    [{ help: { phone: '+1 555 0100' } }, 'HelpPhoneNumber', '+1 555 0100'],
    [{ help: { website: 'https://help.contoso.com' } }, 'HelpWebsite', 'https://help.contoso.com'],
    [{ help: { email: 'help@contoso.com' } }, 'HelpEmailAddress', 'help@contoso.com'],
    [{ mdmDiscoveryUrl: discovery }, 'ManagementServerToUpgradeTo', discovery],
  ])('writes %j', (section, leaf, data) => {
    expect(dataOf(bare({ sync: section }), account + leaf)).toBe(data);
  });

  it('removes every node of a null section', () => {
    expect(compile(bare({ sync: null })).removals).toHaveLength(12);
  });

  it('sends nothing for compliance and logs, which this service judges and reads', () => {
    const document = bare({ compliance: { requireTpm: true }, logs: { collectWipAudit: true } });
    expect(compile(document)).toEqual({
      settings: [],
      removals: [],
      leftOut: [],
      asks: { compliance: { requireTpm: true }, logs: { collectWipAudit: true } },
    });
  });
});

describe('the move to MDM', () => {
  it.each([
    ['nothing is said', {}, '0'],
    ['it is null', { revokeOnMdmHandoff: null }, '0'],
    ['false is said', { revokeOnMdmHandoff: false }, '0'],
    ['true is said', { revokeOnMdmHandoff: true }, '1'],
  ])('writes the switch for work files when %s (HAND-1)', (_, wip, data) => {
    const document = changed({ wip, sync: { mdmDiscoveryUrl: discovery } });
    expect(dataOf(document, handoff)).toBe(data);
    expect(compile(document).removals).toEqual([]);
  });

  it('writes the switch although the policy has no section for the protection (HAND-1)', () => {
    expect(dataOf(bare({ sync: { mdmDiscoveryUrl: discovery } }), handoff)).toBe('0');
  });

  it('offers the move only once the switch is acknowledged', () => {
    const { settings } = compile(bare({ sync: { mdmDiscoveryUrl: discovery } }));
    expect(settings.at(-1)).toMatchObject({ key: `${account}ManagementServerToUpgradeTo`, restsOn: [handoff] });
  });

  it('withdraws the offer when the address is null', () => {
    const { removals } = compile(bare({ sync: { mdmDiscoveryUrl: null } }));
    expect(removals).toEqual([{ key: `${account}ManagementServerToUpgradeTo`, member: 'sync.mdmDiscoveryUrl' }]);
  });
});
