import { CliFailure } from './failure';
import { givenToken } from './given-token';
import { type NamedService, namedOrigin, noService } from './origin';
import { chooseSignIn } from './sign-in/choose-sign-in';
import { keptToken } from './sign-in/kept-token';
import { pipelineToken } from './sign-in/pipeline-token';
import { openSignInFile } from './sign-in/sign-in-file';
import type { Terminal } from './terminal';

/** Options of every command that speaks to the service. */
export interface ConnectionOptions extends NamedService {
  readonly tokenFile?: string;
  /** Which of several sign-ins. */
  readonly tenant?: string;
}

/** Where the service is, and access tokens for it. */
export interface Connection {
  readonly origin: string;
  /** A token that is good now. @throws CliFailure */
  token(): Promise<string>;
  /** Ends a request that is under way. */
  readonly signal: AbortSignal;
}

/**
 * The connection that options and environment describe: with a token that was given, as a pipeline, or as whoever signed
 * in on this machine.
 * @throws CliFailure
 */
export async function readConnection(options: ConnectionOptions, terminal: Terminal): Promise<Connection> {
  const { env, signal } = terminal;
  const origin = namedOrigin(options, env);
  const given = await givenToken(options.tokenFile, env);
  if (given !== undefined) return { origin: demand(origin), token: async () => given, signal };
  const pipeline = origin === undefined ? undefined : pipelineToken(env, origin);
  if (origin !== undefined && pipeline !== undefined) return { origin, token: pipeline, signal };
  const file = openSignInFile(terminal);
  const signIn = chooseSignIn(await file.load(), { origin, tenant: options.tenant ?? env['MAM_TENANT'] });
  if (signIn === undefined) throw origin === undefined ? noService() : notSignedIn(origin, options.tenant);
  return { origin: signIn.service, token: keptToken(signIn, file), signal };
}

function demand(origin: string | undefined): string {
  if (origin === undefined) throw noService();
  return origin;
}

function notSignedIn(origin: string, tenant: string | undefined): CliFailure {
  const where = tenant === undefined ? origin : `${origin} as somebody of ${tenant}`;
  const wayOut = `Sign in: mam sign-in --service ${origin}. In a pipeline, see "mam sign-in --help": MAM_TOKEN, or a federated token.`;
  return new CliFailure(2, `You are not signed in to ${where}.`, wayOut);
}
