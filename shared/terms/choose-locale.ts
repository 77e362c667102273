/**
 * The saved language to show: for each wish in turn the same tag, then a shorter one, then the same language of another
 * region; if none fits, the tenant's default, then the first saved one [RFC 4647 3.4]. Undefined when nothing is saved.
 */
export function chooseLocale(
  wishes: readonly string[],
  saved: readonly string[],
  fallback: string | undefined,
): string | undefined {
  // The default comes first, so that it also wins among several regions of one language.
  const candidates = [...saved].sort((one, other) => Number(other === fallback) - Number(one === fallback));
  for (const wish of wishes) {
    const match = lookUp(wish.toLowerCase(), candidates);
    if (match !== undefined) return match;
  }
  return candidates[0];
}

function lookUp(wish: string, candidates: readonly string[]): string | undefined {
  for (let range = wish; range !== ''; range = range.slice(0, Math.max(0, range.lastIndexOf('-')))) {
    const match = candidates.find((candidate) => candidate.toLowerCase() === range);
    if (match !== undefined) return match;
  }
  return candidates.find((candidate) => languageOf(candidate) === languageOf(wish));
}

/** The language of a tag without script and region, in lower case: `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return locale.toLowerCase().split('-', 1).join('');
}
