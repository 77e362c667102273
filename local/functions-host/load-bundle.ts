import Module, { createRequire } from 'node:module';
import { type CoreModule, createCoreModule, type Registrations } from './core-module';
import type { HostLog } from './worker-types';

const load = createRequire(import.meta.url);

// Settings of the machine that a deployment would not have; a forgotten one must not decide what a local run does.
const FOREIGN_SETTING = /^(MAM_|AzureWebJobs|AZURE_FUNCTIONS_|FUNCTIONS_|WEBSITE_)/;

/**
 * Loads a CommonJS bundle as the worker does: with the module `@azure/functions-core`, and with `settings` as its
 * environment while it loads. Every call runs the bundle and all it requires afresh, so that several hosts share nothing.
 * @throws whatever the bundle throws while it loads
 */
export function loadBundle(bundle: string, settings: Readonly<Record<string, string>>, log: HostLog): Registrations {
  const core = createCoreModule(log);
  withEnvironment(settings, () => withCoreModule(core, () => withOwnModules(() => load(bundle))));
  return core.close();
}

function withEnvironment(settings: Readonly<Record<string, string>>, run: () => void): void {
  const before = { ...process.env };
  const kept = Object.entries(before).filter(([name]) => !FOREIGN_SETTING.test(name));
  replaceEnvironment({ ...Object.fromEntries(kept), ...settings });
  try {
    run();
  } finally {
    replaceEnvironment(before);
  }
}

function replaceEnvironment(wanted: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in wanted)) delete process.env[name];
  Object.assign(process.env, wanted);
}

function withCoreModule(core: CoreModule, run: () => void): void {
  const original = Module.prototype.require;
  const patched = function (this: Module, id: string): unknown {
    return id === '@azure/functions-core' ? core.exports : original.call(this, id);
  };
  Module.prototype.require = Object.assign(patched, original);
  try {
    run();
  } finally {
    Module.prototype.require = original;
  }
}

// The library keeps the worker's module in a variable of its own: a second host must not find the first one's.
function withOwnModules(run: () => void): void {
  const shared = { ...load.cache };
  for (const name of Object.keys(load.cache)) delete load.cache[name];
  try {
    run();
  } finally {
    for (const name of Object.keys(load.cache)) delete load.cache[name];
    Object.assign(load.cache, shared);
  }
}
