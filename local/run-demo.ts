import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { DataFolder } from './data/data-folder';
import { openDemoDirectory, rememberPort } from './demo-directory';
import { issueDemoTokens, writeAdministratorToken } from './demo-tokens';
import { countText } from './print/measures';
import type { Narrator } from './print/narrator';
import { openServiceLog } from './service-log';
import { type LocalService, startService } from './start-service';
import { openDemoPc } from './story/demo-pc';
import { demoStory } from './story/demo-story';
import { createManagementClient } from './story/management-client';
import { tellStory } from './story/step';
import { createTraffic } from './story/traffic';

/** What a run of the demo is made of. */
export interface DemoOptions {
  /** The deployable bundle. */
  readonly bundle: string;
  readonly folder: DataFolder;
  /** Wanted port; without, that of the last start. */
  readonly port: number | undefined;
  /** Show every message and log line. */
  readonly verbose: boolean;
  readonly narrator: Narrator;
}

/** A demo whose story is told; the service runs on. */
export interface RunningDemo {
  readonly service: LocalService;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 7071;
const TOKEN_FILE = 'admin-token';
const LOG_FILE = 'service.log';

/** Starts the service. @throws Error when the bundle is missing, or no port is free */
export async function startDemo({ bundle, folder, port, verbose, narrator }: DemoOptions): Promise<RunningDemo> {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run "npm run build" first`);
  const directory = await openDemoDirectory(folder);
  const log = openServiceLog(folder.at(LOG_FILE), narrator.log, verbose);
  const wanted = port ?? directory.port ?? DEFAULT_PORT;
  const service = await startService({ bundle, folder, directory, port: wanted, onLog: log.write });
  await rememberPort(folder, directory, Number(new URL(service.host.origin).port));
  const stop = async () => {
    await service.stop();
    await log.close();
  };
  return { service, stop };
}

/** Lets the story happen. @throws whatever the step throws that fails */
export async function tellDemo({ service }: RunningDemo, options: DemoOptions): Promise<void> {
  const { folder, narrator, verbose } = options;
  const { entra, host } = service;
  const directory = await openDemoDirectory(folder);
  const tokens = await issueDemoTokens(entra, directory);
  await writeAdministratorToken(folder.at(TOKEN_FILE), tokens);
  const traffic = createTraffic((exchange) => verbose && narrator.exchange(exchange));
  const steps = demoStory({
    origin: host.origin,
    directory,
    operator: createManagementClient(host.origin, tokens.operator, traffic),
    administrator: createManagementClient(host.origin, tokens.administrator, traffic),
    device: await openDemoPc({ folder, directory, entra, traffic }),
  });
  await tellStory(steps, narrator, traffic);
}

/** Tells what runs where. */
export function introduce({ service }: RunningDemo, { folder, narrator }: DemoOptions): void {
  const { host, entra, tables, notices } = service;
  narrator.facts([
    ['Functions host', `${host.origin}, ${countText(host.functions.length, 'route')}`],
    ['Entra stand-in', entra.origin],
    ['Table Storage', `${tables.origin}, on disk in ${shown(folder.at('tables'))}`],
  ]);
  for (const notice of notices) narrator.notice(notice);
}

/** Tells what the reader can do now. */
export function invite({ service }: RunningDemo, { folder, narrator }: DemoOptions): void {
  const { origin } = service.host;
  const api = `curl -H "Authorization: Bearer $(cat ${shown(folder.at(TOKEN_FILE))})" ${origin}/api/v1`;
  narrator.heading('The service keeps running. Ctrl+C ends it.');
  narrator.facts([
    ['Terms of use', `${origin}/mam/terms`],
    ['Enrollment', `${origin}/mam/enroll`],
    ['Management', `${origin}/api/v1`],
    ['Health', `${origin}/health`],
    ['Key set', service.entra.jwksUrl],
    ['Log', shown(folder.at(LOG_FILE))],
  ]);
  narrator.heading('Try');
  narrator.facts([
    ['Devices', `${api}/devices`],
    ['Policy', `${api}/policies`],
  ]);
}

const shown = (path: string) => relative(process.cwd(), path) || path;
