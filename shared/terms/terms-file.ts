import type { TermsText } from './terms-text';

/** What a file of terms looks like, for whoever wrote another. */
export const TERMS_FILE_FORM = 'It begins with "Version: 2026-11" and "Title: ...", then a blank line and the text.';

const HEADER = /^\ufeff?Version: (.+)\r?\nTitle: (.+)\r?\n\r?\n([\s\S]+)$/;
const ORGANIZATION = '{organization}';

/**
 * Reads a file of terms: a line `Version: ...`, a line `Title: ...`, a blank line, then the text, in which `{organization}`
 * stands for the organization's name. `undefined` where it is no such file. Lines end as on Windows or elsewhere: a text is
 * the same whichever editor saved it.
 */
export function readTermsFile(content: string, organization: string): TermsText | undefined {
  const [, version = '', title = '', text = ''] = HEADER.exec(content) ?? [];
  if (version.trim() === '' || title.trim() === '' || text.trim() === '') return undefined;
  const named = (template: string) =>
    template
      .replaceAll(ORGANIZATION, () => organization)
      .replaceAll('\r\n', '\n')
      .trim();
  return { version: version.trim(), title: named(title), text: named(text) };
}

/** The file of these terms; read back, it is what it was. */
export const writeTermsFile = ({ version, title, text }: TermsText): string =>
  `Version: ${version}\nTitle: ${title}\n\n${text}\n`;
