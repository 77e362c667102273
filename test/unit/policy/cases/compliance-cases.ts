import type { DocumentCase } from './document-case';

const withSections = (sections: object) => ({ schemaVersion: 1, name: 'x', ...sections });
const compliance = { requireWip: true };
const logs = { collectWipAudit: true };
const wip = { mode: 'off' };

/** Accepted, and most likely not what was meant. */
export const complianceWarnings: readonly DocumentCase[] = [
  ['DOC-6', 'a demand for the protection without one', withSections({ compliance }), 'compliance.requireWip'],
  ['DOC-6', 'a demand for the protection that is off', withSections({ compliance, wip }), 'compliance.requireWip'],
  ['DOC-6', 'a log of the protection without one', withSections({ logs }), 'logs.collectWipAudit'],
  ['DOC-6', 'a log of the protection that is off', withSections({ logs, wip }), 'logs.collectWipAudit'],
];
