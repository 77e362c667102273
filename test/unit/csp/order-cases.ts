import type { Command } from '../../../shared/csp/check-command';

/** Branches of the nodes that travel in order, and commands over them. */
export const attestation = './Vendor/MSFT/HealthAttestation';
export const reporting = './Vendor/MSFT/Reporting/EnterpriseDataProtection';

export const get = (uri: string): Command => ({ verb: 'Get', node: { uri, format: 'chr' } });
export const replace = (uri: string, data: string): Command => ({
  verb: 'Replace',
  node: { uri, format: 'chr', data },
});
export const nonce = (digit: string) => replace(`${attestation}/Nonce`, digit.repeat(32));
export const certificate = get(`${attestation}/Certificate`);
export const logs = (branch: string) => get(`${reporting}/${branch}/Logs`);
export const startTime = (branch: string) => replace(`${reporting}/${branch}/StartTime`, '2026-11-24T00:00:00Z');

/** Commands in an order in which they must not travel. */
export type OrderCase = readonly [why: string, commands: readonly Command[]];

/** Orders that rule DHA-1 refuses. */
export const unattested: readonly OrderCase[] = [
  ['the certificate without a nonce', [certificate]],
  ['the nonce behind the certificate', [certificate, nonce('a')]],
  ['a second certificate for one nonce', [nonce('a'), certificate, certificate]],
  ['a nonce that comes back', [nonce('a'), certificate, nonce('A'), certificate]],
  ['a nonce that is only read', [get(`${attestation}/Nonce`), certificate]],
  ['the certificate in another spelling', [get('./device/vendor/msft/healthattestation/CERTIFICATE')]],
];

/** Orders that rule REP-1 refuses. */
export const unfiltered: readonly OrderCase[] = [
  ['logs without a filter', [logs('RetrieveByTimeRange')]],
  ['a filter behind the logs', [logs('RetrieveByCount'), startTime('RetrieveByCount')]],
  ['a filter of the other branch', [startTime('RetrieveByCount'), logs('RetrieveByTimeRange')]],
  ['a filter that is only read', [get(`${reporting}/RetrieveByTimeRange/StartTime`), logs('RetrieveByTimeRange')]],
];
