import { describe, expect, it } from 'vitest';
import type { Command } from '../../../shared/csp/check-command';
import { checkCommand } from '../../../shared/csp/check-command';
import { checkOrder } from '../../../shared/csp/check-order';
import { type OrderCase, unattested, unfiltered } from './order-cases';

const attestation = './Vendor/MSFT/HealthAttestation';
const reporting = './Vendor/MSFT/Reporting/EnterpriseDataProtection';

const get = (uri: string): Command => ({ verb: 'Get', node: { uri, format: 'chr' } });
const replace = (uri: string, data: string): Command => ({ verb: 'Replace', node: { uri, format: 'chr', data } });
const nonce = (digit: string) => replace(`${attestation}/Nonce`, digit.repeat(32));
const certificate = get(`${attestation}/Certificate`);
const logs = (branch: string) => get(`${reporting}/${branch}/Logs`);
const startTime = (branch: string) => replace(`${reporting}/${branch}/StartTime`, '2026-11-24T00:00:00Z');

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
