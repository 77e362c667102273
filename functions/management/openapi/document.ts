import { API_SCOPE } from '../../../shared/identity/token-rules';
import { type Components, componentsOf } from './components';
import type { Json } from './json-schema';
import type { Operation } from './operation';
import { parametersFor } from './parameters';
import { responsesOf } from './responses';
import { TAGS } from './tags';

/** What the document tells of the deployment that serves it; all of it is public. */
export interface DescribedService {
  readonly publicUrl: string;
  /** What the scope is of. */
  readonly appIdUri: string;
  /** Origin of the login service. */
  readonly authority: string;
}

/** Where the API begins, below the origin. */
export const API_BASE = '/api/v1';

/** The description of the management API [OpenAPI 3.1.1]. */
export function openApiDocument(operations: readonly Operation[], service: DescribedService): Json {
  const components = componentsOf(operations);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Windows MAM server: management API',
      version: '1',
      summary: 'Policies, terms, devices and actions of one organization.',
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${service.publicUrl}${API_BASE}` }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: pathsOf(operations, service, components),
    components: {
      schemas: components.schemas,
      headers: { CorrelationId: { description: 'Finds the log line of the service.', schema: { type: 'string' } } },
      securitySchemes: securitySchemes(service),
    },
  };
}

const INTRODUCTION = `The organization always comes from the access token. Whatever is refused is \`application/problem+json\` with a stable
\`code\`. Bodies are JSON in UTF-8 of at most 1 MB. Members that are not known are refused, and parameters wherever some are
known. Lists come in pages: send \`continuation\` of a page to get the next one, until there is none. Values of examples that
a caller has to replace: ids, \`If-Match\`, \`continuation\`.`;

function pathsOf(operations: readonly Operation[], service: DescribedService, components: Components): Json {
  const paths = new Map<string, Record<string, Json>>();
  for (const operation of operations) {
    const path = paths.get(operation.path) ?? {};
    path[operation.method.toLowerCase()] = operationObject(operation, service, components);
    paths.set(operation.path, path);
  }
  return Object.fromEntries(paths);
}

function operationObject(operation: Operation, service: DescribedService, components: Components): Json {
  const parameters = parametersFor(operation);
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, rolesSentence(operation)].filter((text) => text !== undefined).join('\n\n'),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(operation, components),
    responses: responsesOf(operation, components),
    security: operation.roles === undefined ? [] : [{ person: [scopeOf(service)] }, { pipeline: [] }],
  };
}

function rolesSentence({ roles }: Operation): string {
  if (roles === undefined) return 'Needs no token.';
  return `Needs the role ${roles.map((role) => `\`${role}\``).join(' or ')}.`;
}

function requestBody({ body, examples }: Operation, components: Components): Json {
  if (body === undefined) return {};
  const sent = Object.entries(examples).filter(([, example]) => example.body !== undefined);
  const values = sent.map(([name, { summary, body: value }]) => [name, { summary, value }]);
  const media = { schema: components.sent(body.schema), examples: Object.fromEntries(values) };
  return { requestBody: { required: body.isOptional !== true, content: { 'application/json': media } } };
}

const scopeOf = ({ appIdUri }: DescribedService): string => `${appIdUri}/${API_SCOPE}`;

function securitySchemes(service: DescribedService): Json {
  const endpoint = (name: string) => `${service.authority}/organizations/oauth2/v2.0/${name}`;
  const flow = {
    authorizationUrl: endpoint('authorize'),
    tokenUrl: endpoint('token'),
    scopes: { [scopeOf(service)]: 'Manage the organization, as far as the roles of the person allow' },
  };
  const bearerFormat = 'JWT';
  return {
    person: { type: 'oauth2', description: 'A person with an application role.', flows: { authorizationCode: flow } },
    pipeline: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat,
      description: 'An app-only token (client credentials) with an application role.',
    },
  };
}
