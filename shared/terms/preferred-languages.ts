const tag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;
const MOST = 20;
const LONGEST = 1_000;

function readWish(item: string): { tag: string; weight: number } {
  const [name = '', ...parameters] = item.split(';');
  const quality = parameters.find((parameter) => /^q=/i.test(parameter));
  return { tag: name, weight: quality === undefined ? 1 : Number(quality.slice(2)) };
}

function readWishes(list: string): string[] {
  return list
    .slice(0, LONGEST)
    .replace(/\s*;\s*/g, ';')
    .split(/[\s,]+/)
    .map(readWish)
    .filter((wish) => tag.test(wish.tag) && wish.weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map((wish) => wish.tag);
}

/**
 * The language tags of several lists, the most wanted first. A list is parted by blanks (`ui_locales`) or commas
 * (`Accept-Language`, with weights) [RFC 9110 12.5.4]. What is no language tag is skipped: a wish is never an error.
 */
export function preferredLanguages(lists: readonly (string | null)[]): string[] {
  return [...new Set(lists.flatMap((list) => readWishes(list ?? '')))].slice(0, MOST);
}
