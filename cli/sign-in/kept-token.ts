import type { PublicClientApplication } from '@azure/msal-node';
import { signInCodeOf } from '../../shared/graph/device-code';
import { loginConfiguration } from '../../shared/graph/login-client';
import { CliFailure } from '../failure';
import type { SignIn, SignInFile } from './sign-in-file';

/** A sign-in client that begins with this token cache, or with an empty one. */
export async function loginClient(
  { authority, clientId, tenant }: { readonly authority: string; readonly clientId: string; readonly tenant: string },
  cache?: string,
): Promise<PublicClientApplication> {
  // Only here: loading it costs as much as all the rest, and every completion of a line would wait for it.
  const { PublicClientApplication } = await import('@azure/msal-node');
  const application = new PublicClientApplication(loginConfiguration({ authority, clientId, tenant }));
  if (cache !== undefined) application.getTokenCache().deserialize(cache);
  return application;
}

/** Access tokens of a sign-in, renewed where they are about to end; what was renewed is kept. @throws CliFailure */
export function keptToken(signIn: SignIn, file: SignInFile): () => Promise<string> {
  let { cache: known } = signIn;
  let open: Promise<PublicClientApplication> | undefined;
  return async () => {
    open ??= loginClient({ ...signIn, tenant: signIn.tenantId }, known);
    const application = await open;
    const token = await renew(application, signIn);
    const now = application.getTokenCache().serialize();
    if (now !== known) await file.keep({ ...signIn, cache: now }, 'where it was');
    known = now;
    return token;
  };
}

async function renew(application: PublicClientApplication, signIn: SignIn): Promise<string> {
  const account = await application.getTokenCache().getAccountByHomeId(signIn.account);
  if (account === null) throw over(signIn);
  try {
    return (await application.acquireTokenSilent({ account, scopes: [signIn.scope] })).accessToken;
  } catch (thrown) {
    throw isUnreachable(thrown) ? unreachable(signIn, thrown) : over(signIn, thrown);
  }
}

const isUnreachable = (thrown: unknown) => ENDS.has(signInCodeOf(thrown, [...ENDS]));
const ENDS: ReadonlySet<string> = new Set(['network_error', 'fetch failed', 'TimeoutError', 'TypeError']);

function unreachable({ authority }: SignIn, cause: unknown): CliFailure {
  return new CliFailure(2, `${authority} does not answer.`, 'Look at the way there: proxy, VPN, firewall.', cause);
}

function over({ userName, service }: SignIn, cause?: unknown): CliFailure {
  const wayOut = `Sign in again: mam sign-in --service ${service}`;
  return new CliFailure(2, `The sign-in of ${userName} to ${service} is over.`, wayOut, cause);
}
