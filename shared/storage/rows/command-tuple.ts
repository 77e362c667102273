import type { SentCommand } from '../../sync/session';
import { present } from './columns';
import type { Tuple } from './tuple';

const VERBS = ['Add', 'Replace', 'Delete', 'Exec', 'Get'] as const;

/** A sent command as one tuple; 0 stands for "absent", and most commands end before the rarer members. */
export function commandFields(command: SentCommand): (string | number)[] {
  const { id, verb, setting, hash, ids, isContainer, isSecondVerb, uri, part } = command;
  const fields = [id, verb, setting, hash, ids, isContainer === true ? 1 : 0, isSecondVerb === true ? 1 : 0];
  if (uri === undefined && part === undefined) return fields;
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
  }),
});
