import type { Config } from '../../shared/config';
import { type Call, type Reply, registerRoute } from '../http';
import { problem } from './problem';

const ONE_HOUR = 'public, max-age=3600';

/** `GET /api/v1/openapi.json`: the description of the management API. It tells nothing that a repository does not tell. */
export function registerOpenApi(): void {
  registerRoute({
    name: 'openapi',
    route: 'api/v1/openapi.json',
    handlers: { GET: getDocument, HEAD: getDocument },
    refuse: problem,
  });
}

let text: Promise<string> | undefined;

async function getDocument(call: Call): Promise<Reply> {
  text ??= describeApi(call.service().config);
  return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': ONE_HOUR }, body: await text };
}

// Loaded when somebody asks: no PC has to wait for it at a cold start.
async function describeApi(config: Config): Promise<string> {
  const [{ openApiDocument }, { OPERATIONS }] = await Promise.all([
    import('./openapi/document'),
    import('./openapi/operations'),
  ]);
  return JSON.stringify(openApiDocument(OPERATIONS, config));
}
