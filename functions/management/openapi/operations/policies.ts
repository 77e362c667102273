import { policyDocument } from '../../../../shared/policy/document';
import { saveQuery } from '../../authorize-save';
import { comparison } from '../../policies/diff-policy';
import { explainQuery, revisionsQuery, validateQuery } from '../../policies/policy-queries';
import { rollback } from '../../policies/roll-back-policy';
import { presetsQuery } from '../../presets';
import type { Operation } from '../operation';
import { NOT_ACTIVE } from '../problems';
import { SAMPLES } from '../samples';
import {
  comparisonReply,
  explanation,
  policyList,
  policyRevision,
  policyVerdict,
  presetList,
  revisionList,
  saveReply,
} from '../views/policy';

const READERS = ['Mam.Admin', 'Mam.Reader'] as const;
const QUOTAS = ['quota.policies', 'quota.revisions', 'quota.policyBytes', 'policy.too-large'] as const;
const CHANGED = { ...SAMPLES.document, network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] } };

/** `/policies` and everything below, and `/presets`. */
export const policyOperations: readonly Operation[] = [
  {
    id: 'listPolicies',
    method: 'GET',
    path: '/policies',
    tag: 'policies',
    summary: 'Every policy with its latest revision',
    roles: READERS,
    replies: { 200: { description: 'The policies.', schema: policyList } },
    examples: { all: { summary: 'Every policy', status: 200 } },
  },
  {
    id: 'getPolicy',
    method: 'GET',
    path: '/policies/{name}',
    tag: 'policies',
    summary: 'The latest revision of a policy',
    description: 'In place of a secret the document carries `{"secret": "set"}`; sending that back keeps the value.',
    roles: READERS,
    replies: { 200: { description: 'The revision with its document.', schema: policyRevision, headers: ['etag'] } },
    refusals: ['policy.unknown'],
    examples: { latest: { summary: 'The latest revision', status: 200 } },
  },
  {
    id: 'putPolicy',
    method: 'PUT',
    path: '/policies/{name}',
    tag: 'policies',
    summary: 'Saves a document as the next revision',
    description:
      'A policy that no PC follows does nothing: name it as the default of the organization, or assign it to groups.',
    roles: ['Mam.Admin'],
    query: saveQuery,
    isConditional: true,
    body: { schema: policyDocument },
    replies: {
      200: {
        description: 'The number of the revision; with `dryRun=true` what a save would say and change.',
        schema: saveReply,
        headers: ['etag'],
      },
    },
    refusals: [...NOT_ACTIVE, 'policy.exists', ...QUOTAS],
    examples: {
      nextRevision: {
        summary: 'On top of the revision that was read',
        headers: { 'if-match': '"2"' },
        body: SAMPLES.document,
        status: 200,
      },
      dryRun: {
        summary: 'What would that change?',
        query: { dryRun: 'true' },
        body: { ...CHANGED, wip: { mode: 'block', primaryDomain: 'contoso.com' } },
        status: 200,
      },
      refused: {
        summary: 'A document that cannot be accepted',
        body: { ...SAMPLES.document, network: { cloudResources: [{ host: '*.contoso.com' }] } },
        status: 422,
      },
      exists: {
        summary: 'A new policy under a name that is taken',
        headers: { 'if-none-match': '*' },
        body: SAMPLES.document,
        status: 412,
      },
    },
  },
  {
    id: 'validatePolicy',
    method: 'POST',
    path: '/policies/validate',
    tag: 'policies',
    summary: 'The verdict over a document',
    description: 'Changes nothing.',
    roles: READERS,
    query: validateQuery,
    body: { schema: policyDocument },
    replies: {
      200: { description: 'Whether it may be saved, and what is to be said about it.', schema: policyVerdict },
    },
    refusals: ['policy.name-reserved'],
    examples: {
      good: { summary: 'A document by itself', body: SAMPLES.document, status: 200 },
      next: {
        summary: 'The next revision of a policy',
        query: { policy: SAMPLES.policy },
        body: { schemaVersion: 1, name: 'Personal PCs' },
        status: 200,
      },
    },
  },
  {
    id: 'listRevisions',
    method: 'GET',
    path: '/policies/{name}/revisions',
    tag: 'policies',
    summary: 'Who saved which revision, newest first',
    roles: READERS,
    query: revisionsQuery,
    replies: { 200: { description: 'Up to twenty revisions.', schema: revisionList } },
    refusals: ['policy.unknown'],
    examples: {
      newest: { summary: 'The newest ones', status: 200 },
      older: { summary: 'The next page', query: { continuation: '1' }, status: 200 },
    },
  },
  {
    id: 'getRevision',
    method: 'GET',
    path: '/policies/{name}/revisions/{revision}',
    tag: 'policies',
    summary: 'One revision of a policy',
    roles: READERS,
    replies: { 200: { description: 'The revision with its document.', schema: policyRevision, headers: ['etag'] } },
    refusals: ['policy.unknown', 'policy.revision-unknown'],
    examples: { first: { summary: 'The first revision', status: 200 } },
  },
  {
    id: 'rollBackPolicy',
    method: 'POST',
    path: '/policies/{name}/rollback',
    tag: 'policies',
    summary: 'Saves the document of an earlier revision as the next one',
    description: 'With its secrets. It has to keep the rules of today.',
    roles: ['Mam.Admin'],
    query: saveQuery,
    isConditional: true,
    body: { schema: rollback },
    replies: {
      200: {
        description: 'The number of the revision; with `dryRun=true` what a save would say and change.',
        schema: saveReply,
        headers: ['etag'],
      },
    },
    refusals: [
      ...NOT_ACTIVE,
      'policy.unknown',
      'policy.revision-unknown',
      'policy.revision-current',
      'policy.revision-outdated',
      'policy.exists',
      ...QUOTAS,
    ],
    examples: {
      first: { summary: 'Back to the first revision', body: { revision: 1 }, status: 200 },
      current: { summary: 'Back to where it stands', body: { revision: 2 }, status: 409 },
    },
  },
  {
    id: 'explainPolicy',
    method: 'POST',
    path: '/policies/{name}/explain',
    tag: 'policies',
    summary: 'What a policy does on a PC, setting by setting',
    description: 'The latest revision, or the document that comes along. Changes nothing.',
    roles: READERS,
    query: explainQuery,
    body: { schema: policyDocument, isOptional: true },
    replies: { 200: { description: 'Every setting in plain words: node, value, why.', schema: explanation } },
    refusals: ['policy.unknown', 'policy.revision-outdated', 'device.unknown'],
    examples: {
      document: { summary: 'A document that is not saved', body: SAMPLES.document, status: 200 },
      onDevice: { summary: 'The latest revision on one PC', query: { device: SAMPLES.deviceId }, status: 200 },
    },
  },
  {
    id: 'diffPolicy',
    method: 'POST',
    path: '/policies/{name}/diff',
    tag: 'policies',
    summary: 'What changes on a PC from one revision to another, or to a document',
    description:
      'Changes nothing. For `Mam.Reader` a secret of a document that comes in plain text always counts as changed.',
    roles: READERS,
    query: explainQuery,
    body: { schema: comparison },
    replies: {
      200: { description: 'Every node that changes, and what that means for people.', schema: comparisonReply },
    },
    refusals: ['policy.unknown', 'policy.revision-unknown', 'policy.revision-outdated', 'device.unknown'],
    examples: {
      revisions: { summary: 'From the first revision to the second', body: { from: 1, to: 2 }, status: 200 },
      document: { summary: 'From the latest revision to a document', body: { to: SAMPLES.document }, status: 200 },
    },
  },
  {
    id: 'listPresets',
    method: 'GET',
    path: '/presets',
    tag: 'policies',
    summary: 'Ready parts of a document',
    roles: READERS,
    query: presetsQuery,
    replies: { 200: { description: 'The parts, for consoles that build a document.', schema: presetList } },
    examples: {
      forContoso: { summary: 'For an organization', query: { organization: 'contoso' }, status: 200, isLong: true },
    },
  },
];
