import type { PolicyDocument } from '../document';
import type { Finding } from '../finding';
import { foundText, type MemberPath, pathText } from '../member-path';

/** What a rule has to say: an error refuses the document, a warning travels with it. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly finding: Finding;
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

/** The words of a remark; `allowed` and `suggestion` only where they help. */
export interface Wording {
  readonly rule: string;
  readonly message: string;
  readonly allowed?: string;
  readonly suggestion?: string;
}

/** Makes remarks about members of one document. */
export function remarksOn(document: PolicyDocument) {
  const remark =
    (severity: Remark['severity']) =>
    (path: MemberPath, wording: Wording): Remark => {
      const found = foundText(document, path);
      return { severity, finding: { path: pathText(path), ...wording, ...(found === undefined ? {} : { found }) } };
    };
  return { refuse: remark('error'), warn: remark('warning') };
}
