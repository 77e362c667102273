import { tenantSettings } from '../../../../shared/tenant/tenant';
import { saveQuery } from '../../authorize-save';
import type { Operation } from '../operation';
import { NOT_ACTIVE } from '../problems';
import { SAMPLES } from '../samples';
import { tenantView } from '../views/tenant';

/** `/tenant`. */
export const tenantOperations: readonly Operation[] = [
  {
    id: 'getTenant',
    method: 'GET',
    path: '/tenant',
    tag: 'tenant',
    summary: 'The own organization with its settings, policies and terms',
    roles: ['Mam.Admin', 'Mam.Reader'],
    replies: { 200: { description: 'The organization.', schema: tenantView, headers: ['etag'] } },
    examples: { own: { summary: 'The own organization', status: 200 } },
  },
  {
    id: 'putTenant',
    method: 'PUT',
    path: '/tenant',
    tag: 'tenant',
    summary: 'Changes the settings',
    description:
      'What is absent takes its default: read the settings, change a member, send all of them back. With `dryRun=true` it shows the organization as it would be.',
    roles: ['Mam.Admin'],
    query: saveQuery,
    isConditional: true,
    body: { schema: tenantSettings },
    replies: { 200: { description: 'The organization with its new settings.', schema: tenantView, headers: ['etag'] } },
    refusals: [...NOT_ACTIVE],
    examples: {
      defaultPolicy: {
        summary: 'A policy for everybody, terms of use for nobody',
        headers: { 'if-match': SAMPLES.etag },
        body: { defaultPolicy: SAMPLES.policy, termsRequired: false },
        status: 200,
      },
      dryRun: {
        summary: 'What would that say?',
        query: { dryRun: 'true' },
        body: { defaultPolicy: SAMPLES.policy, pollMinutes: 720 },
        status: 200,
      },
      changedMeanwhile: {
        summary: 'Somebody else was faster',
        headers: { 'if-match': SAMPLES.staleEtag },
        body: { defaultPolicy: SAMPLES.policy },
        status: 412,
      },
    },
  },
];
