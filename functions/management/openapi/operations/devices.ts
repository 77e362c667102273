import { complianceQuery } from '../../compliance-query';
import { deviceQuery } from '../../device-query';
import type { Operation } from '../operation';
import { SAMPLES } from '../samples';
import { complianceList } from '../views/compliance';
import { deviceList, deviceView } from '../views/device';

const READERS = ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader'] as const;

/** `/devices`, `/devices/{deviceId}` and `/compliance`. */
export const deviceOperations: readonly Operation[] = [
  {
    id: 'listDevices',
    method: 'GET',
    path: '/devices',
    tag: 'devices',
    summary: 'The PCs of the organization',
    description: 'All filters that are given must hold. A page may be shorter than it was asked for.',
    roles: READERS,
    query: deviceQuery,
    replies: { 200: { description: 'A page of PCs, in the order of their ids.', schema: deviceList } },
    refusals: ['page.continuation-invalid'],
    examples: {
      ofPerson: { summary: 'The PCs of one person', query: { user: SAMPLES.userId }, status: 200 },
      refused: { summary: 'A filter that is not understood', query: { status: 'gone' }, status: 422 },
    },
  },
  {
    id: 'getDevice',
    method: 'GET',
    path: '/devices/{deviceId}',
    tag: 'devices',
    summary: 'One PC with all that is known of it',
    description: 'Its settings with what Windows said to them, what was asked of it, and what is over.',
    roles: READERS,
    replies: { 200: { description: 'The PC.', schema: deviceView, headers: ['etag'] } },
    refusals: ['device.unknown'],
    examples: { one: { summary: 'A PC that has synced', status: 200 } },
  },
  {
    id: 'listCompliance',
    method: 'GET',
    path: '/compliance',
    tag: 'devices',
    summary: 'How PCs stand against the demands of their policy, and why',
    roles: READERS,
    query: complianceQuery,
    replies: { 200: { description: 'A page of PCs whose policy demands something.', schema: complianceList } },
    refusals: ['page.continuation-invalid'],
    examples: { wanting: { summary: 'Everything but compliant', query: { not: 'compliant' }, status: 200 } },
  },
];
