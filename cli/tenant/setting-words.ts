import { CliFailure } from '../failure';
import type { Settings } from './answers';

/**
 * Settings with words such as `pollMinutes=720` put into them; `pollMinutes=` takes the default again. What a value has to
 * look like is for the service to say.
 * @throws CliFailure for a word that is none
 */
export const withWords = (settings: Settings, words: readonly string[]): Settings => words.reduce(withWord, settings);

function withWord(settings: Settings, word: string): Settings {
  const [, name, text] = /^([A-Za-z]\w*)=([\s\S]*)$/.exec(word) ?? [];
  if (name === undefined || text === undefined) {
    const wayOut = 'Write NAME=VALUE, e.g. pollMinutes=720; NAME= takes the default again.';
    throw new CliFailure(2, `${word} is no setting with its value.`, wayOut);
  }
  const { [name]: before, ...others } = settings;
  return text === '' ? others : { ...settings, [name]: parsedValue(text, before) };
}

// As the value that is there is one: a policy may be called 2026, and a list may be written without its brackets.
function parsedValue(text: string, before: unknown): unknown {
  if (before === undefined || typeof before === 'string') return text;
  if (Array.isArray(before) && !text.startsWith('[')) return text.split(',').map((entry) => entry.trim());
  return jsonOf(text);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The service says what should stand here.
    return text;
  }
}
