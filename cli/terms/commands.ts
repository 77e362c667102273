import type { Command } from 'commander';
import { connected, examples, language } from '../commands';
import type { Terminal } from '../terminal';
import { listTerms } from './list';
import { pullTerms } from './pull';
import { pushTerms } from './push';

const FORM = `
A file begins with the lines "Version: 2026-11" and "Title: ...", then a blank line and the text; {organization} stands for
the name of the organization. A version that people may have accepted never changes: another text needs another version.`;

/** Adds `list`, `pull` and `push` below `mam terms`. */
export function addTermsCommands(terms: Command, terminal: Terminal): void {
  connected(terms.command('list'))
    .description('list the languages, and the version that counts in each')
    .addHelpText('after', examples('mam terms list'))
    .action((options) => listTerms(options, terminal));
  connected(terms.command('pull'))
    .description('print the terms in one language, or write files as "mam terms push" takes them')
    .argument('[language]', 'language, e.g. de', language)
    .option('--into <folder>', 'write one file a language into it; without LANGUAGE all of them')
    .addHelpText('after', examples('mam terms pull de', 'mam terms pull --into terms'))
    .action((locale, options) => pullTerms(locale, options, terminal));
  connected(terms.command('push'))
    .description('save terms of use, in one language or in each that a folder has a file of')
    .argument('<path>', 'file, or folder with one file a language, e.g. de.txt')
    .option('--locale <language>', 'language of the file, or the only one to take of the folder', language)
    .option('--organization <name>', 'name of the organization in the text; by default that of the tenant')
    .option('--dry-run', 'show what would be saved, and save nothing')
    .addHelpText(
      'after',
      `${examples('mam terms push terms --dry-run', 'mam terms push terms.txt --locale de')}\n${FORM}`,
    )
    .action((path, options) => pushTerms(path, options, terminal));
}
