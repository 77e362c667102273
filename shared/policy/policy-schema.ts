import { z } from 'zod';
import { policyDocument } from './document';

const width = 120;

/** Lists of plain values in one line where they fit, as the formatter of this project writes them. */
export function compactLists(text: string): string {
  return text.replace(/^( *)(.*)\[\n([^[\]{}]*?)\n *\](,?)$/gm, (whole, indent, head, content, comma) => {
    const line = `${indent}${head}[${content
      .split('\n')
      .map((entry: string) => entry.trim())
      .join(' ')}]${comma}`;
    return line.length <= width ? line : whole;
  });
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** In place of a secret a document that was read carries a mark, which editors must take. */
const secretMark: JsonSchema = {
  type: 'object',
  properties: { secret: { const: 'set', description: 'The value that is stored stays.' } },
  required: ['secret'],
  additionalProperties: false,
};

function allowSecretMark({ jsonSchema }: { readonly jsonSchema: JsonSchema }): void {
  if (jsonSchema.writeOnly !== true || jsonSchema.type !== 'string') return;
  delete jsonSchema.type;
  jsonSchema.anyOf = [{ type: 'string' }, secretMark];
}

/** The JSON Schema of the policy document, for editors; every member carries its description. */
export function policySchemaText(): string {
  const schema = z.toJSONSchema(policyDocument, {
    io: 'input',
    unrepresentable: 'throw',
    override: allowSecretMark,
  });
  const { $schema, ...rest } = schema;
  const titled = { $schema, title: 'Policy of the Windows MAM server', ...rest };
  return `${compactLists(JSON.stringify(titled, undefined, 2))}\n`;
}
