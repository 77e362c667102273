import type { Terminal } from '../terminal';

/** Prints what a command has to say: lines for people, or one JSON document with `--json`. */
export function printResult(
  { json }: { readonly json?: boolean },
  terminal: Terminal,
  result: { readonly lines: readonly string[]; readonly document: unknown },
): void {
  terminal.print(json === true ? JSON.stringify(result.document, undefined, 2) : result.lines.join('\n'));
}
