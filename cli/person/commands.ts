import type { Command } from 'commander';
import { asking, connected, examples, guid } from '../commands';
import type { Terminal } from '../terminal';
import { erasePerson } from './erase';
import { exportPerson } from './export';

const PERSON = 'object id of the person in Entra';
const LEAVER = '9b1de6f0-3c52-4a0e-8f5e-0d9d3b7a6c11';

/** Adds `export` and `erase` below `mam person`. */
export function addPersonCommands(person: Command, terminal: Terminal): void {
  connected(person.command('export'))
    .description('print everything that is held on a person, as JSON; docs/privacy.md says what its columns are')
    .argument('<user id>', PERSON, guid)
    .option('--out <file>', 'write it into a new file, which you alone can read')
    .addHelpText('after', examples(`mam person export ${LEAVER}`, `mam person export ${LEAVER} --out person.json`))
    .action((userId, options) => exportPerson(userId, options, terminal));
  asking(person.command('erase'))
    .description('erase everything that is held on a person; the PCs must have left first')
    .argument('<user id>', PERSON, guid)
    .addHelpText(
      'after',
      examples(
        `mam devices wipe --user ${LEAVER} --wait`,
        `mam person export ${LEAVER} --out person.json`,
        `mam person erase ${LEAVER}`,
      ),
    )
    .action((userId, options) => erasePerson(userId, options, terminal));
}
