/** A command cannot run as it was given; the message tells what to change. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
