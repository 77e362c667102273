/** Every text in a tree of words, in the order of its members. */
export const sentencesOf = (words: unknown): readonly string[] =>
  typeof words === 'string' ? [words] : Object.values(words ?? {}).flatMap(sentencesOf);

/** Names of the values that a sentence leaves open, e.g. `{tenant}`, sorted. */
export const valuesIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
