import type { Exchange, SyncReport } from '../session/report';

/** Prints what a command has to say: a line for people, or one JSON document with `--json`. */
export interface Printer {
  /** `lines` for people; `document` is what `--json` prints instead. */
  readonly result: (lines: readonly string[], document: object) => void;
  /** The messages themselves as they travel, with `--verbose` and without `--json`. */
  readonly exchange: (exchange: Exchange) => void;
}

/** A printer for the options of a command. */
export function printerFor(
  { json, verbose }: { readonly json?: boolean; readonly verbose?: boolean },
  { print }: { readonly print: (text: string) => void },
): Printer {
  return {
    result: (lines, document) => print(json === true ? JSON.stringify(document, null, 2) : lines.join('\n')),
    exchange: (exchange) => {
      if (verbose === true && json !== true) print(writeExchange(exchange));
    },
  };
}

/** A sync in a few lines. */
export function describeSync({ messages, applied, bytes, ended, farewell }: SyncReport): readonly string[] {
  const commands = applied.map(({ verb, uri, code }) => `  ${code} ${verb.padEnd(7)} ${uri}`);
  const answer = farewell === undefined ? '' : `, farewell ${farewell}`;
  return [
    `${messages} message${messages === 1 ? '' : 's'}, ${bytes.sent} bytes sent, ${bytes.received} received, ended ${ended}${answer}`,
    ...(commands.length === 0 ? ['  nothing to do'] : commands),
  ];
}

/** A sync as JSON: numbers and commands, without the messages. */
export function syncDocument({ exchanges, ...report }: SyncReport): object {
  return { ...report, exchanges: exchanges.map(({ response, ms }) => ({ status: response.status, ms })) };
}

function writeExchange({ request, response, ms }: Exchange): string {
  return [
    `> ${request.method} ${request.url}`,
    indent(request.body),
    `< ${response.status} after ${ms} ms`,
    indent(response.body),
  ].join('\n');
}

// One element a line is enough to read a message by.
function indent(body: Uint8Array): string {
  const text = new TextDecoder().decode(body).replace(/></g, '>\n<');
  return text.replace(/^/gm, '    ');
}
