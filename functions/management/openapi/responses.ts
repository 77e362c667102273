import type { Components } from './components';
import type { Json } from './json-schema';
import type { Operation, ReplyDescription, ReplyHeader } from './operation';
import { PROBLEMS } from './problems';
import { recordedReplies } from './recorded-reply';
import { refusalsOf } from './refusals-of';
import { problemView } from './views/problem';

const HEADERS: Readonly<Record<ReplyHeader, readonly [name: string, description: string]>> = {
  etag: ['ETag', 'What `If-Match` takes.'],
  link: ['Link', 'Address of the next page, `rel="next"`; absent on the last one.'],
};

const CORRELATION = { 'X-Correlation-Id': { $ref: '#/components/headers/CorrelationId' } };

/** What an operation answers, by status: what was asked for, and every refusal. */
export function responsesOf(operation: Operation, components: Components): Json {
  const replies = Object.entries(operation.replies).map(([status, reply]) => {
    const content = contentOf(reply, examplesOf(operation, Number(status)), components);
    const headers = { ...Object.fromEntries((reply.headers ?? []).map(headerOf)), ...CORRELATION };
    return [status, { description: reply.description, headers, ...content }] as const;
  });
  const refusals = [...refusalsOf(operation)].map(([status, codes]) => {
    const description = codes.map((code) => `- \`${code}\`: ${PROBLEMS[code][1]}`).join('\n');
    const media = { schema: components.answered(problemView), ...examplesOf(operation, status) };
    return [status, { description, headers: CORRELATION, content: { 'application/problem+json': media } }] as const;
  });
  return Object.fromEntries([...replies, ...refusals]);
}

const headerOf = (header: ReplyHeader) => {
  const [name, description] = HEADERS[header];
  return [name, { description, schema: { type: 'string' } }] as const;
};

function contentOf({ schema, texts = [] }: ReplyDescription, { examples }: Examples, components: Components): Json {
  const media = (isText: boolean) => {
    const fitting = Object.entries(examples ?? {}).filter(([, { value }]) => (typeof value === 'string') === isText);
    return fitting.length === 0 ? {} : { examples: Object.fromEntries(fitting) };
  };
  if (schema === undefined) return {};
  const json = { schema: components.answered(schema), ...media(false) };
  const others = texts.map((type) => [type, { schema: { type: 'string' }, ...media(true) }]);
  return { content: { 'application/json': json, ...Object.fromEntries(others) } };
}

interface Examples {
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

function examplesOf({ id, examples }: Operation, status: number): Examples {
  const replies = recordedReplies(id);
  const fitting = Object.entries(examples).flatMap(([name, { summary, status: expected }]) => {
    const value = replies.get(name);
    return expected !== status || value === undefined ? [] : [[name, { summary, value }] as const];
  });
  return fitting.length === 0 ? {} : { examples: Object.fromEntries(fitting) };
}
