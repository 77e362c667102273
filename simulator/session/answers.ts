import type { ClientCommand } from '../syncml/client-message';

/** What the client says to commands: statuses and results in their order, and whether one of them ended the enrollment. */
export interface Answers {
  readonly commands: readonly ClientCommand[];
  readonly unenroll: boolean;
}
