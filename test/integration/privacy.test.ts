import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { TABLE_NAMES } from '../../shared/storage/tables';
import { hardwareOf, type PcIdentity } from '../../simulator/index';
import { type ManagedPc, managedPc, WIP_POLICY } from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

/** Columns that the page lists for a table, whatever the row. */
function listed(table: string): Set<string> {
  const sections = page.split(/^##+ /m).filter((section) => section.startsWith(`\`${table}\` `));
  return new Set(
    sections.flatMap((section) => [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? '')),
  );
}

const OF_STORAGE = /^(partitionKey|rowKey|timestamp|etag|odata\..*)$/;

interface Entity {
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** Everything that is stored about a tenant, in every table. */
async function everythingOf(tenantId: string): Promise<Entity[]> {
  const found: Entity[] = [];
  for (const table of TABLE_NAMES) {
    const client = TableClient.fromConnectionString(inject('tablesConnection'), table, {
      allowInsecureConnection: true,
    });
    for await (const entity of client.listEntities()) {
      const columns = Object.fromEntries(Object.entries(entity).filter(([name]) => !OF_STORAGE.test(name)));
      const isOfTenant = entity.partitionKey?.startsWith(tenantId) || columns['tenantId'] === tenantId;
      if (isOfTenant) found.push({ table, columns });
    }
  }
  return found;
}

/** What the simulated PC of a person says of its hardware when it enrolls, and with every sync. */
function hardwareWords({ person }: ManagedPc): string[] {
  const identity: PcIdentity = {
    ...person,
    userName: '',
    omaDeviceId: createHash('md5').update(person.deviceId).digest('hex').toUpperCase(),
    deviceName: '',
    osVersion: '',
    osEdition: 48,
    locale: '',
  };
  const { hardwareId, serialNumber, macAddresses, manufacturer, model } = hardwareOf(identity);
  return [hardwareId, serialNumber, ...macAddresses, manufacturer, model];
}

/** What a PC may tell of itself and find kept, by the name that it gives it (docs/privacy.md). */
const KEPT = new Set([
  'DeviceID',
  'DeviceName',
  'DeviceType',
  'EnrollmentData',
  'EnrollmentType',
  'Locale',
  'OSEdition',
  'OSVersion',
  'ApplicationVersion',
  './DevInfo/DevId',
  './DevInfo/Lang',
]);

const TOLD = [
  /ContextItem Name="([^"]+)"[^>]*>\s*<[^>]*Value>([^<]+)</g,
  /<Source><LocURI>([^<]+)<\/LocURI><\/Source>(?:<Meta>.*?<\/Meta>)?<Data>([^<]+)</g,
];

/** Everything that a PC told of itself by name, but for words such as `true` that say nothing of it. */
function toldIn(sent: string): { name: string; value: string }[] {
  const all = TOLD.flatMap((pattern) => [...sent.matchAll(pattern)]);
  return all.map(([, name = '', value = '']) => ({ name, value })).filter(({ value }) => value.length > 4);
}

/** A PC that has enrolled, synced, told its state, was asked for something, and was wiped. */
async function lived(): Promise<{ managed: ManagedPc; sent: string; stored: readonly Entity[] }> {
  const compliance = { requireTpm: true, requireEncryption: true, requireWip: true, maxSilentDays: 9 };
  const sent: string[] = [];
  const managed = await managedPc(service, {
    policy: { ...WIP_POLICY, compliance },
    pc: { onExchange: ({ request }) => sent.push(new TextDecoder().decode(request.body)) },
  });
  await managed.admin.act(managed.person.deviceId, { type: 'resync' });
  await managed.pc.sync();
  await managed.admin.act(managed.person.deviceId, { type: 'wipe' });
  await managed.pc.sync();
  return { managed, sent: sent.join('\n'), stored: await everythingOf(managed.person.tenantId) };
}

describe('what is stored of a PC after its whole life', () => {
  it('is in no column that docs/privacy.md does not list', async () => {
    const { stored } = await lived();
    expect(new Set(stored.map(({ table }) => table))).toEqual(
      new Set(['tenants', 'devices', 'people', 'roster', 'due', 'audit']),
    );
    for (const { table, columns } of stored) {
      const names = listed(table);
      expect(Object.keys(columns).filter((name) => !names.has(name.replace(/^data\d+$/, 'data')))).toEqual([]);
    }
  });

  it('is of all that it told of itself only what may be kept', async () => {
    const { sent, stored } = await lived();
    const told = toldIn(sent);
    const names = new Set(told.map(({ name }) => name));
    expect([...names]).toEqual(
      expect.arrayContaining(['HWDevID', 'MAC', 'SerialNumber', './DevInfo/Mod', 'DeviceName']),
    );
    expect([...names].some((name) => name.includes('/TPM/'))).toBe(true);
    const texts = stored.map(({ columns }) => readable(columns)).join('\n');
    const found = told.filter(({ name, value }) => !KEPT.has(name) && texts.includes(value));
    expect(found).toEqual([]);
  });

  it('is nothing of its hardware, although it sent all of it', async () => {
    const { managed, sent, stored } = await lived();
    const words = hardwareWords(managed);
    expect(words.filter((word) => !sent.includes(word))).toEqual([]);
    const texts = stored.map(({ columns }) => readable(columns)).join('\n');
    expect(words.filter((word) => texts.includes(word))).toEqual([]);
    expect(service.logs.filter((line) => words.some((word) => line.includes(word)))).toEqual([]);
  });
});

/** All texts of a row, those that are compressed among them. */
function readable(columns: Readonly<Record<string, unknown>>): string {
  const bytes = Object.values(columns).filter((value): value is Uint8Array => value instanceof Uint8Array);
  return JSON.stringify(columns) + bytes.map((value) => inflateRawSync(value).toString()).join('\n');
}
