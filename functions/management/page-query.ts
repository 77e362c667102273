import { z } from 'zod';
import type { PageRequest } from '../../shared/storage/page';
import type { Call } from '../http';
import { openPlace, sealPlace, type TenantList } from './continuation';
import { RefusedDocument } from './refused-document';

/** Parameters of every list: how many entries, and where the last page ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Entries a page, 1 to 1000.'),
  continuation: z.string().max(2048).optional().describe('`continuation` of the page before.'),
};

/**
 * The query of a request as the schema wants it. A parameter that is not known is refused: it would be a filter that
 * silently does nothing.
 * @throws RefusedDocument with the name of each wrong parameter
 */
export function readQuery<Shape extends z.ZodRawShape>(call: Call, schema: z.ZodObject<Shape, z.core.$strict>) {
  const parsed = schema.safeParse(Object.fromEntries(call.request.query.entries()));
  if (parsed.success) return parsed.data;
  const known = Object.keys(schema.shape).join(', ');
  throw new RefusedDocument(
    parsed.error.issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return [refusalOf(issue.path.join('.'), issue.message, schema)];
      return issue.keys.map((key) => ({
        path: key.slice(0, 64),
        rule: 'QUERY-1',
        message: 'there is no such parameter',
        found: key.slice(0, 64),
        allowed: known,
        suggestion: 'leave it out, or use one that is allowed',
      }));
    }),
  );
}

function refusalOf(path: string, message: string, { shape }: { readonly shape: z.ZodRawShape }) {
  const member = shape[path];
  const allowed = (member instanceof z.ZodType ? member.description : undefined) ?? message;
  return {
    path,
    rule: 'QUERY-2',
    message,
    found: 'a value that is not allowed',
    allowed,
    suggestion: `see what \`${path}\` allows`,
  };
}

/** The page of a list that a query asks for, as storage wants it. @throws RefusedDocument */
export function pageOf(list: TenantList, { limit, continuation }: PageQuery): PageRequest {
  return { size: limit, ...(continuation === undefined ? {} : { continuation: openPlace(list, continuation) }) };
}

/** What a reply says of the next page: nothing when there is none. */
export function nextPage(list: TenantList, place: string | undefined): { readonly continuation?: string } {
  return place === undefined ? {} : { continuation: sealPlace(list, place) };
}

/** What every query of a list says about its page. */
export interface PageQuery {
  readonly limit: number;
  readonly continuation?: string | undefined;
}
