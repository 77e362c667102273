import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import { listenOnLoopback } from '../loopback';
import { answer, type HttpFront } from './http-front';
import { createInvoke } from './invoke';
import { loadBundle } from './load-bundle';
import { createRouteTable } from './route-table';
import { runTimer, timerFunctions } from './timers';
import type { HostLog, ProgrammingModel } from './worker-types';

/** Application settings: the environment of the bundle while it loads. */
export type HostSettings = Readonly<Record<string, string>>;

/** What a host runs and where. */
export interface FunctionsHostOptions {
  /** Path of the CommonJS bundle. */
  readonly bundle: string;
  /** 0 for any free port. */
  readonly port: number;
  /** The function form is told the origin, for settings that must contain it. */
  readonly settings: HostSettings | ((origin: string) => HostSettings);
  readonly onLog?: HostLog;
}

/** A running host. */
export interface FunctionsHost {
  /** E.g. `http://127.0.0.1:7071`. */
  readonly origin: string;
  readonly functions: readonly { readonly name: string; readonly route: string; readonly methods: readonly string[] }[];
  readonly timers: readonly { readonly name: string; readonly schedule: string }[];
  /** Runs a timer function now; schedules are not followed. */
  runTimer(name: string): Promise<void>;
  /** Takes no more requests, lets the running ones finish, frees the port. Can be repeated. */
  stop(): Promise<void>;
}

const DEFAULT_BODY_LIMIT = 104_857_600;

/**
 * Starts an imitation of the Azure Functions host on loopback, in this process. Several can run side by side: each loads
 * its own copy of the bundle under its own settings.
 * Rejects with `EADDRINUSE` when the port is taken, and with whatever the bundle throws while it loads.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const server = createServer({ maxHeaderSize: 1_048_576, keepAliveTimeout: 130_000 });
  server.maxHeadersCount = 0;
  const origin = await listenOnLoopback(server, options.port);
  try {
    return await serve(server, origin, options);
  } catch (thrown) {
    server.close();
    throw thrown;
  }
}

async function serve(server: Server, origin: string, options: FunctionsHostOptions): Promise<FunctionsHost> {
  const log = options.onLog ?? (() => undefined);
  const settings = typeof options.settings === 'function' ? options.settings(origin) : options.settings;
  const { functions, model } = loadBundle(resolve(options.bundle), settings, log);
  await refuseStreaming(model);
  const invoke = createInvoke(model, log);
  const routes = createRouteTable(functions, log);
  const timers = timerFunctions(functions);
  const stop = handleRequests(server, { routes, invoke, ...limitsOf(settings) });
  return {
    origin,
    functions: routes.functions.map(({ name, route, methods }) => ({ name, route, methods })),
    timers: timers.map(({ name, schedule }) => ({ name, schedule })),
    runTimer: (name) => runTimer(timers, name, invoke),
    stop,
  };
}

// With it a handler that throws lets the client hang, and query values leak into `params`; nothing here imitates that.
async function refuseStreaming(model: ProgrammingModel): Promise<void> {
  const { HttpUri } = await model.getCapabilities({});
  if (HttpUri !== undefined) throw new Error('The bundle sets enableHttpStream, which the service must leave off.');
}

function limitsOf(settings: HostSettings): Pick<HttpFront, 'bodyLimit' | 'homepage'> {
  const limit = settings['FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'];
  return {
    bodyLimit: limit !== undefined && /^\d+$/.test(limit) ? Number(limit) : DEFAULT_BODY_LIMIT,
    homepage: settings['AzureWebJobsDisableHomepage']?.toLowerCase() !== 'true',
  };
}

function handleRequests(server: Server, front: HttpFront): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const listener = (message: IncomingMessage, response: ServerResponse) => {
    const answered = answer(front, message, response).finally(() => running.delete(answered));
    running.add(answered);
  };
  server.on('request', listener).on('checkExpectation', listener).on('clientError', refuseBadMessage);
  return async () => {
    const closed = new Promise<void>((done) => server.close(() => done()));
    await Promise.all(running);
    server.closeAllConnections();
    await closed;
  };
}

// What is not even HTTP, or has more than a megabyte of headers.
function refuseBadMessage(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
}
