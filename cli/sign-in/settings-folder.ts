import { posix, win32 } from 'node:path';
import { CliFailure } from '../failure';
import type { Terminal } from '../terminal';

/**
 * The folder in which this command line keeps what it knows: `%APPDATA%\mam`, or `mam` in `$XDG_CONFIG_HOME`, by default
 * `~/.config` [XDG Base Directory Specification].
 * @throws CliFailure where the environment names none of them
 */
export function settingsFolder({ env, platform }: Pick<Terminal, 'env' | 'platform'>): string {
  const { join, isAbsolute } = platform === 'win32' ? win32 : posix;
  const candidates =
    platform === 'win32'
      ? [env['APPDATA'], below(join, env['USERPROFILE'], 'AppData', 'Roaming')]
      : [env['XDG_CONFIG_HOME'], below(join, env['HOME'], '.config')];
  // A relative path would be another folder with each working directory.
  const found = candidates.find((candidate) => candidate !== undefined && isAbsolute(candidate));
  if (found !== undefined) return join(found, 'mam');
  const names = platform === 'win32' ? 'APPDATA' : 'XDG_CONFIG_HOME or HOME';
  throw new CliFailure(
    2,
    'There is no place to keep a sign-in.',
    `Set ${names} to an absolute path, or use MAM_TOKEN.`,
  );
}

function below(join: typeof posix.join, folder: string | undefined, ...names: string[]): string | undefined {
  return folder === undefined || folder === '' ? undefined : join(folder, ...names);
}
