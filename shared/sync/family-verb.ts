import type { ItemVerb, NodeValue } from '../syncml/message';

/** The verb of one node of a setting: a node of format `null` is not written but executed, such as SCEP's Enroll. */
export function familyVerb(verb: ItemVerb, { format }: NodeValue): ItemVerb {
  return format === 'null' && (verb === 'Add' || verb === 'Replace') ? 'Exec' : verb;
}
