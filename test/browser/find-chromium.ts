import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the browser: what the setting `CHROMIUM` names, else where systems put it; `undefined` where it is not. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'] ?? '';
  return (named === '' ? PLACES : [named]).find((path) => existsSync(path));
}
