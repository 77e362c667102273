import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../../shared/policy/preset-catalog';
import { officeSuite, recommendedApps } from '../../../shared/policy/presets';
import { mam } from '../../support/mam';
import { everyMember, soundDocument } from '../policy/documents';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mam-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileWith(content: unknown): Promise<string> {
  files += 1;
  const file = join(folder, `${files}.json`);
  await writeFile(
    file,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return file;
}

describe('the command line refuses', () => {
  it.each<[string, string[], string]>([
    ['an unknown command', ['policies'], 'unknown command'],
    ['a missing file name', ['policy', 'validate'], 'missing required argument'],
    [
      'a token among the words, where other users could read it',
      ['policy', 'pull', 'pcs', '--token', 'x'],
      'unknown option',
    ],
    ['a name that no policy can have', ['policy', 'pull', 'A/../b'], 'lower-case letters'],
    ['a revision that is no number', ['policy', 'rollback', 'pcs', '1e3'], 'whole number'],
    ['a device id that is none', ['policy', 'explain', '--policy', 'pcs', '--device', 'x?a=b'], 'GUID'],
    ['another source of an import', ['policy', 'import', 'intune', 'x'], 'Allowed choices'],
    ['an explanation of nothing', ['policy', 'explain'], 'nothing to explain'],
    ['two later sides of a comparison', ['policy', 'diff', 'pcs', 'a.json', '--to', '2'], 'both the later side'],
    ['a file that is not there', ['policy', 'validate', 'not-there.json'], 'cannot be read'],
    ['a filter of the audit trail before proofs', ['audit', '--since', '7d', 'proofs'], '--since does not go with'],
    ['another one', ['audit', '--outcome', 'done', 'proofs'], '--outcome does not go with'],
    ['a saved policy in place of a file', ['policy', 'explain', 'pcs'], 'named with --policy pcs'],
    ['a saved policy to be judged', ['policy', 'validate', 'pcs'], 'mam policy pull pcs > pcs.json'],
    ['a saved policy as the later side', ['policy', 'diff', 'pcs', 'new-pcs'], 'mam policy pull new-pcs'],
    ['a saved policy as what is saved', ['policy', 'push', 'pcs', 'old-pcs'], 'mam policy pull old-pcs'],
  ])('%s, as wrong usage', async (_, words, said) => {
    const { exitCode, out, notes } = await mam(words);
    expect([exitCode, out]).toEqual([2, '']);
    expect(notes).toContain(said);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no service', { MAM_TOKEN: 'a.b.c' }, 'No service is named'],
    ['a service over http', { MAM_SERVICE: 'http://mam.contoso.com', MAM_TOKEN: 'a.b.c' }, 'not an https address'],
    ['an address with a password', { MAM_SERVICE: 'https://a:b@mam.contoso.com', MAM_TOKEN: 'a.b.c' }, 'not an https'],
    ['no address', { MAM_SERVICE: 'mam', MAM_TOKEN: 'a.b.c' }, 'not an https address'],
    ['no token', { MAM_SERVICE: 'https://mam.contoso.com' }, 'not signed in'],
    [
      'something else than a token',
      { MAM_SERVICE: 'https://mam.contoso.com', MAM_TOKEN: '{"a":1}' },
      'is no access token',
    ],
  ])('to work with %s, and says how to name one', async (_, env, said) => {
    const { exitCode, notes } = await mam(['policy', 'pull', 'pcs'], { env });
    expect([exitCode, notes]).toEqual([2, expect.stringContaining(said)]);
    expect(notes).toMatch(/MAM_SERVICE|MAM_TOKEN/);
  });

  it('a token file that is not there', async () => {
    const words = [
      'policy',
      'pull',
      'pcs',
      '--service',
      'https://mam.contoso.com',
      '--token-file',
      join(folder, 'none'),
    ];
    const { exitCode, notes } = await mam(words);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('cannot be read')]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['is not JSON, and names the place', '{\n  "name": 1\n  "wip": {}\n}', 'line 3, column 3'],
    ['is not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'not UTF-8'],
  ])('a document that %s', async (_, content, said) => {
    const { exitCode, notes } = await mam(['policy', 'validate', await fileWith(content)]);
    expect([exitCode, notes]).toEqual([1, expect.stringContaining(said)]);
  });

  it('a document of more than 1 MB without reading it', async () => {
    const { exitCode, notes } = await mam(['policy', 'validate', await fileWith('x'.repeat(1024 * 1024 + 1))]);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('larger than 1 MB')]);
  });

  it('a wrong document member by member, with what to write instead', async () => {
    const file = await fileWith({
      ...soundDocument,
      network: { cloudResources: [{ host: '*.contoso.com' }] },
      wipp: 1,
    });
    const { exitCode, out } = await mam(['policy', 'validate', file]);
    expect([exitCode, out.split('\n')[0]]).toEqual([1, `${file}: refused, 2 errors`]);
    expect(out).toMatch(/error {2}network\.cloudResources\[0\]\.host {2}NET-5 .*\.contoso\.com/);
    expect(out).toMatch(/error {2}wipp {2,}DOC-1 .*write `wip`/);
  });

  it('marks in place of secrets that nobody has, and tells which policy to name', async () => {
    const file = await fileWith({
      ...soundDocument,
      wifi: [{ name: 'a', authentication: 'WPA2PSK', sharedKey: { secret: 'set' } }],
    });
    for (const command of ['validate', 'explain']) {
      expect((await mam(['policy', command, file])).notes).toContain('--policy NAME');
    }
  });

  it.each(['applocker', 'graph'])('an import of another kind of file than %s', async (source) => {
    const { exitCode, notes } = await mam(['policy', 'import', source, await fileWith('[1]')]);
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('cannot be read')]);
  });
});

describe('mam policy preset refuses', () => {
  it.each([
    ['a name that no preset has', ['policy', 'preset', 'games'], 'recommended-apps'],
    ['a preset of an organization without its label', ['policy', 'preset', 'microsoft-365'], '--organization'],
    ['a label that is a whole host', ['policy', 'preset', 'office', '--organization', 'a.b'], 'one label'],
  ])('%s', async (_, words, said) => {
    const { exitCode, notes } = await mam(words);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining(said)]);
  });

  it('a file that is no document, and leaves it as it was', async () => {
    const file = await fileWith('[1]');
    const { exitCode } = await mam(['policy', 'preset', 'office', '--into', file]);
    expect([exitCode, await readFile(file, 'utf8')]).toEqual([1, '[1]']);
  });
});

describe('mam policy preset', () => {
  it('lists every preset with what it brings', async () => {
    const { out } = await mam(['policy', 'preset']);
    expect(out.split('\n')).toHaveLength(presets.length + 1);
    expect(JSON.parse((await mam(['policy', 'preset', '--json'])).out)).toHaveLength(presets.length);
  });

  it('makes a document of all presets that is accepted, however often they are taken', async () => {
    const file = await fileWith({ ...soundDocument, apps: undefined, network: undefined });
    for (const { name } of [...presets, ...presets]) {
      await mam(['policy', 'preset', name, '--organization', 'contoso', '--into', file]);
    }
    expect((await mam(['policy', 'validate', file])).out).toContain('accepted');
    const document = JSON.parse(await readFile(file, 'utf8'));
    expect(document.apps.protected).toHaveLength(recommendedApps.length + officeSuite.length);
    expect(document.network.cloudResources).toContainEqual({ host: 'contoso.sharepoint.com' });
  });

  it('keeps what the document says itself', async () => {
    const file = await fileWith({ ...soundDocument, network: { neutralResources: ['login.contoso.com'] } });
    await mam(['policy', 'preset', 'neutral-resources', '--into', file]);
    const { network, wip } = JSON.parse(await readFile(file, 'utf8'));
    expect(network.neutralResources).toEqual(['login.contoso.com', 'login.microsoftonline.com', 'login.windows.net']);
    expect(wip).toEqual(soundDocument.wip);
  });
});

describe('the command line', () => {
  it.each([[['--help']], [['policy', '--help']], [['policy', 'push', '--help']], [['help', 'policy']]])(
    'helps with %j and ends well',
    async (words) => {
      const { exitCode, out } = await mam(words);
      expect([exitCode, out]).toEqual([0, expect.stringContaining('Usage: mam')]);
    },
  );

  it('gives examples with every command about policies', async () => {
    const commands = ['validate', 'explain', 'diff', 'push', 'pull', 'revisions', 'rollback', 'preset', 'import'];
    for (const command of commands) {
      expect((await mam(['policy', command, '--help'])).out).toContain(`  $ mam policy `);
    }
  });

  it('says how to sign in, and what a pipeline does instead', async () => {
    expect((await mam(['--help'])).out).toMatch(/mam sign-in[\s\S]*MAM_TOKEN/);
    expect((await mam(['sign-in', '--help'])).out).toMatch(/AZURE_FEDERATED_TOKEN_FILE[\s\S]*id-token: write/);
  });

  it('accepts a sound document with a byte order mark', async () => {
    const file = await fileWith(`\ufeff${JSON.stringify(soundDocument)}`);
    expect(await mam(['policy', 'validate', file])).toEqual({ exitCode: 0, out: `${file}: accepted`, notes: '' });
  });

  it('prints a verdict as JSON', async () => {
    const { out } = await mam(['policy', 'validate', await fileWith({ ...soundDocument, name: '' }), '--json']);
    expect(JSON.parse(out)).toMatchObject({ ok: false, errors: [{ path: 'name' }], warnings: [] });
  });

  it('explains a document on a typical PC without a service', async () => {
    const { exitCode, out } = await mam(['policy', 'explain', await fileWith(soundDocument)]);
    expect([exitCode, out.split('\n')[0]]).toEqual([
      0,
      expect.stringContaining('On a typical PC: Windows 11 Pro 23H2'),
    ]);
    expect(out).toContain('Settings/EDPEnforcementLevel (int) = 1');
    expect(out).toContain('because the document says wip.mode: "silent"');
  });

  it('shows no secret in an explanation', async () => {
    const file = await fileWith(everyMember);
    for (const words of [
      ['policy', 'explain', file],
      ['policy', 'explain', file, '--json'],
    ]) {
      const { out } = await mam(words);
      expect(out).toContain('secret');
      for (const secret of ['not-a-real-key', 'Y2hhbGxlbmdl']) expect(out).not.toContain(secret);
    }
  });

  it('takes over an AppLocker export, with a report beside the result', async () => {
    const rule = (name: string, inner: string) =>
      `<FilePublisherRule Id="1" Name="${name}" UserOrGroupSid="S-1-1-0" Action="Allow">${inner}</FilePublisherRule>`;
    const condition =
      '<Conditions><FilePublisherCondition PublisherName="O=CONTOSO, C=US" ProductName="APP" BinaryName="APP.EXE"><BinaryVersionRange LowSection="*" HighSection="*"/></FilePublisherCondition></Conditions>';
    const xml = `<AppLockerPolicy Version="1"><RuleCollection Type="Exe">${rule('App', condition)}</RuleCollection><RuleCollection Type="Msi"/></AppLockerPolicy>`;
    const { exitCode, out, notes } = await mam(['policy', 'import', 'applocker', await fileWith(xml)]);
    expect([exitCode, JSON.parse(out).apps.protected]).toMatchObject([0, [{ name: 'App', type: 'desktop' }]]);
    expect(notes).toMatch(/Not carried over:[\s\S]*RuleCollection Msi/);
  });

  it('takes over a Graph policy, whole or with its report as JSON', async () => {
    const file = await fileWith({
      displayName: 'WIP',
      enforcementLevel: 'encryptAndAuditOnly',
      indexingEncryptedStoresOrItemsBlocked: true,
    });
    expect(JSON.parse((await mam(['policy', 'import', 'graph', file])).out)).toMatchObject({
      name: 'WIP',
      wip: { mode: 'silent' },
    });
    const { document, notCarried } = JSON.parse((await mam(['policy', 'import', 'graph', file, '--json'])).out);
    expect([document.name, notCarried[0].what]).toEqual(['WIP', 'indexingEncryptedStoresOrItemsBlocked']);
  });

  it('says that everything was carried over of a Graph policy only where it was', async () => {
    const whole = { enforcementLevel: 'noProtection', windowsHelloForBusinessBlocked: false, pinMinimumLength: 6 };
    const { notes } = await mam(['policy', 'import', 'graph', await fileWith(whole)]);
    expect(notes).toContain('Everything was carried over.');
    const { windowsHelloForBusinessBlocked: _, ...part } = { ...whole, iconsVisible: 'yes' };
    const second = await mam(['policy', 'import', 'graph', await fileWith(part)]);
    expect([second.exitCode, JSON.parse(second.out).wip]).toEqual([0, { mode: 'off' }]);
    expect(second.notes).toMatch(
      /Not carried over:[\s\S]*iconsVisible +has the wrong type: found "yes"[\s\S]*pinMinimumLength/,
    );
  });

  it.each(['examples/policy.json', 'examples/silent.json'])('accepts %s', async (file) => {
    const { exitCode, out } = await mam(['policy', 'validate', file]);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/accepted, 1 warning\n[\s\S]*WIP-3/)]);
  });
});
