import { PROBLEM_STATUS } from '../problem';
import { API_BASE } from './document';
import type { Operation } from './operation';
import { PROBLEMS } from './problems';
import { TAGS } from './tags';

const BEGINNING = `# Management API

Everything that an administrator, a pipeline or the operator can do, over HTTP below \`${API_BASE}\` of the service. This page
lists it; \`GET ${API_BASE}/openapi.json\` describes each request, reply and refusal with schemas and examples (OpenAPI 3.1),
for generators of clients and for consoles. It needs no token.

\`\`\`sh
curl -H "authorization: Bearer $MAM_TOKEN" "$MAM_SERVICE${API_BASE}/devices?failing=true"
\`\`\`

\`mam\` signs in by itself; a pipeline gets its token as [gitops.md](gitops.md#two-applications-no-secret) says, with the scope
\`https://mam.contoso.com/.default\`.

- The organization always comes from the token: scope \`Mam.Manage\` and an application role for people, an application role
  for pipelines. One of the roles in the tables is needed.
- Bodies are JSON in UTF-8 of at most 1 MB. Members that are not known are refused, and parameters wherever some
  are known.
- A reply with an \`ETag\` can be sent back as \`If-Match\`: somebody else's change in between refuses the write with 412.
- Lists come in pages: \`continuation\` of a page leads to the next one.
- \`?dryRun=true\` on what saves a policy, terms or settings saves nothing and tells what a save would say and change;
  \`Mam.Reader\` is enough for it.
- An \`Idempotency-Key\` lets a request for actions be repeated without asking twice; for a person or a group it is required.
- What is refused is \`application/problem+json\` with a stable \`code\`; the codes stand at the end.`;

/** The page about the API, for people: every operation and every code, in Markdown. */
export function referencePageText(operations: readonly Operation[]): string {
  const tags = Object.entries(TAGS).flatMap(([tag, description]) => {
    const own = operations.filter((operation) => operation.tag === tag);
    return own.length === 0 ? [] : [`## ${tag}\n\n${description}\n\n${operationTable(own)}`];
  });
  return `${[BEGINNING, ...tags, `## refusals\n\n${refusalTable()}`].join('\n\n')}\n`;
}

function operationTable(operations: readonly Operation[]): string {
  const rows = operations.map(({ method, path, summary, roles }) => [
    `\`${method} ${path}\``,
    summary,
    roles?.map((role) => `\`${role}\``).join(', ') ?? 'no token',
  ]);
  return table(['request', 'what it does', 'roles'], rows);
}

function refusalTable(): string {
  const rows = Object.entries(PROBLEMS).map(([code, [kind, meaning]]) => [
    `\`${code}\``,
    String(PROBLEM_STATUS[kind]),
    meaning,
  ]);
  return table(['code', 'status', 'meaning'], rows);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
