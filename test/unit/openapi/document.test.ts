import { validate } from '@hyperjump/json-schema/openapi-3-1';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../functions/management/openapi/document';
import { OPERATIONS } from '../../../functions/management/openapi/operations';
import { recordedReplies } from '../../../functions/management/openapi/recorded-reply';
import { refusalsOf } from '../../../functions/management/openapi/refusals-of';

const OPENAPI = 'https://spec.openapis.org/oas/3.1/schema-base';

const service = {
  publicUrl: 'https://mam.example.com',
  appIdUri: 'https://mam.example.com',
  authority: 'https://login.example.com',
};

const text = JSON.stringify(openApiDocument(OPERATIONS, service));
const read = () => JSON.parse(text);

const byId = OPERATIONS.map((operation) => [operation.id, operation] as const);

describe('the description of the management API', () => {
  it('is valid against the published schema of OpenAPI 3.1, every schema in it included', async () => {
    expect(await validate(OPENAPI, read(), 'BASIC')).toEqual({ valid: true });
  });

  it.each([
    ['a member that OpenAPI does not know', (document: ReturnType<typeof read>) => ({ ...document, path: {} })],
    [
      'a schema of no type',
      ({ components, ...rest }: ReturnType<typeof read>) => ({
        ...rest,
        components: { ...components, schemas: { Tenant: { type: 'thing' } } },
      }),
    ],
  ])('would not be valid with %s', async (_, broken) => {
    expect((await validate(OPENAPI, broken(read()))).valid).toBe(false);
  });

  it('refers to nothing that it does not contain', () => {
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((path) => valueAt(path.split('/')) === undefined)).toEqual([]);
  });

  it('gives every operation an id of its own', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(byId)('shows %s by examples whose statuses it documents', (_, operation) => {
    const statuses = [...Object.keys(operation.replies).map(Number), ...refusalsOf(operation).keys()];
    const examples = Object.values(operation.examples);
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.filter(({ status }) => !statuses.includes(status))).toEqual([]);
  });

  it.each(byId)('shows what every example of %s is answered with', (id, { examples }) => {
    const shown = Object.entries(examples).filter(([, { isLong }]) => isLong !== true);
    const recorded = recordedReplies(id);
    const missing = shown.filter(([name]) => !recorded.has(name)).map(([name]) => name);
    expect(missing, 'record them: functions/management/openapi/operation.ts says how').toEqual([]);
  });
});

function valueAt(path: readonly string[]): unknown {
  let value: unknown = read();
  for (const part of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  return value;
}
