import type { DocumentCase } from './document-case';

const withSections = (sections: object) => ({ schemaVersion: 1, name: 'x', ...sections });
const compliance = { requireWip: true };
const logs = { collectWipAudit: true };
const wip = { mode: 'off' };
const reportOf = (maxReportAgeHours: number, beside: object = {}) => ({
  compliance: { requireHealthAttestation: { maxReportAgeHours, attributes: ['SecureBootEnabled'] }, ...beside },
});
const reportAge = 'compliance.requireHealthAttestation.maxReportAgeHours';
const longRun = Object.fromEntries([['then', { everyMinutes: 720 }]]);
const everyHalfDay = { poll: { first: { everyMinutes: 15, times: 5 }, ...longRun } };

/** Accepted, and most likely not what was meant. */
export const complianceWarnings: readonly DocumentCase[] = [
  ['DOC-6', 'a demand for the protection without one', withSections({ compliance }), 'compliance.requireWip'],
  ['DOC-6', 'a demand for the protection that is off', withSections({ compliance, wip }), 'compliance.requireWip'],
  ['DOC-6', 'a log of the protection without one', withSections({ logs }), 'logs.collectWipAudit'],
  ['DOC-6', 'a log of the protection that is off', withSections({ logs, wip }), 'logs.collectWipAudit'],
  ['DOC-6', 'a report too old before the next daily sync', withSections(reportOf(47)), reportAge],
  ['DOC-6', 'the same with a short grace', withSections(reportOf(24, { graceHours: 23 })), reportAge],
  ['DOC-6', 'the same with two syncs a day', withSections({ ...reportOf(23), sync: everyHalfDay }), reportAge],
];

/** Documents of which nothing is said: each report lasts over the next sync, or nobody minds that there is none. */
export const lastingReports: readonly (readonly [what: string, document: object])[] = [
  ['two days', withSections(reportOf(48))],
  ['a day and a day of grace', withSections(reportOf(24, { graceHours: 24 }))],
  ['a day, where the unknown is compliant', withSections(reportOf(24, { unknownIs: 'compliant' }))],
  ['a day, with two syncs a day', withSections({ ...reportOf(24), sync: everyHalfDay })],
];
