import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/csp/catalogue';
import { blastRadius } from '../../../shared/policy/blast-radius';
import { checkHistory, earlierWip } from '../../../shared/policy/check-history';
import { policyDocument } from '../../../shared/policy/document';
import type { Refusal } from '../../../shared/policy/refusal';
import { isSecret } from '../../../shared/policy/secret-places';
import { type DocumentCase, verdictOn } from './cases/document-case';
import { everyRefusal, everyWarning } from './cases/every-case';
import { certificates, changed, powerBi, soundDocument } from './documents';

const titled = (rows: readonly DocumentCase[]) => rows.map((row) => [row[0], row[1], row] as const);

/** What a finding says about the catalogue's nodes means nothing to someone who writes a document. */
const ruleSentences = new Set(catalogue.rules.map(({ rule }) => rule));

function expectToSayEverything(findings: readonly Refusal[]): void {
  expect(findings).not.toEqual([]);
  for (const { path, rule, message, found, allowed, suggestion } of findings) {
    for (const words of [rule, message, found, allowed, suggestion]) expect(words).toMatch(/\S/);
    expect([path, message, found, allowed, suggestion].join()).not.toMatch(/undefined|\[object/);
    expect(ruleSentences).not.toContain(allowed);
    expect(allowed).not.toBe(suggestion);
  }
}

/** Texts that stand at secret members of a document; short ones could be found anywhere. */
function secretsIn(value: unknown, path: readonly PropertyKey[] = []): string[] {
  if (typeof value === 'string') return isSecret(path) && value.length > 4 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => secretsIn(member, [...path, name]));
}

describe('every document that breaks a rule', () => {
  it.each(titled(everyRefusal))('%s: %s is refused by its path', (rule, _, row) => {
    expect(verdictOn(row).errors).toContainEqual(expect.objectContaining({ rule, path: row[3] }));
  });

  it.each(titled(everyWarning))('%s: %s is accepted with a warning by its path', (rule, _, row) => {
    const { ok, warnings } = verdictOn(row);
    expect(ok).toBe(true);
    expect(warnings).toContainEqual(expect.objectContaining({ rule, path: row[3] }));
  });
});

describe('every finding', () => {
  it.each(titled([...everyRefusal, ...everyWarning]))(
    '%s tells of %s what was found, what is allowed, and what to write instead',
    (_, __, row) => {
      const { errors, warnings } = verdictOn(row);
      expectToSayEverything([...errors, ...warnings]);
    },
  );

  it.each(titled([...everyRefusal, ...everyWarning]))('%s shows no secret of %s', (_, __, row) => {
    const text = JSON.stringify(verdictOn(row));
    for (const secret of secretsIn(row[2])) expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
  });

  it('of the earlier revisions says as much', () => {
    const other = policyDocument.parse(changed({ wip: { primaryDomain: 'fabrikam.com' } }));
    const without = policyDocument.parse(changed({ wip: null }));
    const active = earlierWip(1, soundDocument);
    const off = earlierWip(2, changed({ wip: { mode: 'off' } }));
    const [latest, before] = [active, off].map((wip) => (wip === undefined ? [] : [wip]));
    expectToSayEverything(checkHistory(other, latest ?? []).errors);
    expectToSayEverything(checkHistory(without, latest ?? []).errors);
    expectToSayEverything(checkHistory(other, [...(before ?? []), ...(latest ?? [])]).warnings);
  });

  const blocking = changed({ wip: { mode: 'block', primaryDomain: 'fabrikam.com', revokeOnUnenroll: false } });
  const smaller = changed({
    wip: { mode: 'off', recoveryCertificate: certificates.root },
    apps: { protected: [powerBi] },
    network: { cloudResources: [] },
  });

  const COMPLIANCE = { requireEncryption: true, graceHours: 24 };

  it.each([
    ['a stricter mode, another identity and data that stays', soundDocument, blocking, [1, 4, 8]],
    ['less apps, less boundary and another key', soundDocument, smaller, [2, 5, 6, 7]],
    ['a protection that begins', changed({ wip: { mode: 'off' } }), soundDocument, [3]],
    ['demands and a log', soundDocument, changed({ compliance: COMPLIANCE, logs: { collectWipAudit: true } }), [10, 9]],
  ])('of a change says as much: %s', (_, before, after, numbers) => {
    const warnings = blastRadius(policyDocument.parse(before), policyDocument.parse(after));
    expect(warnings.map(({ rule }) => rule).sort()).toEqual(numbers.map((number) => `CHANGE-${number}`));
    expectToSayEverything(warnings);
  });

  it('tells of a value that is too large its size', () => {
    const sizes = everyRefusal.filter(([rule]) => rule === 'SIZE-1').flatMap((row) => verdictOn(row).errors);
    expect(sizes.map(({ found }) => found)).toEqual([
      '119 KB as it travels',
      '118 KB as it travels',
      '101 KB as it travels',
      '102 KB as it travels',
      '177 KB as it travels',
      '110 KB as it travels',
      '110 KB as it travels',
      '111 KB as it travels',
      'a text that is not shown, below 100000 characters',
    ]);
  });

  it('tells of a secret its kind and no more than the magnitude of its length', () => {
    const keyed = (sharedKey: unknown): DocumentCase => [
      'DOC-3',
      '',
      { schemaVersion: 1, name: 'x', wifi: [{ name: 'a', authentication: 'WPA2PSK', sharedKey }] },
      '',
    ];
    const foundOf = (value: unknown) => verdictOn(keyed(value)).errors.map(({ found }) => found);
    expect(foundOf('sesame')).toEqual(['a text that is not shown, below 100 characters']);
    expect(foundOf('x'.repeat(5000))).toEqual(['a text that is not shown, below 10000 characters']);
    expect(foundOf('')).toEqual(['an empty text']);
    expect(foundOf(4711)).toEqual(['a number that is not shown']);
    expect(foundOf(['sesame'])).toEqual(['a list of 1']);
  });
});
