import { readFile } from 'node:fs/promises';
import { CliFailure } from './failure';

const TOKEN = 'Put an access token with scope Mam.Manage into MAM_TOKEN, or into a file named by --token-file.';
// [RFC 7515 3.1]: three parts in base64url. Anything else, such as a whole JSON answer, would travel for nothing.
const jwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** The access token of `--token-file` or MAM_TOKEN; `undefined` where neither is there. @throws CliFailure */
export async function givenToken(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const text = (file === undefined ? env['MAM_TOKEN'] : await readTokenFile(file))?.trim();
  if (text === undefined || (text === '' && file === undefined)) return undefined;
  if (jwt.test(text)) return text;
  throw new CliFailure(2, `What ${file ?? 'MAM_TOKEN'} holds is no access token.`, TOKEN);
}

async function readTokenFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CliFailure(2, `The token file ${file} cannot be read.`, TOKEN, cause);
  }
}
