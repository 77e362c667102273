/** A refusal of the login service, as clients read it [RFC 6749 5.2; RFC 8628 3.5]. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly error: string;
  readonly number: number;

  /** @param number Entra's own number of the error, as in `AADSTS700016`. */
  constructor(error: string, number: number, description: string) {
    super(`AADSTS${number}: ${description}`);
    this.error = error;
    this.number = number;
  }
}
