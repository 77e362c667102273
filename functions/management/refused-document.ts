import { ServiceError } from '../../shared/errors';
import type { Finding } from '../../shared/policy/finding';
import type { MemberProblem } from './member-problem';

/** A body that was understood but not accepted: 422 with one entry a wrong member. */
export class RefusedDocument extends ServiceError {
  readonly members: { readonly errors: readonly MemberProblem[]; readonly warnings: readonly Finding[] };

  constructor(errors: readonly MemberProblem[], warnings: readonly Finding[] = []) {
    const count = errors.length === 1 ? '1 member' : `${errors.length} members`;
    super('refused-document', 'document.refused', `${count} of the document cannot be accepted; "errors" names each.`);
    this.members = { errors, warnings };
  }
}
