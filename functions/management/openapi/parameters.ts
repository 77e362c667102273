import { type Json, jsonSchema } from './json-schema';
import type { Example, Operation } from './operation';
import { PATH_PARAMETERS, parametersOf } from './path-parameters';

/** Parameters of an operation, as OpenAPI writes them: of the path, of the query, of the headers. */
export function parametersFor(operation: Operation): readonly Json[] {
  return [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)];
}

function pathParameters({ path }: Operation): Json[] {
  return parametersOf(path).map((name) => {
    const parameter = PATH_PARAMETERS.get(name);
    if (parameter === undefined) throw new Error(`path-parameters.ts does not describe {${name}} of ${path}`);
    const { description, schema, example } = parameter;
    return { name, in: 'path', required: true, description, schema: jsonSchema(schema), example };
  });
}

function queryParameters({ query, examples }: Operation): Json[] {
  if (query === undefined) return [];
  return Object.entries(query.shape).map(([name, member]) => {
    const { description = '', ...schema } = jsonSchema(member);
    const isRequired = member.safeParse(undefined).success ? {} : { required: true };
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
