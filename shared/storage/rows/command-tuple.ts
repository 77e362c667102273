import type { SentCommand } from '../../sync/session';
import { present } from './columns';
import type { Tuple } from './tuple';

const TOPICS = ['facts', 'attestation', 'logs'] as const;
const FORMATS = ['b64', 'bin', 'bool', 'chr', 'int', 'node', 'null', 'xml'] as const;
const VERBS = ['Add', 'Replace', 'Delete', 'Exec', 'Get'] as const;

/** A sent command as one tuple; 0 stands for "absent", and most commands end before the rarer members. */
export function commandFields(command: SentCommand): (string | number)[] {
  const { id, verb, setting, hash, ids, isContainer, isSecondVerb, uri, part, asked } = command;
  const fields = [id, verb, setting, hash, ids, isContainer === true ? 1 : 0, isSecondVerb === true ? 1 : 0];
  if (uri === undefined && part === undefined) return fields;
  if (asked !== undefined) return [...fields, uri ?? 0, 0, 0, asked.topic, asked.format, asked.data ?? 0];
  return [...fields, uri ?? 0, ...(part === undefined ? [] : [part.from, part.to])];
}

/** The command of a tuple. @throws ServiceError `storage.row-invalid` */
export const readCommand = (fields: Tuple): SentCommand => ({
  id: fields.integer(0),
  verb: fields.oneOf(1, VERBS),
  setting: fields.text(2),
  hash: fields.text(3),
  ids: fields.integer(4),
  ...present({
    isContainer: fields.flag(5) ? true : undefined,
    isSecondVerb: fields.flag(6) ? true : undefined,
    uri: fields.optionalText(7),
    part: fields.has(9) ? { from: fields.integer(8), to: fields.integer(9) } : undefined,
    asked: fields.has(10) ? askedOf(fields) : undefined,
  }),
});

function askedOf(fields: Tuple): NonNullable<SentCommand['asked']> {
  return {
    topic: fields.oneOf(10, TOPICS),
    format: fields.oneOf(11, FORMATS),
    ...present({ data: fields.optionalText(12) }),
  };
}
