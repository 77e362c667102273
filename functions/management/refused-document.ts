import { ServiceError } from '../../shared/errors';
import type { Finding } from '../../shared/policy/finding';
import type { Refusal } from '../../shared/policy/refusal';

/** What is wrong with one member of a request or document: where, which rule, what was found, what to write instead. */
export type MemberProblem = Refusal;

/** A body that was understood but not accepted: 422 with one entry a wrong member. */
export class RefusedDocument extends ServiceError {
  readonly members: { readonly errors: readonly MemberProblem[]; readonly warnings: readonly Finding[] };

  constructor(errors: readonly MemberProblem[], warnings: readonly Finding[] = []) {
    const count = errors.length === 1 ? '1 member' : `${errors.length} members`;
    super('refused-document', 'document.refused', `${count} of the document cannot be accepted; "errors" names each.`);
    this.members = { errors, warnings };
  }
}
