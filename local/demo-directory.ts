import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DataFolder } from './data/data-folder';
import { readJsonFile, writeJsonFile } from './data/json-file';

const demoDirectory = z.strictObject({
  /** Port on which the PC found the service when it enrolled. */
  port: z.int().min(1).max(65_535).optional(),
  homeTenantId: z.guid(),
  tenantId: z.guid(),
  operatorId: z.guid(),
  administratorId: z.guid(),
  userId: z.guid(),
  deviceId: z.guid(),
  /** A colleague with a PC of his own, for the reader to play with. */
  secondUserId: z.guid(),
  secondDeviceId: z.guid(),
  omaDeviceId: z.string().regex(/^[0-9A-F]{32}$/),
});

/** Who takes part in the demo: ids that are made up once and found again by every later start. */
export type DemoDirectory = z.infer<typeof demoDirectory>;

const FILE = 'demo.json';

/** The directory of an earlier start, or a new one. */
export async function openDemoDirectory(folder: DataFolder): Promise<DemoDirectory> {
  const stored = await readJsonFile(folder.at(FILE), demoDirectory);
  if (stored !== undefined) return stored;
  const created = newDirectory();
  await writeJsonFile(folder.at(FILE), created);
  return created;
}

/** Remembers the port, so that the next start is where the PC expects it. */
export async function rememberPort(folder: DataFolder, directory: DemoDirectory, port: number): Promise<void> {
  if (directory.port !== port) await writeJsonFile(folder.at(FILE), { ...directory, port });
}

function newDirectory(): DemoDirectory {
  return {
    homeTenantId: randomUUID(),
    tenantId: randomUUID(),
    operatorId: randomUUID(),
    administratorId: randomUUID(),
    userId: randomUUID(),
    deviceId: randomUUID(),
    secondUserId: randomUUID(),
    secondDeviceId: randomUUID(),
    omaDeviceId: randomUUID().replaceAll('-', '').toUpperCase(),
  };
}
