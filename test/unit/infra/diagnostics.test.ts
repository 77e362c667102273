import { describe, expect, it } from 'vitest';
import { isFailure, isUnreachable, readDiagnostics } from '../../../infra/check/diagnostics';

const line = (severity: string, code: string) =>
  `/tree/infra/main.bicep(12,3) : ${severity} ${code}: Something is odd. [https://aka.ms/bicep]`;

describe('a finding of the Bicep command line', () => {
  it('is told apart from what else Bicep writes', () => {
    const output = `WARNING: The command is experimental.\n${line('Warning', 'BCP089')}\n\n`;
    expect(readDiagnostics(output)).toEqual([
      {
        file: '/tree/infra/main.bicep',
        line: 12,
        severity: 'Warning',
        code: 'BCP089',
        message: 'Something is odd. [https://aka.ms/bicep]',
      },
    ]);
  });

  it('counts once however often it is repeated', () => {
    const repeated = `${line('Error', 'BCP057')}\r\n${line('Error', 'BCP057')}`;
    expect(readDiagnostics(repeated)).toHaveLength(1);
  });

  it.each([
    ['Error', 'BCP057', true],
    ['Warning', 'BCP089', true],
    ['Error', 'no-hardcoded-location', true],
    ['Warning', 'use-recent-api-versions', false],
    ['Info', 'use-parent-property', false],
  ])('of severity %s and code %s fails the check: %s', (severity, code, fails) => {
    expect(readDiagnostics(line(severity, code)).map(isFailure)).toEqual([fails]);
  });

  it('tells an extension that could not be fetched', () => {
    expect(readDiagnostics(line('Error', 'BCP192')).some(isUnreachable)).toBe(true);
    expect(readDiagnostics(line('Error', 'BCP089')).some(isUnreachable)).toBe(false);
  });
});
