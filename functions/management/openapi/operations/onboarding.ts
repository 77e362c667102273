import { onboardingRequest } from '../../onboarding';
import type { Operation } from '../operation';
import { tenantView } from '../views/tenant';

/** `/onboarding`. */
export const onboardingOperations: readonly Operation[] = [
  {
    id: 'onboardTenant',
    method: 'PUT',
    path: '/onboarding',
    tag: 'onboarding',
    summary: 'Brings the own organization in',
    description: 'May be repeated; one that was leaving comes back.',
    roles: ['Mam.Admin'],
    body: { schema: onboardingRequest },
    replies: {
      200: { description: 'It is here already.', schema: tenantView, headers: ['etag'] },
      201: { description: 'It is here now.', schema: tenantView, headers: ['etag'] },
    },
    refusals: ['onboarding.listed', 'tenant.suspended'],
    examples: { again: { summary: 'It was brought in before', body: { displayName: 'Contoso' }, status: 200 } },
  },
  {
    id: 'offboardTenant',
    method: 'DELETE',
    path: '/onboarding',
    tag: 'onboarding',
    summary: 'Begins to leave',
    description:
      'Keeps everything but lets nothing new in, so that PCs can still be told to give up their work data. May be repeated.',
    roles: ['Mam.Admin'],
    replies: {
      200: { description: 'The organization is leaving.', schema: tenantView, headers: ['etag'] },
      204: { description: 'It never was here.' },
    },
    refusals: ['storage.changed'],
    examples: { leave: { summary: 'The organization leaves', status: 200 } },
  },
];
