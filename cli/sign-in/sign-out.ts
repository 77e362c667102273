import { namedOrigin } from '../origin';
import { printResult } from '../print/result';
import { counted } from '../print/table';
import type { Terminal } from '../terminal';
import { chooseSignIn } from './choose-sign-in';
import { openSignInFile, type SignIn } from './sign-in-file';
import type { WhoamiOptions } from './whoami';

/** Options of `sign-out`. */
export interface SignOutOptions extends Omit<WhoamiOptions, 'tokenFile'> {
  readonly all?: true;
}

/**
 * `mam sign-out`: forgets a sign-in, and with it the tokens on this machine. Signing out twice is no error: nothing is
 * there afterwards either way.
 */
export async function signOut(options: SignOutOptions, terminal: Terminal): Promise<void> {
  const file = openSignInFile(terminal);
  const signIns = await file.load();
  const gone = options.all === true ? signIns : oneOf(signIns, options, terminal);
  await file.forget((signIn) => gone.some((one) => one.service === signIn.service && one.tenantId === signIn.tenantId));
  const lines = [
    ...gone.map(({ userName, service }) => `Signed out ${userName} of ${service}.`),
    ...(gone.length === 0 ? ['Nobody was signed in.'] : []),
  ];
  const left = signIns.length - gone.length;
  if (left > 0) terminal.note(`${counted(left, 'other sign-in')} left: see "mam whoami".`);
  printResult(options, terminal, {
    lines,
    document: { signedOut: gone.map(({ service, tenantId, userName }) => ({ service, tenantId, userName })) },
  });
}

function oneOf(signIns: readonly SignIn[], options: SignOutOptions, { env }: Terminal): readonly SignIn[] {
  const tenant = options.tenant ?? env['MAM_TENANT'];
  const found = chooseSignIn(signIns, { origin: namedOrigin(options, env), tenant });
  return found === undefined ? [] : [found];
}
