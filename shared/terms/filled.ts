/**
 * A sentence with its values. Each is set apart by the characters FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, so that a
 * name from left to right stays whole in a sentence from right to left [Unicode Standard Annex 9].
 */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values));
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = known.get(name);
    return value === undefined ? whole : `\u2068${value}\u2069`;
  });
}
