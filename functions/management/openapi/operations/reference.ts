import { z } from 'zod';
import type { Operation } from '../operation';

const openApi = z.looseObject({ openapi: z.string(), paths: z.looseObject({}) });

/** `/openapi.json`. */
export const referenceOperations: readonly Operation[] = [
  {
    id: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    tag: 'reference',
    summary: 'This description',
    roles: undefined,
    replies: { 200: { description: 'The management API, as OpenAPI 3.1.', schema: openApi } },
    examples: { all: { summary: 'The whole description', status: 200, isLong: true } },
  },
];
