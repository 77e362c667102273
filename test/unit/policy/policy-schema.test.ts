import { describe, expect, it } from 'vitest';
import { policySchemaText } from '../../../shared/policy/policy-schema';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Every object and every member below a schema. */
function below(schema: Schema): { objects: Schema[]; members: [string, Schema][] } {
  const properties = Object.entries(schema.properties ?? {});
  const inner = [
    ...properties.map(([, member]) => member),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
  ].map(below);
  return {
    objects: [...(schema.properties ? [schema] : []), ...inner.flatMap(({ objects }) => objects)],
    members: [...properties, ...inner.flatMap(({ members }) => members)],
  };
}

describe('the JSON Schema of the policy', () => {
  // After a change of the document: npx vitest run test/unit/policy/policy-schema.test.ts --update
  it('is the one that lies in schemas/', async () => {
    await expect(policySchemaText()).toMatchFileSnapshot('../../../schemas/policy.schema.json');
  });

  const { objects, members } = below(JSON.parse(policySchemaText()));

  it('takes the mark of a secret that was read', () => {
    expect(policySchemaText().match(/"const": "set"/g)).toHaveLength(4);
  });

  it('explains every member', () => {
    expect(members.length).toBeGreaterThan(100);
    expect(members.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
  });

  it('refuses unknown members at every depth', () => {
    expect(objects.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
  });
});
