import { z } from 'zod';
import { foundText } from '../../shared/policy/member-path';
import { nearestName } from '../../shared/policy/nearest-name';
import type { PageRequest } from '../../shared/storage/page';
import type { Call } from '../http';
import { openPlace, sealPlace, type TenantList } from './continuation';
import type { MemberProblem } from './member-problem';
import { RefusedDocument } from './refused-document';

/** Parameters of every list: how many entries, and where the last page ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Entries a page, 1 to 1000.'),
  continuation: z.string().max(2048).optional().describe('`continuation` of the page before.'),
};

type Query<Shape extends z.ZodRawShape> = z.ZodObject<Shape, z.core.$strict>;

/**
 * The query of a request as the schema wants it. A parameter that is not known is refused: it would be a filter that
 * silently does nothing. The host joins one that is there twice with a comma.
 * @throws RefusedDocument with the name of each wrong parameter
 */
export function readQuery<Shape extends z.ZodRawShape>(call: Call, schema: Query<Shape>) {
  const known = Object.keys(schema.shape);
  const unknown = [...call.request.query.keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new RefusedDocument(unknown.slice(0, MOST_REFUSALS).map((name) => unknownParameter(name, known)));
  }
  const query = Object.fromEntries(call.request.query.entries());
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new RefusedDocument(parsed.error.issues.map((issue) => wrongValue(query, issue, schema)));
}

const MOST_REFUSALS = 20;
const LONGEST_NAME = 64;

function unknownParameter(name: string, known: readonly string[]): MemberProblem {
  const path = name.slice(0, LONGEST_NAME);
  const near = nearestName(name, known);
  return {
    path,
    rule: 'QUERY-1',
    message: 'there is no such parameter',
    found: JSON.stringify(path),
    allowed: known.join(', '),
    suggestion: near === undefined ? 'leave it out, or use one that is allowed' : `write \`${near}\``,
  };
}

function wrongValue(
  query: object,
  { path, message }: z.core.$ZodIssue,
  { shape }: Query<z.ZodRawShape>,
): MemberProblem {
  const name = path.join('.');
  const member = shape[name];
  const description = member instanceof z.ZodType ? member.description : undefined;
  return {
    path: name,
    rule: 'QUERY-2',
    message,
    found: foundText(query, path) ?? 'a value that is not shown',
    allowed: description ?? message,
    suggestion: `see what \`${name}\` allows`,
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
