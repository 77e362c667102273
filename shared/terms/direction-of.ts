import { languageOf } from './choose-locale';

const rightToLeftScripts = new Set(['arab', 'hebr', 'thaa', 'syrc', 'nkoo', 'adlm', 'rohg']);
const rightToLeftLanguages = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'nqo', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);

/** Direction of a language's writing, for the attribute `dir`. A script in the tag decides over the language. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const script = /^[a-z]{2,3}-([a-z]{4})(?:-|$)/.exec(locale.toLowerCase())?.[1];
  const rightToLeft =
    script === undefined ? rightToLeftLanguages.has(languageOf(locale)) : rightToLeftScripts.has(script);
  return rightToLeft ? 'rtl' : 'ltr';
}
