import { type Call, type Reply, registerRoute } from '../http';
import { openApiDocument } from './openapi/document';
import { OPERATIONS } from './openapi/operations';
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

let text: string | undefined;

async function getDocument(call: Call): Promise<Reply> {
  text ??= JSON.stringify(openApiDocument(OPERATIONS, call.service().config));
  return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': ONE_HOUR }, body: text };
}
