import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findNode } from '../../../shared/csp/find-node';
import { catalogueFile } from '../../support/catalogue-file';

const verb = z.enum(['Add', 'Replace', 'Delete', 'Exec', 'Get']);
const words = z.record(z.string(), z.string());
const readings = z.array(z.union([z.number(), z.boolean()]));
const node = z.strictObject({
  uri: z.string().startsWith('./'),
  aliases: z.array(z.string()).optional(),
  scope: z.enum(['device', 'user', 'both']),
  format: z.enum(['chr', 'int', 'bool', 'b64', 'bin', 'xml', 'node', 'null']),
  access: z.array(verb).min(1),
  occurs: z.enum(['1', '0..1', '0..n', '1..n']),
  use: z.enum(['policy', 'status', 'action', 'container', 'account', 'avoid']),
  since: z.string(),
  builds: z.array(z.string()).optional(),
  default: z.union([z.number(), z.boolean(), z.string()]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  allowed: words.optional(),
  flags: words.optional(),
  pattern: z.string().optional(),
  list: z.string().optional(),
  segments: z.record(z.string(), z.strictObject({ pattern: z.string() })).optional(),
  required: z.literal(true).optional(),
  requires: z
    .array(
      z.strictObject({
        uri: z.string(),
        values: z.array(z.string()).optional(),
        absent: z.boolean().optional(),
        when: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  atomic: z.literal(true).optional(),
  replaceOnly: z.literal(true).optional(),
  mostSecure: z.enum(['lowest', 'highest', 'lowest-nonzero', 'last-write']).optional(),
  compliance: z
    .strictObject({
      pass: readings.optional(),
      fail: readings.optional(),
      grace: z.array(z.number()).optional(),
      ignore: z.array(z.number()).optional(),
      passMask: z.number().optional(),
      passPattern: z.string().optional(),
    })
    .optional(),
  secret: z.literal(true).optional(),
  personal: z.literal(true).optional(),
  deprecated: z.literal(true).optional(),
});

/** The facts of the specification that this file compares. */
interface Source {
  readonly nodes: readonly {
    readonly uri: string;
    readonly aliases?: readonly string[];
    readonly counterpart?: string;
    readonly csp?: unknown;
    readonly mam?: unknown;
    readonly notes?: unknown;
    readonly segments?: Readonly<Record<string, object>>;
  }[];
  readonly rules: readonly unknown[];
  readonly blocked: readonly unknown[];
}

const nothing: Source = { nodes: [], rules: [], blocked: [] };

/** The same node in the other tree: that of the user, or that of the device. */
const twinOf = (uri: string) =>
  uri.startsWith('./User/') ? uri.replace('./User/', './Device/') : uri.replace('./Device/', './User/');

const given = new URL('../../../../shared/spec/csp-catalogue.json', import.meta.url);

describe('the catalogue', () => {
  it('has the shape that its type asserts', () => {
    expect(z.array(node).safeParse(catalogueFile.nodes).error).toBeUndefined();
  });

  it('holds patterns that compile', () => {
    const patterns = catalogueFile.nodes.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
    for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
  });

  it('has aliases that differ in case only, so that no lookup needs them', () => {
    const rows = catalogueFile.nodes.flatMap(({ uri, aliases = [] }) => aliases.map((alias) => [alias, uri] as const));
    expect(rows.length).toBeGreaterThan(0);
    for (const [alias, uri] of rows) expect(alias.toLowerCase()).toBe(uri.toLowerCase());
  });

  it('holds every rule once', () => {
    expect(new Set(catalogueFile.rules.map(({ id }) => id)).size).toBe(65);
  });

  // The specification lies beside the project only where it is developed.
  describe.skipIf(!existsSync(given))('beside the specification', () => {
    const source: Source = existsSync(given) ? JSON.parse(readFileSync(given, 'utf8')) : nothing;

    it('carries every fact that no other fact implies, unchanged', () => {
      const withoutProse = source.nodes.map((original) => {
        const { csp, mam, notes, aliases, counterpart, ...facts } = structuredClone(original);
        for (const segment of Object.values(facts.segments ?? {})) Reflect.deleteProperty(segment, 'notes');
        return facts;
      });
      expect(catalogueFile.nodes.map(({ aliases, ...facts }) => facts)).toEqual(withoutProse);
      expect(catalogueFile.rules).toEqual(source.rules);
      expect(catalogueFile.blocked).toEqual(source.blocked);
    });

    it('finds each node by every alias that is named there', () => {
      const rows = source.nodes.flatMap(({ uri, aliases = [] }) => aliases.map((alias) => [alias, uri] as const));
      expect(rows.length).toBeGreaterThan(400);
      expect(rows.filter(([alias, uri]) => findNode(alias)?.node.uri !== uri)).toEqual([]);
    });

    it('has a node in the other tree exactly where one is named there', () => {
      const known = new Set(source.nodes.map(({ uri }) => uri));
      const rows = source.nodes.map(({ uri, counterpart }) => {
        const twin = twinOf(uri);
        return [twin !== uri && known.has(twin) ? twin : undefined, counterpart];
      });
      expect(rows.filter(([twin, named]) => twin !== named)).toEqual([]);
    });
  });
});
