import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../shared/policy/setting';
import { aTenant, Conversation, inShort, leaf, policyOf } from '../../support/conversation';

const FACTS = new URL('../../../../shared/spec/protocol.md', import.meta.url);

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** When the same value goes out again: in this session with the verb at hand, or so much later. */
const WAITS: readonly (readonly [name: string, ms: number])[] = [
  ['at the next sync', 8 * HOUR],
  ['tomorrow', DAY + HOUR],
  ['in a week', 7 * DAY + HOUR],
];

const neutral = leaf('NeutralResources', 'login.contoso.com');
const SERVERS = './Device/Vendor/MSFT/VPNv2/Office/NativeProfile/Servers';

/** What a status may answer: a leaf that is there or new, one that has left the policy, the Atomic of a profile. */
const SUBJECTS = {
  Replace: neutral,
  Add: { ...neutral, verb: 'Add' },
  Delete: neutral,
  Atomic: {
    key: 'Vpn/Office',
    kind: 'family',
    verb: 'Add',
    nodes: [{ uri: SERVERS, format: 'chr', data: 'vpn.contoso.com' }],
    hash: 'office',
    member: 'vpn',
    restsOn: [],
  },
} as const satisfies Record<string, Setting>;

type Subject = keyof typeof SUBJECTS;

const isWrite = (command: string) => !command.startsWith('Get');

function talkAbout(subject: Subject): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf([SUBJECTS[subject]]);
  if (subject !== 'Delete') return talk;
  talk.session();
  talk.policy = policyOf([]);
  talk.tenant = aTenant(2);
  return talk;
}

/** What becomes of a command that is answered with a code: everything behind it is answered with 200. */
function reactionTo(code: number, subject: Subject): string {
  const talk = talkAbout(subject);
  const codes = [code];
  const [, second] = talk.session(() => codes.pop() ?? 200);
  const [atOnce] = second === undefined ? [] : inShort(second);
  if (atOnce !== undefined) return `${atOnce.split(' ')[0]} at once`;
  if (isSettled(talk, subject)) return 'in force';
  const began = talk.now.getTime();
  const due = WAITS.find(([, ms]) => {
    talk.now = new Date(began + ms);
    return talk.session().flatMap(inShort).some(isWrite);
  });
  return due?.[0] ?? 'never';
}

function isSettled(talk: Conversation, subject: Subject): boolean {
  const { key, hash } = SUBJECTS[subject];
  const state = talk.device.state?.settings.find((setting) => setting.key === key);
  return subject === 'Delete' ? state === undefined : state?.acknowledged === hash;
}

type Row = readonly [codes: readonly number[], reactions: readonly [string, string, string, string]];

const [SOON, LATER, WEEK] = ['at the next sync', 'tomorrow', 'in a week'];

/** The codes that a device sends (protocol facts 5.5), with what each leads to: Replace, Add, Delete, Atomic. */
const REACTIONS: readonly Row[] = [
  // Done, accepted, authenticated.
  [
    [200, 202, 212],
    ['in force', 'in force', 'in force', 'in force'],
  ],
  // A part was taken; cancelled; not executed; undone: nothing was decided.
  [
    [213, 214, 215, 216],
    [SOON, SOON, SOON, SOON],
  ],
  // Not there: another verb, or nothing left to delete.
  [[404], ['Add at once', WEEK, 'in force', WEEK]],
  // There already: another verb, or a family in the way.
  [[418], [WEEK, 'Replace at once', WEEK, 'Delete at once']],
  // Refused, and not worth asking at every sync.
  [
    [401, 403, 405, 406, 407, 425],
    [WEEK, WEEK, WEEK, WEEK],
  ],
  // Will not succeed unchanged, unless Windows is another one by then.
  [
    [400, 412, 413, 415, 416],
    [WEEK, WEEK, WEEK, WEEK],
  ],
  // May succeed when repeated unchanged.
  [
    [420, 424, 500, 507],
    [SOON, SOON, SOON, SOON],
  ],
  // Nobody knows what is in force: read it, and delete once more what must not be there.
  [[516], ['Get at once', 'Get at once', 'Delete at once', 'Get at once']],
  // None that a device sends, or none at all.
  [
    [0, 508, 599],
    [LATER, LATER, LATER, LATER],
  ],
];

const SUBJECT_NAMES = ['Replace', 'Add', 'Delete', 'Atomic'] as const satisfies readonly Subject[];
const cases = REACTIONS.flatMap(([codes, reactions]) => codes.map((code) => [code, reactions] as const));

describe('the reaction to a status', () => {
  it.each(cases)('%i of a Replace, Add, Delete and Atomic is %j', (code, reactions) => {
    expect(SUBJECT_NAMES.map((subject) => reactionTo(code, subject))).toEqual(reactions);
  });

  it.each(SUBJECT_NAMES)('516 to every command ends the session of a %s all the same', (subject) => {
    const talk = talkAbout(subject);
    const said: number[] = [];
    talk.session(() => {
      if (said.push(516) > 9) throw new Error('the session does not end');
      return 516;
    });
    talk.now = new Date(talk.now.getTime() + DAY + HOUR);
    expect(talk.session().flatMap(inShort)).not.toEqual([]);
  });

  // The protocol facts lie beside the project only where it is developed.
  it.skipIf(!existsSync(FACTS))('is known for every code of the protocol facts', () => {
    const [, section = ''] = readFileSync(FACTS, 'utf8').split('### 5.5');
    const rows = section.split('###')[0]?.match(/^\| [\d /]+ \|/gm) ?? [];
    const printed = rows.flatMap((row) => row.match(/\d+/g) ?? []).map(Number);
    expect(printed.length).toBeGreaterThan(25);
    expect(printed.filter((code) => !cases.some(([known]) => known === code))).toEqual([]);
  });
});
