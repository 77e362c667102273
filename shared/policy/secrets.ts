import type { PolicyDocument } from './document';
import { valueAt } from './member-path';

/** What stands in place of a secret when a document is read, and what keeps the value when it is sent back. */
export const SECRET_SET = { secret: 'set' } as const;

/** Lists with secret members, by the member that names an entry across revisions. */
const secretLists = [
  { path: ['certificates', 'scep'], name: 'id', secrets: ['challenge'] },
  { path: ['certificates', 'pfx'], name: 'id', secrets: ['pkcs12', 'password'] },
  { path: ['wifi'], name: 'name', secrets: ['sharedKey'] },
] as const;

/** Whether a value is the mark that stands in place of a secret. */
export function isSecretMark(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    valueAt(value, ['secret']) === 'set'
  );
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with the member at a path changed; what is not there or no object stays as it is. */
function changedAt(value: unknown, [step, ...rest]: readonly string[], change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (!isObject(value) || !Object.hasOwn(value, step)) return value;
  return { ...value, [step]: changedAt(value[step], rest, change) };
}

/** Where a secret stands. */
interface SecretPlace {
  readonly path: readonly string[];
  readonly name: string;
  /** Name of the entry. */
  readonly entry: unknown;
  readonly member: string;
}

type Change = (value: unknown, place: SecretPlace) => unknown;

function mapEntry(entry: unknown, { path, name, secrets }: (typeof secretLists)[number], change: Change): unknown {
  const place = { path, name, entry: valueAt(entry, [name]) };
  return secrets.reduce<unknown>(
    (changed, member) => changedAt(changed, [member], (value) => change(value, { ...place, member })),
    entry,
  );
}

/** A copy of a document in which each secret that is there went through a function. */
function mapSecrets(document: unknown, change: Change): unknown {
  return secretLists.reduce<unknown>(
    (current, list) =>
      changedAt(current, list.path, (entries) =>
        Array.isArray(entries) ? entries.map((entry) => mapEntry(entry, list, change)) : entries,
      ),
    document,
  );
}

/** What stands at the place in another document: in the entry of the same name. */
function valueThere(document: unknown, { path, name, entry, member }: SecretPlace): unknown {
  const list = valueAt(document, path);
  if (!Array.isArray(list)) return undefined;
  const same = list.find((candidate) => valueAt(candidate, [name]) === entry);
  return valueAt(same, [member]);
}

/** A stored document as it may be read: a mark in place of each secret. */
export const hideSecrets = (document: unknown): unknown =>
  mapSecrets(document, (value) => (value === null ? null : SECRET_SET));

/**
 * An untrusted document with the marks that it sends back replaced by the values of the latest revision. A mark without
 * an earlier value stays and is refused by the check of the document.
 */
export const keepSecrets = (input: unknown, previous: PolicyDocument | undefined): unknown =>
  mapSecrets(input, (value, place) => (isSecretMark(value) ? (valueThere(previous, place) ?? value) : value));

// No secret that is stored is an empty text: the form of none allows it.
const NEVER_STORED = '';

/**
 * An accepted document for a comparison that must confirm no guess: a secret that was sent in plain text differs from
 * whatever is stored, right or wrong. One that a mark keeps, or `null` removes, stays what it is.
 * @param sent The document as it came in.
 */
export const secretsAsNew = (document: PolicyDocument, sent: unknown): PolicyDocument =>
  // Texts in place of texts: its form stays that of a document.
  mapSecrets(document, (value, place) =>
    value === null || isSecretMark(valueThere(sent, place)) ? value : NEVER_STORED,
  ) as PolicyDocument;
