import { z } from 'zod';

/** A part of the document. */
export type Json = Readonly<Record<string, unknown>>;

type Override = NonNullable<z.core.JSONSchemaGeneratorParams['override']>;

const FORMATS: ReadonlySet<string> = new Set(['uuid', 'date-time']);
const LIMITS: readonly unknown[] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

// What a format says need not be spelled out, nor that JSON's numbers end somewhere.
const tidy: Override = ({ jsonSchema }) => {
  if (FORMATS.has(jsonSchema.format ?? '')) delete jsonSchema.pattern;
  if (LIMITS.includes(jsonSchema.minimum)) delete jsonSchema.minimum;
  if (LIMITS.includes(jsonSchema.maximum)) delete jsonSchema.maximum;
};

/** One schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1, as a part of a document that has that dialect. */
export function jsonSchema(schema: z.ZodType): Json {
  return embedded(z.toJSONSchema(schema, { io: 'input', override: tidy }));
}

/** Schemas by their names, which refer to each other. @param io Which side of a schema counts: what comes or what goes. */
export function jsonSchemas(
  names: ReadonlyMap<z.ZodType, string>,
  io: 'input' | 'output',
  prefix: string,
): Readonly<Record<string, Json>> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const uri = (id: string) => `${prefix}${id}`;
  const { schemas } = z.toJSONSchema(registry, { io, uri, unrepresentable: 'throw', override: tidy });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, embedded(schema)]));
}

/** A schema without what only a document of its own needs: dialect and address. */
export function embedded({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema;
}
