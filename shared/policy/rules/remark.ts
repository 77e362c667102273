import type { PolicyDocument } from '../document';
import { foundText, type MemberPath, pathText } from '../member-path';
import type { Refusal } from '../refusal';

/** What a rule has to say: an error refuses the document, a warning travels with it. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly finding: Refusal;
}

/** What rules know beside the document. */
export interface CheckContext {
  /** The policy's latest saved revision. */
  readonly previous: PolicyDocument | undefined;
  /** Present time; without it the validity of certificates is not judged. */
  readonly now: Date | undefined;
}

/** A rule over members that each are well-formed on their own. */
export type Rule = (document: PolicyDocument, context: CheckContext) => Remark[];

/** The words of a remark; what was found is read from the document. */
export type Wording = Pick<Refusal, 'rule' | 'message' | 'allowed' | 'suggestion'>;

/** Makes remarks about members of one document. */
export function remarksOn(document: PolicyDocument) {
  const remark =
    (severity: Remark['severity']) =>
    (path: MemberPath, wording: Wording): Remark => ({
      severity,
      finding: { path: pathText(path), ...wording, found: foundText(document, path) },
    });
  return { refuse: remark('error'), warn: remark('warning') };
}
