import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type FunctionsHost, type HostSettings, startFunctionsHost } from '../../../local/functions-host/start-host';
import type { LogLevel } from '../../../local/functions-host/worker-types';

const library = createRequire(import.meta.url).resolve('@azure/functions');
const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Writes a CommonJS bundle in which `app` is that of `@azure/functions`; it is gone after the test. */
export async function writeBundle(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'functions-host-'));
  cleanUp.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'index.cjs');
  await writeFile(file, `const { app } = require(${JSON.stringify(library)});\n${source}\n`);
  return file;
}

/** A host with all it logged. */
export interface TestHost extends FunctionsHost {
  readonly lines: readonly { readonly level: LogLevel; readonly line: string }[];
}

/** Starts a host for a bundle of this source, or of this file; it is stopped after the test. */
export async function startHost(source: string, settings: HostSettings = {}): Promise<TestHost> {
  const bundle = source.endsWith('.cjs') ? source : await writeBundle(source);
  const lines: { level: LogLevel; line: string }[] = [];
  const onLog = (level: LogLevel, line: string) => lines.push({ level, line });
  const host = await startFunctionsHost({ bundle, port: 0, settings, onLog });
  cleanUp.push(() => host.stop());
  return { ...host, lines };
}

/** Source of an anonymous function; `handler` is the text of an arrow function. */
export function httpFunction(name: string, handler: string, options = ''): string {
  return `app.http('${name}', { authLevel: 'anonymous', ${options} handler: ${handler} });`;
}
