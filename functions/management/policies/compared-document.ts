import type { CallerPrincipal } from '../../../shared/identity/principal';
import type { PolicyDocument } from '../../../shared/policy/document';
import { secretsAsNew } from '../../../shared/policy/secrets';

/** A document that came in: as it was sent, and as it was accepted. */
export interface Comparable {
  readonly input: unknown;
  readonly document: PolicyDocument;
}

/**
 * The document as it is compared with what is stored. Who may only look could try one guess of a secret after the other
 * and read from the answer which one is right: for them a secret in plain text is always another one.
 */
export const comparedDocument = (caller: CallerPrincipal, { input, document }: Comparable): PolicyDocument =>
  caller.roles.has('Mam.Admin') ? document : secretsAsNew(document, input);
