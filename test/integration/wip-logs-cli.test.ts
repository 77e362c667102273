import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseUserId } from '../../shared/ids';
import { newEnrollmentId, newGuid } from '../../shared/random';
import type { KeptWipEvent } from '../../shared/storage/stores/wip-logs';
import type { WipEvent } from '../../shared/wip-logs/wip-event';
import { type MamRun, mam } from '../support/mam';
import { keyOf, managerOf, WIP_POLICY } from '../support/managed-pc';
import { managerToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startTestService();
  folder = await mkdtemp(join(tmpdir(), 'mam-logs-'));
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

const WORD =
  'O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.8027.1000';

const EVENTS: readonly Partial<WipEvent>[] = [
  { sourceApp: WORD, destinationApp: 'files.contoso.com', at: '2026-11-20T10:00:00.000Z' },
  { sourceApp: WORD, destinationApp: 'files.contoso.com', at: '2026-11-21T10:00:00.000Z' },
  { destinationApp: WORD, at: '2026-11-21T11:00:00.000Z' },
  { destinationApp: 'C:\\tool.exe', at: '2026-11-21T12:00:00.000Z' },
];

type Run = (words: readonly string[]) => Promise<MamRun>;

async function tenantWithLogs(roles = ['Mam.LogReader', 'Mam.Reader']): Promise<{ person: TestPerson; run: Run }> {
  const person = await onboard(service);
  await (await managerOf(service, person.tenantId)).savePolicy(WIP_POLICY);
  const userId = parseUserId(person.userId);
  if (userId === undefined) throw new Error('the ids of a test person are GUIDs');
  const at = '2026-11-01T08:00:00.000Z';
  const enrolled = { generation: newEnrollmentId(), status: 'enrolled', enrolledAt: at, changedAt: at } as const;
  await service.store.roster.put({ ...keyOf(person), userId, ...enrolled });
  const events = EVENTS.map((event, n): KeptWipEvent => {
    const basis = { hash: String(n).padStart(32, '0'), at: '', kind: 'data-copied' } as const;
    return { event: { ...basis, ...event }, userId, until: '2099-01-01T00:00:00.000Z' };
  });
  await service.store.wipLogs.put(keyOf(person), events);
  const token = await managerToken(service, person.tenantId, ...roles);
  const env = { MAM_SERVICE: service.origin, MAM_TOKEN: token };
  const span = ['--from', '2026-11-01', '--to', '2026-11-30'];
  return { person, run: (words) => mam(['logs', ...words, ...span], { env }) };
}

const place = () => join(folder, `${newGuid()}.json`);

describe('mam logs', () => {
  it('report shows a table', async () => {
    const { run } = await tenantWithLogs();
    const { exitCode, out } = await run(['report', '--by', 'site']);
    expect(exitCode).toBe(0);
    expect(out).toContain('4 records by site');
    expect(out).toMatch(/files\.contoso\.com +1 +1 +2 +2026-11-20 10:00 +2026-11-21 10:00/);
  });

  it('report prints one JSON document, or one a line', async () => {
    const { run } = await tenantWithLogs();
    const whole = JSON.parse((await run(['report', '--by', 'day', '--json'])).out);
    expect(whole).toMatchObject({ records: 4, items: [{ name: '2026-11-21', events: 3 }, { name: '2026-11-20' }] });
    const lines = (await run(['report', '--by', 'day', '--jsonl'])).out.split('\n').map((line) => JSON.parse(line));
    expect(lines).toEqual(whole.items);
  });

  it('learn shows where work data leaves to and what a policy would say', async () => {
    const { run } = await tenantWithLogs();
    const { out } = await run(['learn']);
    expect(out).toContain('4 records; work data leaves to 3 places');
    expect(out).toMatch(
      /site +files\.contoso\.com +1 +1 +2 +network\.cloudResources: \{"host":"files\.contoso\.com"\}/,
    );
    expect(out).toMatch(/other +C:\\tool\.exe .* no rule can name it/);
    expect((await run(['learn', '--min-people', '2'])).out).toBe('4 records; work data leaves to 0 places');
  });

  it('learn shows what a change does to a saved policy, and writes the changed document', async () => {
    const { run } = await tenantWithLogs();
    const file = place();
    const chosen = ['--add', 'files.contoso.com', 'WINWORD.EXE', '--policy', 'pcs', '--apply', file];
    const { exitCode, out, notes } = await run(['learn', ...chosen]);
    expect([exitCode, notes]).toEqual([0, expect.stringContaining('files.contoso.com: touches 1 person')]);
    expect(out).toContain('network.cloudResources');
    const document = JSON.parse(await readFile(file, 'utf8'));
    expect(document.network.cloudResources).toEqual([{ host: 'files.contoso.com' }]);
    expect(document.apps.protected).toHaveLength(2);
    expect(document.apps.protected[0]).toEqual(WIP_POLICY.apps.protected[0]);
  });

  it('learn changes the document of a file where no policy is named, and twice is once', async () => {
    const { run } = await tenantWithLogs(['Mam.LogReader']);
    const file = place();
    await writeFile(file, JSON.stringify(WIP_POLICY));
    for (let times = 0; times < 2; times += 1) await run(['learn', '--add', 'files.contoso.com', '--apply', file]);
    const document = JSON.parse(await readFile(file, 'utf8'));
    expect(document).toEqual({ ...WIP_POLICY, network: { cloudResources: [{ host: 'files.contoso.com' }] } });
  });

  it.each([
    [['--add', 'files.contoso.com'], 2, '--add goes with --policy or --apply'],
    [['--policy', 'pcs'], 2, '--add goes with --policy or --apply'],
    [['--add', 'nowhere.example', '--policy', 'pcs'], 2, 'Nothing was learned about nowhere.example'],
    [['--add', 'C:\\tool.exe', '--policy', 'pcs'], 1, 'No rule can name C:\\tool.exe'],
  ])('learn %j ends with %d', async (words, code, said) => {
    const { run } = await tenantWithLogs();
    const { exitCode, notes } = await run(['learn', ...words]);
    expect([exitCode, notes]).toEqual([code, expect.stringContaining(said)]);
  });

  it('export prints every record, of all PCs or of one', async () => {
    const { run, person } = await tenantWithLogs();
    const { out } = await run(['export']);
    const lines = out.split('\n').map((line) => JSON.parse(line));
    expect(lines.map(({ id, deviceId }) => [id, deviceId])).toHaveLength(EVENTS.length);
    expect(JSON.parse((await run(['export', '--json', '--device', person.deviceId])).out)).toEqual(lines);
  });

  it.each(['report', 'learn', 'export'])('%s is refused without the role for it', async (command) => {
    const { run } = await tenantWithLogs(['Mam.Admin']);
    const { exitCode, notes } = await run([command]);
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('Mam.LogReader')]);
  });
});
