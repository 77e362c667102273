import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CLOUD_HOSTS } from '../../shared/clouds';
import { loginConfiguration } from '../../shared/graph/login-client';
import { readJson } from '../../shared/graph/read-json';
import { CliFailure } from '../failure';
import type { Terminal } from '../terminal';
import { loginTarget } from './login-target';

type Environment = Terminal['env'];

/** Where a pipeline finds the token of its own platform, which stands in the place of a secret. */
type Assertion = (audience: string) => Promise<string>;

/**
 * Access tokens of a pipeline's own application: the token that GitHub, Azure Pipelines or Kubernetes gives the pipeline is
 * exchanged for one of Entra [workload identity federation]. `undefined` where the environment names no such pipeline:
 * AZURE_CLIENT_ID and AZURE_TENANT_ID, with AZURE_FEDERATED_TOKEN_FILE, MAM_FEDERATED_TOKEN or GitHub's
 * ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN.
 */
export function pipelineToken(env: Environment, service: string): (() => Promise<string>) | undefined {
  const { AZURE_CLIENT_ID: clientId, AZURE_TENANT_ID: tenant } = env;
  const assertion = assertionOf(env);
  if (clientId === undefined || tenant === undefined || assertion === undefined) return undefined;
  let open: Promise<() => Promise<string>> | undefined;
  return async () => {
    open ??= openPipeline({ clientId, tenant, assertion, service });
    return (await open)();
  };
}

interface Pipeline {
  readonly clientId: string;
  readonly tenant: string;
  readonly assertion: Assertion;
  readonly service: string;
}

async function openPipeline({ clientId, tenant, assertion, service }: Pipeline): Promise<() => Promise<string>> {
  const [{ ConfidentialClientApplication }, { facts, authority }] = await Promise.all([
    import('@azure/msal-node'),
    loginTarget(service),
  ]);
  const configuration = loginConfiguration({ authority, clientId, tenant });
  const clientAssertion = () => assertion(CLOUD_HOSTS[facts.cloud].tokenExchange);
  const application = new ConfidentialClientApplication({
    ...configuration,
    auth: { ...configuration.auth, clientAssertion },
  });
  return async () => {
    try {
      const result = await application.acquireTokenByClientCredential({ scopes: [`${facts.appIdUri}/.default`] });
      if (result !== null) return result.accessToken;
    } catch (cause) {
      throw notFederated(cause);
    }
    throw notFederated(undefined);
  };
}

function notFederated(cause: unknown): CliFailure {
  if (cause instanceof CliFailure) return cause;
  const wayOut =
    'Look at AZURE_CLIENT_ID and AZURE_TENANT_ID, and at the federated credential of that application: issuer, subject, audience.';
  return new CliFailure(2, 'Entra gives this pipeline no token.', wayOut, cause);
}

function assertionOf(env: Environment): Assertion | undefined {
  const {
    MAM_FEDERATED_TOKEN: token,
    AZURE_FEDERATED_TOKEN_FILE: file,
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
  } = env;
  if (token !== undefined && token !== '') return async () => token;
  if (file !== undefined && file !== '') return () => fromFile(file);
  if (url !== undefined && bearer !== undefined) return (audience) => fromGitHub(url, bearer, audience);
  return undefined;
}

async function fromFile(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new CliFailure(2, `${file} cannot be read.`, 'It is what AZURE_FEDERATED_TOKEN_FILE names.', cause);
  }
}

const gitHubAnswer = z.object({ value: z.string().min(1) });
const MAX_BYTES = 64 * 1024;

// [GitHub Actions, OpenID Connect reference: the request for a token within a job]
async function fromGitHub(url: string, bearer: string, audience: string): Promise<string> {
  try {
    const address = new URL(url);
    address.searchParams.set('audience', audience);
    const headers = { authorization: `Bearer ${bearer}` };
    const reply = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(30_000) });
    return gitHubAnswer.parse(await readJson(reply, MAX_BYTES)).value;
  } catch (cause) {
    throw new CliFailure(2, 'GitHub gives this job no token.', 'Grant it the permission "id-token: write".', cause);
  }
}
