/**
 * What a status means for the setting it is about:
 * - `done`: in force.
 * - `accepted`: the device finishes by itself; counts as success until a later status says otherwise.
 * - `pending`: nothing was decided; it has to be sent, or sent on.
 * - `absent`, `exists`: the node is not there, or there already; success for a Delete, otherwise the other verb helps.
 * - `refused`: this device does not take it; not worth asking at every sync.
 * - `transient`: may succeed when repeated unchanged.
 * - `failed`: will not succeed unchanged.
 * - `unknown`: it must be read back to know.
 */
export type StatusClass =
  | 'done'
  | 'accepted'
  | 'pending'
  | 'absent'
  | 'exists'
  | 'refused'
  | 'transient'
  | 'failed'
  | 'unknown';

/** Class of a status and what to tell an administrator. */
export interface StatusMeaning {
  readonly class: StatusClass;
  readonly text: string;
}

const MEANINGS: ReadonlyMap<number, StatusMeaning> = new Map([
  [200, { class: 'done', text: 'Done.' }],
  [201, { class: 'done', text: 'Done; the node was created.' }],
  [202, { class: 'accepted', text: 'Accepted; the device finishes it by itself.' }],
  [212, { class: 'done', text: 'Done; the device is authenticated for this session.' }],
  [213, { class: 'pending', text: 'A part was received; the device waits for the rest.' }],
  [214, { class: 'pending', text: 'The device cancelled the operation.' }],
  [215, { class: 'pending', text: 'Not carried out, because another command of the same group failed.' }],
  [216, { class: 'pending', text: 'Undone, because another command of the same group failed.' }],
  [400, { class: 'failed', text: 'The device did not understand the command.' }],
  [401, { class: 'refused', text: 'The device asks for credentials.' }],
  [403, { class: 'refused', text: 'The device forbids it.' }],
  [404, { class: 'absent', text: 'The device does not have this node.' }],
  [405, { class: 'refused', text: 'The device does not allow this operation on this node.' }],
  [406, { class: 'refused', text: 'The device does not support this.' }],
  [407, { class: 'refused', text: 'The device asks for credentials.' }],
  [412, { class: 'failed', text: 'The command was incomplete.' }],
  [413, { class: 'failed', text: 'The value is too large for the device.' }],
  [415, { class: 'failed', text: 'The device does not support this type or format.' }],
  [416, { class: 'failed', text: 'The request is too large for the device.' }],
  [418, { class: 'exists', text: 'The device has this node already.' }],
  [420, { class: 'transient', text: 'The device has no room for it.' }],
  [424, { class: 'transient', text: 'The size received differs from the size announced.' }],
  [425, { class: 'refused', text: 'The device denies access to this node.' }],
  [500, { class: 'transient', text: 'The device failed to carry it out.' }],
  [507, { class: 'transient', text: 'The group failed as a whole; nothing of it was applied.' }],
  [516, { class: 'unknown', text: 'The group failed and could not be undone; its state is not known.' }],
]);

const UNLISTED: StatusMeaning = {
  class: 'unknown',
  text: 'The device answered with a code that this service does not know.',
};

/** Meaning of a SyncML status code that a device sent ([OMA-DM 1.2] response status codes, as Windows uses them). */
export function statusMeaning(code: number): StatusMeaning {
  return MEANINGS.get(code) ?? UNLISTED;
}
