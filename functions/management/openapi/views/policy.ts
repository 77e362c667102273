import { z } from 'zod';
import { policyDocument } from '../../../../shared/policy/document';
import { policyName } from '../../../../shared/tenant/tenant';
import { listOf, pageOf } from './page';
import { findingView, refusalView } from './problem';

const revisionNumber = z.int().min(1);
const author = z.guid().describe('Object id of who saved it.');
const savedAt = z.iso.datetime();
const warnings = z.array(findingView);

/** The policies of an organization. */
export const policyList = listOf(
  z.strictObject({
    name: policyName,
    revision: revisionNumber.describe('The latest one.'),
    default: z.boolean().describe('It reaches every PC without an assignment.'),
  }),
);

/** A revision with its document. */
export const policyRevision = z.strictObject({
  name: policyName,
  revision: revisionNumber,
  document: z
    .union([policyDocument, z.looseObject({})])
    .describe('As it was saved, which may be in a form that is not read any more; marks in place of secrets.'),
  author,
  savedAt,
});

/** Who saved what, newest first. */
export const revisionList = pageOf(z.strictObject({ revision: revisionNumber, author, savedAt }));

const nodeChange = z.strictObject({
  uri: z.string(),
  before: z.string().optional().describe('Absent where there was nothing; `secret` in place of a secret.'),
  after: z.string().optional().describe('Absent where nothing is left; `secret` in place of a secret.'),
});

const changes = z.array(
  z.strictObject({
    key: z.string().describe('LocURI, or name of the family.'),
    member: z.string().describe('Member of the document that asks for it.'),
    kind: z.enum(['add', 'change', 'remove', 'leave']).describe('`leave`: Windows cannot delete it.'),
    nodes: z.array(nodeChange),
  }),
);

/** What a change means for PCs and people. */
export const policyChanges = z.strictObject({
  changes,
  warnings: warnings.describe('What the change means for people.'),
});

/** A revision that was saved. */
export const savedRevision = z.strictObject({ name: policyName, revision: revisionNumber, warnings });

/** A revision that was only tried. */
export const triedRevision = z.strictObject({
  name: policyName,
  dryRun: z.literal(true),
  revision: revisionNumber.describe('The number that it would have.'),
  unchanged: z
    .boolean()
    .describe(
      'It is the document of the latest revision. For `Mam.Reader` a secret in plain text always counts as changed.',
    ),
  warnings,
  diff: policyChanges,
});

/** What saving a revision is answered with. */
export const saveReply = z.union([savedRevision, triedRevision]);

/** The verdict over a document. */
export const policyVerdict = z.strictObject({ ok: z.boolean(), errors: z.array(refusalView), warnings });

/** The PC about which something is told. */
const explainedDevice = z.strictObject({
  deviceId: z.guid().optional().describe('Absent for a typical PC.'),
  description: z.string(),
  osVersion: z.string().optional(),
  osEdition: z.int().optional(),
});

const explainedSetting = z.strictObject({
  member: z.string(),
  purpose: z.string(),
  why: z.string(),
  nodes: z.array(
    z.strictObject({
      uri: z.string(),
      format: z.string(),
      data: z.string().optional().describe('`secret` in place of a secret.'),
      meaning: z.string().optional(),
    }),
  ),
  waitsFor: z.array(z.string()).describe('Settings that the PC must have acknowledged before.'),
});

const place = { member: z.string(), key: z.string() };

/** What a policy does on a PC, setting by setting. */
export const explanation = z.strictObject({
  name: policyName,
  revision: revisionNumber.optional().describe('Absent where a document came along.'),
  warnings,
  device: explainedDevice,
  settings: z.array(explainedSetting),
  removals: z.array(z.strictObject({ ...place, purpose: z.string() })),
  leftOut: z.array(z.strictObject({ ...place, reason: z.string() })).describe('What this PC cannot take.'),
});

/** What changes on a PC. */
export const comparisonReply = policyChanges.extend({
  name: policyName,
  from: z.int().min(1).optional(),
  to: z.int().min(1).optional().describe('Absent where a document came along.'),
  device: explainedDevice,
});

/** Ready parts of a document. */
export const presetList = listOf(
  z.strictObject({
    name: z.string(),
    description: z.string(),
    sections: policyDocument
      .pick({ apps: true, network: true })
      .optional()
      .describe('Absent where it depends on the organization and none was named.'),
  }),
);
