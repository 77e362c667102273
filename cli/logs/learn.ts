import { writeFile } from 'node:fs/promises';
import { withPreset } from '../../shared/policy/preset-catalog';
import { diffAnswer, revisionAnswer } from '../answers';
import { type ApiClient, createApiClient } from '../api-client';
import { readConnection } from '../connection';
import { CliFailure } from '../failure';
import { byOption, readDocument } from '../policy/read-document';
import { changeLines } from '../print/changes';
import { counted, table } from '../print/table';
import type { Terminal } from '../terminal';
import { type Lesson, learnAnswer } from './answers';
import { lessonSections } from './lesson-sections';
import { mergeCounts } from './merge-counts';
import { type LogOptions, logQuery } from './options';
import { printLines } from './print-lines';
import { readParts } from './read-parts';

/** Options of `logs learn`. */
export interface LearnOptions extends LogOptions {
  readonly minPeople?: number;
  /** Names of the table that are to be put inside the boundary. */
  readonly add?: readonly string[];
  readonly policy?: string;
  readonly apply?: string;
}

/**
 * `logs learn`: the apps and sites to which work data leaves, those that touch most people first. With names to add, what
 * that changes in a saved policy, or in the document of a file.
 */
export async function learn(options: LearnOptions, terminal: Terminal): Promise<void> {
  const { add, policy, apply } = options;
  if ((add === undefined) !== (policy === undefined && apply === undefined)) {
    const wayOut = 'Look at the table first; then: mam logs learn --add NAME --policy POLICY, or --apply FILE.';
    throw new CliFailure(2, '--add goes with --policy or --apply: it names what is put inside the boundary.', wayOut);
  }
  const api = createApiClient(await readConnection(options, terminal));
  const learned = await readLessons(api, options);
  if (add === undefined) printLines(options, terminal, learned);
  else await change(api, chosenOf(learned.items, add), { options, terminal });
}

async function readLessons(api: ApiClient, options: LearnOptions) {
  const request = { path: 'wip-logs/learn', query: logQuery(options, { limit: '1000' }) };
  const found: Lesson[] = [];
  const sums = { records: 0, parts: 0, left: 0 };
  for await (const { items, records, left } of readParts(api, request, learnAnswer)) {
    found.push(...items);
    sums.records += records;
    sums.left += left;
    sums.parts += 1;
  }
  const merged =
    sums.parts === 1 ? found : mergeCounts(found, ({ kind, name, change }) => JSON.stringify([kind, name, change]));
  const items = merged.filter(({ people }) => people >= (options.minPeople ?? 1));
  const head = `${counted(sums.records, 'record')}; work data leaves to ${counted(items.length, 'place')}`;
  return { ...sums, items, table: items.length === 0 ? [head] : [head, ...table(HEAD, items.map(row))] };
}

const HEAD = ['place', 'name', 'people', 'devices', 'events', 'a policy would say'];

function row({ kind, name, people, devices, events, change }: Lesson): readonly string[] {
  const entry = change === undefined ? 'no rule can name it' : `${change.list}: ${JSON.stringify(change.add)}`;
  return [kind, name, String(people), String(devices), String(events), entry];
}

function chosenOf(lessons: readonly Lesson[], names: readonly string[]): readonly Lesson[] {
  const unknown = names.filter((name) => !lessons.some((lesson) => lesson.name === name));
  if (unknown.length > 0) {
    throw new CliFailure(
      2,
      `Nothing was learned about ${unknown.join(', ')}.`,
      'Names are those of the table: mam logs learn',
    );
  }
  return lessons.filter(({ name }) => names.includes(name));
}

interface Changing {
  readonly options: LearnOptions;
  readonly terminal: Terminal;
}

async function change(api: ApiClient, chosen: readonly Lesson[], { options, terminal }: Changing): Promise<void> {
  const { policy, apply } = options;
  const before = policy === undefined ? await readDocument(apply ?? '', byOption) : await savedDocument(api, policy);
  const document = withPreset(asDocument(before, policy ?? apply ?? ''), lessonSections(chosen));
  for (const { name, people } of chosen)
    terminal.note(`${name}: touches ${counted(people, 'person').replace('persons', 'people')}`);
  if (policy !== undefined) await showDiff(api, { policy, document }, { options, terminal });
  if (apply === undefined) return;
  await writeFile(apply, `${JSON.stringify(document, undefined, 2)}\n`);
  terminal.note(
    `${apply} now has ${counted(chosen.length, 'further place')} inside the boundary; save it with mam policy push.`,
  );
}

async function savedDocument(api: ApiClient, name: string): Promise<unknown> {
  return (await api.send({ method: 'GET', path: `policies/${name}` }, revisionAnswer)).body.document;
}

function asDocument(value: unknown, from: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new CliFailure(1, `${from} is no policy document.`, 'A document is a JSON object with schemaVersion 1.');
}

async function showDiff(
  api: ApiClient,
  { policy, document }: { readonly policy: string; readonly document: unknown },
  { options, terminal }: Changing,
): Promise<void> {
  const request = { method: 'POST', path: `policies/${policy}/diff`, body: { to: document } } as const;
  const { body } = await api.send(request, diffAnswer);
  if (options.json === true) terminal.print(JSON.stringify(body, undefined, 2));
  else for (const line of changeLines(body.changes, body.warnings)) terminal.print(line);
}
