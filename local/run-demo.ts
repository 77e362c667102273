import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { type DataFolder, emptyDataFolder, openDataFolder } from './data/data-folder';
import { type DemoDirectory, openDemoDirectory, rememberPort } from './demo-directory';
import { issueDemoTokens, writeTokenFiles } from './demo-tokens';
import { ExplainedFailure } from './explained-failure';
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
  /** Folder that keeps everything between two starts. */
  readonly data: string;
  /** Forget what earlier starts left there. */
  readonly fresh: boolean;
  /** Wanted port; without, that of the last start. */
  readonly port: number | undefined;
  /** Show every message and log line. */
  readonly verbose: boolean;
  readonly narrator: Narrator;
}

/** A demo whose service runs. */
export interface RunningDemo {
  readonly folder: DataFolder;
  readonly directory: DemoDirectory;
  readonly service: LocalService;
  /** Ends the service in good order. */
  stop(): Promise<void>;
}

/** Where everything is kept unless the user names another folder; the simulator keeps its PC there too. */
export const DEFAULT_DATA = '.local';

const DEFAULT_PORT = 7071;
/** Name of the file with the service's log. */
export const LOG_FILE = 'service.log';

/**
 * Starts the service and tells what runs where.
 * @throws ExplainedFailure when the bundle is missing, the folder is in use, or no port is free
 */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { bundle, data, fresh, narrator } = options;
  if (!existsSync(bundle)) throw new ExplainedFailure(`${shown(bundle)} is missing`, 'Run "npm run build" first.');
  const folder = await openDataFolder(data);
  try {
    if (fresh) await emptyDataFolder(folder);
    const demo = await startIn(folder, options);
    introduce(demo, narrator);
    return demo;
  } catch (thrown) {
    await folder.release();
    throw thrown;
  }
}

async function startIn(folder: DataFolder, { bundle, port, verbose, narrator }: DemoOptions): Promise<RunningDemo> {
  const directory = await openDemoDirectory(folder);
  const log = openServiceLog(folder.at(LOG_FILE), narrator.log, verbose);
  const wanted = port ?? directory.port ?? DEFAULT_PORT;
  const service = await startService({ bundle, folder, directory, port: wanted, onLog: log.write });
  const stop = async () => {
    await service.stop();
    await log.close();
    await folder.release();
  };
  return { folder, directory, service, stop };
}

function introduce(
  { folder, service: { host, entra, graph, tables, notices } }: RunningDemo,
  narrator: Narrator,
): void {
  narrator.heading('Windows MAM server, on this machine');
  narrator.facts([
    ['Functions host', `${host.origin}, ${countText(host.functions.length, 'route')}`],
    ['Entra stand-in', entra.origin],
    ['Graph stand-in', graph.origin],
    ['Table Storage', `${tables.origin}, on disk in ${shown(folder.at('tables'))}`],
  ]);
  for (const notice of notices) narrator.notice(notice);
}

/** Lets the story happen. @throws whatever the step throws that fails */
export async function tellDemo(demo: RunningDemo, { narrator, verbose }: DemoOptions): Promise<void> {
  const { folder, directory, service } = demo;
  const { origin } = service.host;
  await rememberPort(folder, directory, Number(new URL(origin).port));
  const tokens = await issueDemoTokens(service.entra, directory);
  await writeTokenFiles(folder, tokens);
  const traffic = createTraffic((exchange) => verbose && narrator.exchange(exchange));
  const steps = demoStory({
    origin,
    directory,
    operator: createManagementClient(origin, tokens.operator, traffic),
    administrator: createManagementClient(origin, tokens.administrator, traffic),
    device: await openDemoPc({ folder, directory, entra: service.entra, traffic }),
  });
  narrator.heading('The story of one PC');
  await tellStory(steps, narrator, traffic);
}

const shown = (path: string) => relative(process.cwd(), path) || path;
