/** Facts of a log line. Ids of tenants and enrollments are allowed; tokens, claims, names and policy values are not. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line a call, as JSON, so that Application Insights and a person can both read it. */
export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

/** A sink for log lines, such as the methods of the Functions host's `InvocationContext`. */
export interface LogSink {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** A log that adds `fixed` to every line and writes to `sink`. */
export function createLog(sink: LogSink, fixed: LogFacts = {}): Log {
  const line = (event: string, facts: LogFacts = {}) => JSON.stringify({ event, ...fixed, ...facts });
  return {
    info: (event, facts) => sink.info(line(event, facts)),
    warn: (event, facts) => sink.warn(line(event, facts)),
    error: (event, facts) => sink.error(line(event, facts)),
  };
}
