import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import type { Sighting } from '../../../shared/wip-logs/count-groups';
import { learn } from '../../../shared/wip-logs/learn';
import { placeOf } from '../../../shared/wip-logs/place';
import { type Dimension, report } from '../../../shared/wip-logs/report';
import type { WipEvent } from '../../../shared/wip-logs/wip-event';

const MICROSOFT = 'O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US';
const WORD = `${MICROSOFT}\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.8027.1000`;
const NEWER_WORD = `${MICROSOFT}\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.9000.1`;
const CALCULATOR = 'CN=MICROSOFT CORPORATION, O=MICROSOFT CORPORATION\\MICROSOFT.WINDOWSCALCULATOR\\APPX\\10.1605';

let hashes = 0;

function seen(event: Partial<WipEvent>, userId = 'ada', deviceId = `${userId}-pc`): Sighting {
  hashes += 1;
  return {
    userId,
    deviceId,
    event: { hash: `${hashes}`, at: '2026-11-20T10:00:00.000Z', kind: 'data-copied', ...event },
  };
}

describe('a place that a record names', () => {
  it.each([
    [WORD, 'app', 'WINWORD.EXE'],
    [CALCULATOR, 'app', 'MICROSOFT.WINDOWSCALCULATOR'],
    [`${MICROSOFT}\\PRODUCT\\\\`, 'app', 'PRODUCT'],
    ['mail.contoso.com', 'site', 'mail.contoso.com'],
    ['https://Mail.Contoso.com:8443/path?x=1#y', 'site', 'mail.contoso.com'],
    ['WINWORD.EXE', 'other', 'WINWORD.EXE'],
    ['localhost', 'other', 'localhost'],
    ['10.0.0.1', 'other', '10.0.0.1'],
    ['C:\\Users\\ada\\tool.exe', 'other', 'C:\\Users\\ada\\tool.exe'],
    [`*\\*\\*\\*`, 'other', `*\\*\\*\\*`],
    [`${MICROSOFT}\\*\\*\\*`, 'other', `${MICROSOFT}\\*\\*\\*`],
    ['', 'other', ''],
  ])('%s is an %s', (text, kind, name) => {
    expect(placeOf(text)).toMatchObject({ kind, name });
  });

  it('is the same app in another version and another case', () => {
    expect(placeOf(NEWER_WORD).id).toBe(placeOf(WORD.toLowerCase()).id);
  });
});

describe('a report', () => {
  const sightings = [
    seen({ sourceApp: WORD, destinationApp: 'mail.example' }),
    seen({ sourceApp: NEWER_WORD, destinationApp: 'mail.example' }, 'bo'),
    seen({ sourceApp: WORD, kind: 'protection-removed', at: '2026-11-19T23:59:59.999Z' }),
    seen({ kind: 'other', rawKind: 'New' }, 'ada', 'ada-laptop'),
  ];
  const short = (by: Dimension) =>
    report(sightings, by).map(({ name, events, people, devices }) => [name, events, people, devices]);

  it.each<[Dimension, unknown[]]>([
    ['app', [['WINWORD.EXE', 3, 2, 2]]],
    ['site', [['mail.example', 2, 2, 2]]],
    [
      'kind',
      [
        ['data-copied', 2, 2, 2],
        ['other', 1, 1, 1],
        ['protection-removed', 1, 1, 1],
      ],
    ],
    [
      'user',
      [
        ['ada', 3, 1, 2],
        ['bo', 1, 1, 1],
      ],
    ],
    [
      'day',
      [
        ['2026-11-20', 3, 2, 3],
        ['2026-11-19', 1, 1, 1],
      ],
    ],
  ])('by %s counts events, people and devices', (by, expected) => {
    expect(short(by)).toEqual(expected);
  });

  it('tells the kinds, and the first and the last time', () => {
    expect(report(sightings, 'app')[0]).toMatchObject({
      kinds: { 'data-copied': 2, 'protection-removed': 1 },
      firstAt: '2026-11-19T23:59:59.999Z',
      lastAt: '2026-11-20T10:00:00.000Z',
    });
  });

  it('of nothing is empty', () => {
    expect(report([], 'app')).toEqual([]);
  });
});

describe('what is learned', () => {
  const DOCUMENT = { schemaVersion: 1, name: 'pcs', wip: { mode: 'off' } };

  it('is where work data becomes personal, with those that touch most people first', () => {
    const lessons = learn([
      seen({ destinationApp: 'often.example' }),
      seen({ destinationApp: 'often.example' }),
      seen({ destinationApp: 'often.example' }),
      seen({ destinationApp: WORD }, 'ada'),
      seen({ destinationApp: NEWER_WORD }, 'bo'),
    ]);
    expect(lessons.map(({ kind, name, people, events }) => [kind, name, people, events])).toEqual([
      ['app', 'WINWORD.EXE', 2, 2],
      ['site', 'often.example', 1, 3],
    ]);
  });

  it.each<[string, Partial<WipEvent>]>([
    ['went to another enterprise', { destinationApp: 'a.example', destinationEnterpriseId: 'fabrikam.com' }],
    ['was decrypted by the user', { destinationApp: 'a.example', kind: 'protection-removed' }],
    ['names no destination', { sourceApp: WORD }],
  ])('is nothing from data that %s', (_, event) => {
    expect(learn([seen(event)])).toEqual([]);
  });

  it.each([
    [
      WORD,
      'apps.protected',
      { type: 'desktop', publisher: MICROSOFT, product: 'MICROSOFT OFFICE 2016', binary: 'WINWORD.EXE' },
    ],
    [CALCULATOR, 'apps.protected', { type: 'store', product: 'MICROSOFT.WINDOWSCALCULATOR' }],
    ['mail.example', 'network.cloudResources', { host: 'mail.example' }],
  ])('from %s is an entry for %s', (destinationApp, list, add) => {
    expect(learn([seen({ destinationApp })])[0]?.change).toMatchObject({ list, add });
  });

  it.each([WORD, CALCULATOR, 'mail.example'])('from %s makes a document that is accepted', (destinationApp) => {
    const change = learn([seen({ destinationApp })])[0]?.change;
    const [section = '', list = ''] = change?.list.split('.') ?? [];
    expect(checkPolicy({ ...DOCUMENT, [section]: { [list]: [change?.add] } })).toMatchObject({ ok: true });
  });

  it('has no change where no rule can name the place', () => {
    expect(learn([seen({ destinationApp: 'C:\\tool.exe' })])).toEqual([
      expect.not.objectContaining({ change: expect.anything() }),
    ]);
  });

  it('proposes nothing that a document may not hold, whatever a device writes', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('O=A', 'CN=B', 'APPX', '*', ':', 'x.example', '\u0000'));
    const text = fc.oneof(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('\\')),
      fc.webUrl(),
      fc.domain(),
    );
    fc.assert(
      fc.property(text, (destinationApp) => {
        const change = learn([seen({ destinationApp })])[0]?.change;
        if (change === undefined) return true;
        const [section = '', list = ''] = change.list.split('.');
        return checkPolicy({ ...DOCUMENT, [section]: { [list]: [change.add] } }).ok;
      }),
      { numRuns: 1000 },
    );
  });
});
