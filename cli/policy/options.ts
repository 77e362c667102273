import type { ConnectionOptions } from '../connection';

/** Options of every command about policies. */
export interface PolicyOptions extends ConnectionOptions {
  readonly json?: boolean;
}

/** Options of what changes something. */
export interface ChangeOptions extends PolicyOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}
