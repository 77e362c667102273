import type { ConnectionOptions } from '../connection';

/** Options of every command about policies. */
export interface PolicyOptions extends ConnectionOptions {
  readonly json?: boolean;
}
