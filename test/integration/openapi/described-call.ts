import { z } from 'zod';
import type { Operation } from '../../../functions/management/openapi/operation';

const values = z.record(z.string(), z.object({ value: z.unknown() })).optional();
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  example: z.string().optional(),
  examples: values,
});
const media = z.object({ schema: z.unknown().optional(), examples: values });
const described = z.object({
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), media) }).optional(),
  responses: z.record(
    z.string(),
    z.object({
      content: z.record(z.string(), media).default({}),
      headers: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), described)) });

/** What the document says of an operation, as far as a caller needs it. */
export type DescribedOperation = z.infer<typeof described>;

/** What the document says of an operation. @throws Error when it says nothing */
export function describedOperation(document: unknown, { method, path }: Operation): DescribedOperation {
  const found = openApi.parse(document).paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`the document does not describe ${method} ${path}`);
  return found;
}

/** A request as the document shows it. */
export interface DescribedCall {
  /** With its query, below the server's address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The request that the document shows under the name of an example. */
export function describedCall({ path }: Operation, operation: DescribedOperation, example: string): DescribedCall {
  const given = (place: 'path' | 'query' | 'header') =>
    operation.parameters
      .filter((one) => one.in === place)
      .map((one) => [one.name, one.examples?.[example]?.value ?? one.example] as const)
      .flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const filled = given('path').reduce((text, [name, value]) => text.replace(`{${name}}`, value), path);
  const query = new URLSearchParams(Object.fromEntries(given('query'))).toString();
  const body = operation.requestBody?.content['application/json']?.examples?.[example]?.value;
  return {
    path: query === '' ? filled : `${filled}?${query}`,
    headers: Object.fromEntries(given('header')),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** Names of all examples of an operation in the document, each once. */
export function exampleNames({ parameters, requestBody, responses }: DescribedOperation): ReadonlySet<string> {
  const contents = [requestBody?.content ?? {}, ...Object.values(responses).map(({ content }) => content)];
  const examples = [...parameters, ...contents.flatMap((content) => Object.values(content))];
  return new Set(examples.flatMap((one) => Object.keys(one.examples ?? {})));
}
