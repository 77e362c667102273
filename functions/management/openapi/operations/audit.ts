import { z } from 'zod';
import { auditQuery } from '../../audit';
import { pageQuery } from '../../page-query';
import type { Operation } from '../operation';
import { auditList, proofList } from '../views/audit';

const READERS = ['Mam.Admin', 'Mam.Reader'] as const;

/** `/audit` and `/proofs`. */
export const auditOperations: readonly Operation[] = [
  {
    id: 'listAudit',
    method: 'GET',
    path: '/audit',
    tag: 'audit',
    summary: 'Who did what, newest first',
    description:
      'All filters that are given must hold. For a SIEM `format=jsonl` gives one row a line, with the address of the next page in the header `Link`.',
    roles: READERS,
    query: auditQuery,
    replies: {
      200: {
        description: 'A page of rows.',
        schema: auditList,
        headers: ['link'],
        texts: ['application/x-ndjson'],
      },
    },
    refusals: ['page.continuation-invalid'],
    examples: {
      policies: { summary: 'Who saved policies', query: { action: 'policy.', limit: '10' }, status: 200 },
      lines: { summary: 'One row a line', query: { action: 'policy.save', format: 'jsonl' }, status: 200 },
    },
  },
  {
    id: 'listProofs',
    method: 'GET',
    path: '/proofs',
    tag: 'audit',
    summary: 'Proofs that the work data of PCs was withdrawn',
    description: 'Kept for as long as the organization is.',
    roles: READERS,
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of proofs, those of the newest requests first.', schema: proofList } },
    refusals: ['page.continuation-invalid'],
    examples: { newest: { summary: 'The newest ones', query: { limit: '10' }, status: 200 } },
  },
];
