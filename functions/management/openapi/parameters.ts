import { z } from 'zod';
import { embedded } from './components';
import type { Example, Operation } from './operation';
import { PATH_PARAMETERS, parametersOf } from './path-parameters';

type Json = Readonly<Record<string, unknown>>;

/** Parameters of an operation, as OpenAPI writes them: of the path, of the query, of the headers. */
export function parametersFor(operation: Operation): readonly Json[] {
  return [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)];
}

function pathParameters({ path }: Operation): Json[] {
  return parametersOf(path).map((name) => {
    const parameter = PATH_PARAMETERS.get(name);
    if (parameter === undefined) throw new Error(`path-parameters.ts does not describe {${name}} of ${path}`);
    const { description, schema, example } = parameter;
    return { name, in: 'path', required: true, description, schema: schemaOf(schema), example };
  });
}

function queryParameters({ query, examples }: Operation): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', ...schema } = typeof property === 'boolean' ? {} : property;
    const isRequired = required.includes(name) ? { required: true } : {};
    return { name, in: 'query', ...isRequired, description, schema, ...valuesOf(examples, (one) => one.query?.[name]) };
  });
}

const IF_MATCH =
  'ETag of what was read: refused with 412 where it was changed meanwhile. Without it the last writer wins.';
const IF_NONE_MATCH = '`*`: refused with 412 where it is there already.';
const KEY =
  "The caller's name for what is asked, e.g. a GUID: 1 to 64 letters, digits and hyphens. Asking again under the same name asks nothing more.";

function headerParameters({ isConditional, idempotencyKey, examples }: Operation): Json[] {
  const conditions = isConditional === true ? { 'If-Match': IF_MATCH, 'If-None-Match': IF_NONE_MATCH } : {};
  const described = { ...conditions, ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': KEY }) };
  return Object.entries(described).map(([name, description]) => {
    const isRequired = name === 'Idempotency-Key' && idempotencyKey === 'required' ? { required: true } : {};
    const values = valuesOf(examples, ({ headers }) => headers?.[name.toLowerCase()]);
    return { name, in: 'header', ...isRequired, description, schema: { type: 'string' }, ...values };
  });
}

// Each under the name of the call that it is a part of.
function valuesOf(examples: Operation['examples'], valueIn: (example: Example) => string | undefined): Json {
  const values = Object.entries(examples).flatMap(([name, example]) => {
    const value = valueIn(example);
    return value === undefined ? [] : [[name, { summary: example.summary, value }] as const];
  });
  return values.length === 0 ? {} : { examples: Object.fromEntries(values) };
}

const schemaOf = (schema: z.ZodType): Json => embedded(z.toJSONSchema(schema, { io: 'input' }));
