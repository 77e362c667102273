import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder, below the project, that is deployed as it is. */
export const APP_FOLDER = join('dist', 'app');

const BUNDLE = join('dist', 'functions', 'index.cjs');

/**
 * Lays out what the function app needs and nothing else: host settings, the bundle and its map, and a package file that
 * names the bundle. The bundle carries its dependencies, so nothing is installed in Azure.
 * @throws Error when the bundle has not been built
 */
export async function packageApp(root: string): Promise<string> {
  const folder = join(root, APP_FOLDER);
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'dist', 'functions'), { recursive: true });
  await cp(join(root, 'host.json'), join(folder, 'host.json'));
  await cp(join(root, BUNDLE), join(folder, BUNDLE));
  await cp(join(root, `${BUNDLE}.map`), join(folder, `${BUNDLE}.map`));
  const manifest = { name, version, private: true, main: 'dist/functions/index.cjs' };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return folder;
}
