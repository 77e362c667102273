/** The server answered a policy sync with an HTTP error: no message came back, the session is over. */
export class SyncRefused extends Error {
  override readonly name = 'SyncRefused';
  readonly status: number;
  /** Plain text of the reply, at most 500 characters. */
  readonly text: string;

  constructor(status: number, text: string) {
    super(`the policy sync was refused with HTTP ${status}: ${text}`);
    this.status = status;
    this.text = text;
  }
}
