import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../../shared/csp/check-command';
import { checkOrder } from '../../../shared/csp/check-order';
import {
  attestation,
  certificate,
  get,
  logs,
  nonce,
  type OrderCase,
  replace,
  reporting,
  startTime,
  unattested,
  unfiltered,
} from './order-cases';

const sound: readonly OrderCase[] = [
  ['a certificate behind its nonce', [nonce('a'), get(`${attestation}/Status`), certificate]],
  ['two certificates, each behind its own nonce', [nonce('a'), certificate, nonce('b'), certificate]],
  ['logs behind a filter of their branch', [startTime('RetrieveByTimeRange'), logs('RetrieveByTimeRange')]],
  ['pages of logs behind one filter', [startTime('RetrieveByCount'), logs('RetrieveByCount'), logs('RetrieveByCount')]],
  ['commands that need no order', [get('./DevInfo/DevId'), get(`${attestation}/Status`)]],
  ['nothing', []],
];

describe('the order of commands', () => {
  it.each(unattested)('DHA-1 refuses %s', (_, commands) => {
    expect(checkOrder(commands)).toEqual([expect.objectContaining({ rule: 'DHA-1' })]);
  });

  it.each(unfiltered)('REP-1 refuses %s', (_, commands) => {
    expect(checkOrder(commands)).toEqual([expect.objectContaining({ rule: 'REP-1' })]);
  });

  it.each(sound)('nothing speaks against %s', (_, commands) => {
    expect(checkOrder(commands)).toEqual([]);
  });

  it.each([...unattested, ...unfiltered, ...sound])('is all that is wrong with %s', (_, commands) => {
    expect(commands.flatMap(checkCommand)).toEqual([]);
  });

  it.each(['24.11.2026', '2026-11-24', '2026-11-24 00:00:00'])('REP-1 leaves a time such as %j to its leaf', (time) => {
    expect(checkCommand(replace(`${reporting}/RetrieveByCount/StartTime`, time))).not.toEqual([]);
  });
});
