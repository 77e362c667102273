import type { ConnectionOptions } from './connection';

/** Options of what changes something that can be tried before. */
export interface ChangeOptions extends ConnectionOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}
