import { writeFile } from 'node:fs/promises';
import { type Preset, presets, withPreset } from '../../shared/policy/preset-catalog';
import { CliFailure } from '../failure';
import { table } from '../print/table';
import { readJsonFile } from '../read-input';
import type { Terminal } from '../terminal';

/** Options of `policy preset`. */
export interface PresetOptions {
  readonly organization?: string;
  readonly into?: string;
  readonly json?: true;
}

/**
 * `policy preset [NAME]`: a ready part of a policy document, printed, or added to the document in a file; without a name
 * the list of them. Needs no service.
 */
export async function preset(name: string | undefined, options: PresetOptions, terminal: Terminal): Promise<void> {
  if (name === undefined) {
    for (const line of list(options)) terminal.print(line);
    return;
  }
  const sections = sectionsOf(name, options);
  if (options.into === undefined) {
    terminal.print(JSON.stringify(sections, undefined, 2));
    return;
  }
  const document = await readJsonFile(options.into);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new CliFailure(
      1,
      `${options.into} is no policy document.`,
      'A document is a JSON object with schemaVersion 1.',
    );
  }
  const merged = withPreset({ ...document }, sections);
  await writeFile(options.into, `${JSON.stringify(merged, undefined, 2)}\n`);
  terminal.note(`${options.into} now has the entries of ${name}.`);
}

function list({ json }: PresetOptions): readonly string[] {
  const rows = presets.map(({ name, description }) => ({ name, description }));
  if (json === true) return [JSON.stringify(rows, undefined, 2)];
  return table(
    ['preset', 'what it brings'],
    rows.map(({ name, description }) => [name, description]),
  );
}

function sectionsOf(name: string, { organization }: PresetOptions): ReturnType<Preset['sections']> {
  const found = presets.find((candidate) => candidate.name === name);
  if (found === undefined) {
    const names = presets.map((candidate) => candidate.name).join(', ');
    throw new CliFailure(2, `There is no preset ${name}.`, `There are: ${names}.`);
  }
  if (found.needsOrganization && organization === undefined) {
    const hint = 'Add --organization with the first label of its SharePoint address, e.g. contoso.';
    throw new CliFailure(2, `The preset ${name} depends on the organization.`, hint);
  }
  return found.sections(organization ?? '');
}
