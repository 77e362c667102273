import { z } from 'zod';
import { policyDocument } from './document';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** One row of the reference: a member, what it takes, whether its object is refused without it, what it is for. */
interface Row {
  readonly member: string;
  readonly takes: string;
  readonly isRequired: boolean;
  readonly purpose: string;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema of a value that is there: `null` is left aside, since every optional member takes it. */
function present(schema: JsonSchema): JsonSchema {
  const options = (schema.anyOf ?? []).filter(isSchema).filter(({ type }) => type !== 'null');
  return options[0] ?? schema;
}

const range = ({ minimum, maximum }: JsonSchema) =>
  minimum === undefined && maximum === undefined ? '' : ` ${minimum ?? ''} to ${maximum ?? ''}`;

function takes(schema: JsonSchema): string {
  const { type, enum: choices, const: only, items } = present(schema);
  if (only !== undefined) return String(only);
  if (choices !== undefined) return choices.filter((choice) => choice !== null).join(', ');
  if (isSchema(items)) return `list of ${takes(items)}`;
  const [name] = [type].flat();
  return `${name ?? 'value'}${range(present(schema))}`;
}

function rowsBelow(schema: JsonSchema, path: string): Row[] {
  const { properties, required = [], items } = present(schema);
  if (isSchema(items)) return rowsBelow(items, `${path}[]`);
  return Object.entries(properties ?? {}).flatMap(([name, member]) => {
    if (!isSchema(member)) return [];
    const place = path === '' ? name : `${path}.${name}`;
    const row = {
      member: place,
      takes: takes(member),
      isRequired: required.includes(name),
      purpose: member.description ?? '',
    };
    return [row, ...(member.writeOnly === true ? [] : rowsBelow(member, place))];
  });
}

const cell = (text: string) => text.replaceAll('|', '\\|');

/** A Markdown table with its columns aligned, as the formatter of this project writes it. */
function table(rows: readonly (readonly string[])[]): string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = '', ...others] = rows.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...others];
}

/** Every member of the policy document as a Markdown table, from the one schema. */
export function policyReferenceText(): string {
  const schema = z.toJSONSchema(policyDocument, { io: 'input' });
  const rows = rowsBelow(schema, '').map(({ member, takes: kind, isRequired, purpose }) => [
    `\`${member}\``,
    cell(kind),
    isRequired ? 'yes' : '',
    cell(purpose),
  ]);
  const head = [
    '# Members of a policy',
    '',
    'Absent means not managed; `null` (or `[]`) removes what was deployed.',
    '',
  ];
  return `${[...head, ...table([['member', 'takes', 'required', 'purpose'], ...rows])].join('\n')}\n`;
}
