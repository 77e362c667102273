import { actionRequest } from '../../../../shared/actions/action';
import { bulkQuery } from '../../bulk-actions';
import type { Operation } from '../operation';
import { NOT_ACTIVE } from '../problems';
import { SAMPLES } from '../samples';
import { actionView, askedAction, groupActions, personActions } from '../views/action';

const KEY = { 'idempotency-key': SAMPLES.actionId };

/** What is asked of PCs. */
export const actionOperations: readonly Operation[] = [
  {
    id: 'requestAction',
    method: 'POST',
    path: '/devices/{deviceId}/actions',
    tag: 'actions',
    summary: 'Asks something of one PC',
    description:
      'The PC does it with its next sync. The answer says beforehand what becomes of the work data. An organization that is suspended or leaving may still wipe and unenroll.',
    roles: ['Mam.Admin'],
    idempotencyKey: 'optional',
    body: { schema: actionRequest },
    replies: { 202: { description: 'The action, and how it stands.', schema: askedAction } },
    refusals: [
      ...NOT_ACTIVE,
      'device.unknown',
      'device.unenrolled',
      'actions.exit-open',
      'actions.key-taken',
      'actions.too-many',
      'actions.not-enrolled',
    ],
    examples: {
      wipe: { summary: 'Withdraws the work data', headers: KEY, body: { type: 'wipe' }, status: 202 },
      unenroll: {
        summary: 'Ends the enrollment, and leaves the work files readable',
        body: { type: 'unenroll', keepData: true },
        status: 202,
      },
      resync: { summary: 'Sends every setting again', body: { type: 'resync' }, status: 202 },
      handoff: {
        summary: 'Offers the user to move the PC to MDM',
        body: {
          type: 'handoff',
          discoveryUrl: 'https://enrollment.manage.microsoft.com/enrollmentserver/discovery.svc',
          mdmEnterpriseId: 'contoso.com',
        },
        status: 202,
      },
    },
  },
  {
    id: 'cancelAction',
    method: 'POST',
    path: '/devices/{deviceId}/actions/{actionId}/cancel',
    tag: 'actions',
    summary: 'Takes an action back that has not gone out',
    description: 'Taking it back again changes nothing.',
    roles: ['Mam.Admin'],
    replies: { 200: { description: 'The action, cancelled.', schema: actionView } },
    refusals: [...NOT_ACTIVE, 'device.unknown', 'actions.unknown', 'actions.sent'],
    examples: { pending: { summary: 'An action that waits', status: 200 } },
  },
  {
    id: 'requestPersonActions',
    method: 'POST',
    path: '/people/{userId}/actions',
    tag: 'actions',
    summary: 'Asks the same of every PC of one person',
    description: 'For somebody who leaves. A PC that refuses keeps no other waiting.',
    roles: ['Mam.Admin'],
    idempotencyKey: 'required',
    body: { schema: actionRequest },
    replies: { 200: { description: 'What became of it on each PC.', schema: personActions } },
    refusals: NOT_ACTIVE,
    examples: { wipe: { summary: 'Somebody leaves', headers: KEY, body: { type: 'wipe' }, status: 200 } },
  },
  {
    id: 'requestGroupActions',
    method: 'POST',
    path: '/groups/{groupId}/actions',
    tag: 'actions',
    summary: 'Asks the same of every PC of the members of a group',
    description:
      'One request goes through a part of a large group: repeat it with `after` of the answer and the same Idempotency-Key until `remaining` is gone.',
    roles: ['Mam.Admin'],
    query: bulkQuery,
    idempotencyKey: 'required',
    body: { schema: actionRequest },
    replies: { 200: { description: 'What became of it on each PC, and what is left.', schema: groupActions } },
    refusals: [...NOT_ACTIVE, 'group.unknown', 'graph.forbidden', 'graph.unavailable', 'quota.bulkPersons'],
    examples: { resync: { summary: 'Everything again', headers: KEY, body: { type: 'resync' }, status: 200 } },
  },
];
