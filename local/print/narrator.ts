import type { LogLevel } from '../functions-host/worker-types';
import { countText, durationText, shortenIds, sizeText } from './measures';
import { messageText } from './message-text';
import type { Style } from './style';

/** One HTTP request and its reply, as it travelled during the story. */
export interface Exchange {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly requestBody: string;
  readonly status: number;
  readonly replyBody: string;
}

/** One step of the story, once it is over. */
export interface ToldStep {
  readonly number: number;
  readonly title: string;
  readonly travelled: readonly Exchange[];
  /** Sentences on what came of it. */
  readonly result: readonly string[];
  readonly milliseconds: number;
}

/** Writes to the terminal what a person wants to read, and nothing else. */
export interface Narrator {
  heading(text: string): void;
  /** Rows of a label and what it stands for. */
  facts(rows: readonly (readonly [label: string, text: string])[]): void;
  /** Lines that the reader can type as they are. */
  commands(lines: readonly string[]): void;
  notice(text: string): void;
  step(step: ToldStep): void;
  /** A whole message, for `--verbose`. */
  exchange(exchange: Exchange): void;
  /** A line of the service's log, for `--verbose` and for what went wrong. */
  log(level: LogLevel, line: string): void;
  failure(sentence: string, advice: string): void;
}

const WIDTH = 78;
const INDENT = '    ';

/** Makes a narrator that hands its text to `write`, line ends included. */
export function createNarrator(write: (text: string) => void, style: Style): Narrator {
  const line = (text = '') => write(`${text}\n`);
  return {
    heading: (text) => line(`\n${style.bold(text)}\n`),
    facts: (rows) => {
      const width = Math.max(...rows.map(([label]) => label.length)) + 2;
      for (const [label, text] of rows) line(`${INDENT}${style.dim(label.padEnd(width))}${text}`);
    },
    commands: (lines) => {
      for (const command of lines) line(`${INDENT}${command}`);
    },
    notice: (text) => line(`${INDENT}${style.yellow(text)}`),
    step: (step) => {
      const time = durationText(step.milliseconds);
      const title = ` ${String(step.number).padStart(2)}  ${step.title}`;
      line(`${style.bold(title.padEnd(WIDTH - time.length))}${style.dim(time)}`);
      for (const exchange of condense(step.travelled)) line(`${INDENT}${style.dim(exchange)}`);
      for (const sentence of step.result) line(`${INDENT}${sentence}`);
      line();
    },
    exchange: (exchange) => {
      const { pathname, search } = new URL(exchange.url);
      for (const [head, body] of [
        [`→ ${exchange.method} ${pathname}${search}`, exchange.requestBody],
        [`← ${exchange.status}`, exchange.replyBody],
      ] as const) {
        line(`${INDENT}${style.yellow(head)}`);
        if (body !== '') line(indent(messageText(body)));
      }
      line();
    },
    log: (level, text) => line(`${INDENT}${paintLevel(style, level)(`${level}: ${text}`)}`),
    failure: (sentence, advice) => line(`\n${style.red(`✗ ${sentence}.`)}\n  ${advice}\n`),
  };
}

function paintLevel(style: Style, level: LogLevel): (text: string) => string {
  if (level === 'error' || level === 'critical') return style.red;
  return level === 'warning' ? style.yellow : style.dim;
}

const indent = (text: string) => text.replace(/^/gm, `${INDENT}  `);

// `POST /mam/enroll  5.2 KB → 200, 1.6 KB`; more than six become one line with their number.
function condense(exchanges: readonly Exchange[]): string[] {
  const lines = exchanges.map((exchange) => {
    const sent = exchange.requestBody === '' ? '' : `  ${sizeText(Buffer.byteLength(exchange.requestBody))}`;
    const received = exchange.replyBody === '' ? '' : `, ${sizeText(Buffer.byteLength(exchange.replyBody))}`;
    return `${exchange.method} ${shortenIds(new URL(exchange.url).pathname)}${sent} → ${exchange.status}${received}`;
  });
  return lines.length > 6 ? [`${countText(lines.length, 'request')}: ${lines[0]} …`] : lines;
}
