import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { doctorCommand } from '../../../infra/tenant/doctor-command';
import { offboardCommand } from '../../../infra/tenant/offboard-command';
import { onboardCommand } from '../../../infra/tenant/onboard-command';

const root = new URL('../../../', import.meta.url);
const below = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}${path}`);
const pages = ['README.md', ...['docs/', 'infra/'].flatMap(below)].filter((path) => path.endsWith('.md'));

const COMMANDS = { onboard: onboardCommand, offboard: offboardCommand, doctor: doctorCommand } as const;
const SOME_ID = '2f1d2b7e-6c54-4f0b-9a3e-0d8f0c1b2a3d';

/** What stands in a page after some words, up to the end of the code; an id in place of `{what to put in}`. */
const shown = (words: RegExp) =>
  pages.flatMap((page) => {
    const text = readFileSync(new URL(page, root), 'utf8').replaceAll(/\{[^}\n]*\}/g, SOME_ID);
    const lines = [...text.matchAll(words)].map(([, name = '', rest = '']) => [page, name, rest.trim()] as const);
    return lines.filter(([, , rest]) => !rest.includes('...'));
  });

const scripts = shown(/npm run (onboard|offboard|doctor) +-- ([^`\n#>]+)/g);

const isScript = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);

describe('the pages for people', () => {
  it.each(scripts)('show in %s "npm run %s -- %s", which the script understands', (_, name, args) => {
    if (!isScript(name)) throw new Error(`${name} is no script`);
    const command = COMMANDS[name]()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    expect(() => command.parse(args.split(/\s+/), { from: 'user' })).not.toThrow();
  });

  it('show every script', () => {
    expect(new Set(scripts.map(([, name]) => name))).toEqual(new Set(Object.keys(COMMANDS)));
  });
});
