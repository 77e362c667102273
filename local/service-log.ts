import { createWriteStream } from 'node:fs';
import type { HostLog, LogLevel } from './functions-host/worker-types';

/** Keeps every line of the service's log in a file. */
export interface ServiceLog {
  readonly write: HostLog;
  /** Resolves when all is on disk. */
  close(): Promise<void>;
}

const LOUD: ReadonlySet<LogLevel> = new Set(['warning', 'error', 'critical']);

/** Opens the file and adds to it. `show` gets the lines that the user should see: warnings and worse, or all of them. */
export function openServiceLog(file: string, show: HostLog, verbose: boolean): ServiceLog {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  return {
    write: (level, line) => {
      stream.write(`${new Date().toISOString()} ${level} ${line}\n`);
      if (verbose || LOUD.has(level)) show(level, line);
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
