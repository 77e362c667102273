import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/csp/catalogue';
import { checkAtomic, checkCommand } from '../../../shared/csp/check-command';
import { checkOrder } from '../../../shared/csp/check-order';
import { checkTogether } from '../../../shared/csp/check-together';
import { documentRules } from '../../../shared/policy/finding';
import { command, commandRefusals, contradictions } from '../csp/command-cases';
import { unattested, unfiltered } from '../csp/order-cases';
import { behaviors } from './cases/behaviors';
import { type DocumentCase, verdictOn } from './cases/document-case';
import { everyRefusal, everyWarning } from './cases/every-case';

/** What breaks a rule, and the rules that speak when it is tried. */
type Offense = readonly [rule: string, why: string, attempt: () => readonly { readonly rule: string }[]];

const refused = (row: DocumentCase): Offense => [row[0], row[1], () => verdictOn(row).errors];
const warned = (row: DocumentCase): Offense => [row[0], row[1], () => verdictOn(row).warnings];

const read = command('Get', './DevInfo/DevId', 'null');

const refusals: readonly Offense[] = [
  ...everyRefusal.map(refused),
  ...commandRefusals.map(([why, rule, ...parts]): Offense => [rule, why, () => checkCommand(command(...parts))]),
  ...unattested.map(([why, commands]): Offense => ['DHA-1', why, () => checkOrder(commands)]),
  ...unfiltered.map(([why, commands]): Offense => ['REP-1', why, () => checkOrder(commands)]),
  ...contradictions.map(([why, commands]): Offense => ['LOCK-8', why, () => checkTogether(commands)]),
  ['GEN-5', 'a read inside an Atomic', () => checkAtomic([read])],
];
const warnings: readonly Offense[] = everyWarning.map(warned);

const ruled = (rows: readonly (readonly [rule: string, ...unknown[]])[]) => new Set(rows.map(([rule]) => rule));
const idsOf = (severity: string) => catalogue.rules.flatMap((rule) => (rule.severity === severity ? [rule.id] : []));

describe('the rules of the catalogue', () => {
  it('of severity error each refuse something, or are kept by what the service does', () => {
    const shown = new Set([...ruled(refusals), ...ruled(behaviors)]);
    expect(idsOf('error').filter((id) => !shown.has(id))).toEqual([]);
  });

  it('of severity warning each warn of something, or are kept by what the service does', () => {
    const shown = new Set([...ruled(warnings), ...ruled(behaviors)]);
    expect(idsOf('warning').filter((id) => !shown.has(id))).toEqual([]);
  });

  it('are all that anything is refused for, beside those about the form of a document', () => {
    const known = new Set([...catalogue.rules.map(({ id }) => id), ...documentRules.keys()]);
    const all = [...ruled(refusals), ...ruled(warnings), ...ruled(behaviors)];
    expect(all.filter((id) => !known.has(id))).toEqual([]);
    expect([...documentRules.keys()].filter((id) => !all.includes(id))).toEqual([]);
  });

  it.each(refusals)('%s refuses %s', (rule, _, attempt) => {
    expect(attempt().map((found) => found.rule)).toContain(rule);
  });

  it.each(warnings)('%s warns of %s', (rule, _, attempt) => {
    expect(attempt().map((found) => found.rule)).toContain(rule);
  });

  it.each(behaviors)('%s is kept: %s', (_, __, show) => {
    show();
  });
});
