/** A part of a document under construction. */
export type Json = Record<string, unknown>;

/** An object without its members that are absent; `undefined` when nothing is left. */
export const defined = (object: Json): Json | undefined => {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined && value !== null);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/** A text without blanks around it; `undefined` when nothing is left. */
export const text = (value: string | null | undefined) => value?.trim() || undefined;

/** A switch that says the opposite here, for Graph names some by what they prevent. */
export const negated = (value: boolean | null | undefined) => (value == null ? undefined : !value);

/** A limit, of which Graph writes 0 for none. */
export const positive = (value: number | null | undefined) => (value == null || value === 0 ? undefined : value);
