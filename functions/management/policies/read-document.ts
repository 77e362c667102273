import { ServiceError } from '../../../shared/errors';
import type { PolicyDocument } from '../../../shared/policy/document';
import { storedDocument } from '../../../shared/policy/stored-document';
import type { PolicyRevision } from '../../../shared/storage/stores/tenants';

/** A stored document, where it has a form that is read today. */
export function readableDocument(stored: PolicyRevision | undefined): PolicyDocument | undefined {
  return storedDocument(stored?.document);
}

/** A stored document. @throws ServiceError `conflict` / `policy.revision-outdated` */
export function requireDocument(stored: PolicyRevision): PolicyDocument {
  const document = readableDocument(stored);
  if (document !== undefined) return document;
  const message = `Revision ${stored.revision} of ${stored.name} has a form that this service does not read any more.`;
  throw new ServiceError('conflict', 'policy.revision-outdated', message);
}
