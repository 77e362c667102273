import { ServiceError } from '../../shared/errors';

/** A problem about single members of a request or document; the reply carries them as `errors`. */
export interface MemberProblem {
  /** E.g. `wip.primaryDomain`; empty for the whole. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly found?: unknown;
  readonly allowed?: string;
  readonly suggestion?: string;
}

/** A body that was understood but not accepted: 422 with one entry a wrong member. */
export class RefusedDocument extends ServiceError {
  readonly members: { readonly errors: readonly MemberProblem[]; readonly warnings: readonly MemberProblem[] };

  constructor(errors: readonly MemberProblem[], warnings: readonly MemberProblem[] = []) {
    const count = errors.length === 1 ? '1 member' : `${errors.length} members`;
    super('refused-document', 'document.refused', `${count} of the document cannot be accepted; "errors" names each.`);
    this.members = { errors, warnings };
  }
}
