import type { InfraReport } from './check-infra';
import type { Outcome } from './outcome';

const CHECKS = ['lint', 'build', 'build-params', 'snapshot', 'format'] as const;

/** The report as lines for a person; the last one is `N passed, N failed`. */
export function reportLines({ bicep, graphTypes, outcomes }: InfraReport): readonly string[] {
  return [
    `Bicep ${bicep.version}, from ${bicep.foundBy}.`,
    graphTypes === undefined
      ? 'Types of Microsoft Graph: from their registry, because the specification folder is not beside the project.'
      : 'Types of Microsoft Graph: from the specification folder beside the project.',
    ...CHECKS.flatMap((check) => checkLines(check, outcomes)),
    ...skipLines(outcomes),
    `${count(outcomes, 'passed')} passed, ${count(outcomes, 'failed')} failed`,
  ];
}

function checkLines(check: string, outcomes: readonly Outcome[]): readonly string[] {
  const those = outcomes.filter((outcome) => outcome.check === check);
  // Linting and building find the same: once is enough.
  const findings = new Set(those.flatMap(({ lines }) => lines.map((line) => `  ${line}`)));
  const skipped = count(those, 'skipped');
  const counts = `${count(those, 'passed')} of ${those.length}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [`${check}: ${counts}`, ...findings];
}

function skipLines(outcomes: readonly Outcome[]): readonly string[] {
  const skipped = count(outcomes, 'skipped');
  if (skipped === 0) return [];
  return [
    `Skipped ${skipped}: these files need the Microsoft Graph extension, whose registry (mcr.microsoft.com) was not reached.`,
    'Run again with network, or put its types beside the project (../shared/data/msgraph-bicep-v1.0).',
  ];
}

function count(outcomes: readonly Outcome[], result: Outcome['result']): number {
  return outcomes.filter((outcome) => outcome.result === result).length;
}
