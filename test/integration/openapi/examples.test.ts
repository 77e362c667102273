import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/openapi-3-1';
import '@hyperjump/json-schema/formats';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { API_BASE } from '../../../functions/management/openapi/document';
import { OPERATIONS } from '../../../functions/management/openapi/operations';
import { type LocalTables, startTables } from '../../../local/tables';
import { compactLists } from '../../../shared/policy/policy-schema';
import { createTables } from '../../../shared/storage/tables';
import { type OnboardingWorld, startWorld } from '../../support/onboarding';
import { asReal, asSamples } from './as-samples';
import { type DescribedCall, describedCall, describedOperation, exampleNames } from './described-call';
import { type SampleOrganization, sampleOrganization } from './sample-organization';
import { PREPARATIONS } from './sample-state';

const DOCUMENT = 'https://mam.example.com/openapi';
const DIALECT = 'https://spec.openapis.org/oas/3.1/schema-base';

let tables: LocalTables;
let world: OnboardingWorld;
let document: unknown;
beforeAll(async () => {
  // Storage of its own: the operator sees every organization there is.
  tables = await startTables({ port: 0 });
  await createTables({ connectionString: tables.connectionString });
  world = await startWorld({ AzureWebJobsStorage: tables.connectionString });
  vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
  const text = await (await fetch(`${world.service.origin}${API_BASE}/openapi.json`)).text();
  document = JSON.parse(text);
  setShouldValidateFormat(true);
  registerSchema(JSON.parse(text), DOCUMENT, DIALECT);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.stop();
  await tables.stop();
});

// The operator's first, while there is one organization.
const inOrder = [...OPERATIONS].sort((a, b) => Number(b.tag === 'operator') - Number(a.tag === 'operator'));
const all = inOrder.flatMap((operation) =>
  Object.entries(operation.examples).map(
    ([name, example]) => [`${operation.id} (${name})`, { operation, name, example }] as const,
  ),
);

/** What was answered to each example, by its title. */
const answered = new Map<string, unknown>();

describe('the examples of the management API', () => {
  it.each(all)('%s is answered as the document says', async (title, { operation, name, example }) => {
    const organization = await sampleOrganization(world);
    await PREPARATIONS.get(operation.id)?.(organization);
    await PREPARATIONS.get(title)?.(organization);
    const described = describedOperation(document, operation);
    const reply = await send(organization, {
      ...describedCall(operation, described, name),
      method: operation.method,
      role: operation.roles?.[0],
    });
    expect(reply.status, reply.text).toBe(example.status);
    const { content, headers } = described.responses[reply.status] ?? { content: {}, headers: {} };
    expect([...Object.keys(headers)].filter((header) => header !== 'Link' && !reply.headers.has(header))).toEqual([]);
    expect(Object.keys(content)).toContain(reply.type);
    const schema = schemaAt([
      'paths',
      operation.path,
      operation.method.toLowerCase(),
      'responses',
      `${reply.status}`,
      'content',
      reply.type,
      'schema',
    ]);
    expect(await validate(schema, read(reply.type, reply.text), 'BASIC'), reply.text).toEqual({ valid: true });
    answered.set(title, read(reply.type, asSamples(reply.text, organization.real)));
  });

  it('are all that there are in the document', () => {
    const titles = OPERATIONS.flatMap((operation) =>
      [...exampleNames(describedOperation(document, operation))].map((name) => `${operation.id} (${name})`),
    );
    expect(titles.filter((title) => !answered.has(title))).toEqual([]);
  });

  // What to run after a change of what is answered says functions/management/openapi/operation.ts.
  it('are answered as they were when that was recorded', async () => {
    expect([...answered.keys()].sort()).toEqual(all.map(([title]) => title).sort());
    const recorded = OPERATIONS.map(({ id, examples }) => {
      const shown = Object.entries(examples).filter(([, { isLong }]) => isLong !== true);
      return [id, Object.fromEntries(shown.map(([name]) => [name, answered.get(`${id} (${name})`)]))] as const;
    });
    const text = JSON.stringify(Object.fromEntries(recorded), undefined, 2);
    const file = '../../../functions/management/openapi/examples.json';
    await expect(`${compactLists(text)}\n`).toMatchFileSnapshot(file);
  });
});

describe('the schemas of the management API', () => {
  it('take no member that they do not describe', async () => {
    const stranger = { items: [], more: true };
    const { valid } = await validate(schemaAt(['components', 'schemas', 'ListDevicesReply']), stranger);
    expect(valid).toBe(false);
  });
});

/** A call as the document shows it, of somebody with a role, or of nobody. */
interface RoleCall extends DescribedCall {
  readonly method: string;
  readonly role: string | undefined;
}

async function send({ service, real, bearer }: SampleOrganization, { method, path, headers, body, role }: RoleCall) {
  const named = Object.entries(headers).map(([name, value]) => [name, asReal(value, real)] as const);
  const authorization = role === undefined ? {} : { authorization: await bearer(role) };
  const reply = await fetch(`${service.origin}${API_BASE}${asReal(path, real)}`, {
    method,
    headers: { ...Object.fromEntries(named), ...authorization },
    ...(body === undefined ? {} : { body: asReal(body, real) }),
  });
  const type = reply.headers.get('content-type') ?? '';
  return { status: reply.status, headers: reply.headers, type, text: await reply.text() };
}

const read = (type: string, text: string) => (/[/+]json$/.test(type) ? JSON.parse(text) : text);

// A JSON pointer into the document.
function schemaAt(parts: readonly string[]): string {
  const escaped = parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return `${DOCUMENT}#/${escaped.join('/')}`;
}
