/** One finding of the Bicep command line. */
export interface Diagnostic {
  /** Path of the file, as Bicep was given it or absolute. */
  readonly file: string;
  readonly line: number;
  readonly severity: 'Error' | 'Warning' | 'Info';
  /** `BCP089`, or the name of a linter rule. */
  readonly code: string;
  readonly message: string;
}

const FINDING = /^(?<file>.+?)\((?<line>\d+),\d+\) : (?<severity>Error|Warning|Info) (?<code>[\w-]+): (?<message>.*)$/;

// The age of an API version says nothing about the template, and would make a green tree red by the calendar alone.
const REPORTED_ONLY: ReadonlySet<string> = new Set(['use-recent-api-versions']);

const NOT_RESTORED: ReadonlySet<string> = new Set(['BCP190', 'BCP192']);
const MODULE_HAS_ERRORS = 'BCP104';

/** The findings among what Bicep wrote, each once. */
export function readDiagnostics(output: string): readonly Diagnostic[] {
  return [...new Set(output.split(/\r?\n/))].flatMap((text) => {
    const groups = FINDING.exec(text)?.groups;
    if (groups === undefined) return [];
    const { file = '', line = '0', severity, code = '', message = '' } = groups;
    return [{ file, line: Number(line), severity: severity as Diagnostic['severity'], code, message }];
  });
}

/** True for what must fail the check: every error, and every warning but the age of an API version. */
export function isFailure({ severity, code }: Diagnostic): boolean {
  return severity !== 'Info' && !REPORTED_ONLY.has(code);
}

/** True for a finding that means that an extension could not be fetched from its registry. */
export function isUnreachable({ code }: Diagnostic): boolean {
  return NOT_RESTORED.has(code);
}

/** True for a finding that only repeats that another file has errors. */
export function isRepetition({ code }: Diagnostic): boolean {
  return code === MODULE_HAS_ERRORS;
}
