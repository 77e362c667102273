/** What the user wants by Ctrl+C. */
export interface Interruption {
  /** Resolves at the first signal. */
  readonly asked: Promise<void>;
  /** Listens no longer. */
  dispose(): void;
}

/** The part of `process` that tells of signals. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

// npm passes on the signal that the terminal has sent to every process already: the same key arrives twice.
const SAME_KEY_MS = 1000;

/**
 * Listens for SIGINT and SIGTERM: the first asks for an orderly end, a second one later than that calls `endNow`.
 * `now` gives milliseconds of any clock.
 */
export function listenForInterruption(
  signals: SignalSource,
  endNow: () => void,
  now: () => number = () => performance.now(),
): Interruption {
  let first: number | undefined;
  const asking = new AbortController();
  const asked = new Promise<void>((resolve) => asking.signal.addEventListener('abort', () => resolve()));
  const onSignal = () => {
    if (first === undefined) first = now();
    else if (now() - first > SAME_KEY_MS) endNow();
    asking.abort();
  };
  for (const signal of SIGNALS) signals.on(signal, onSignal);
  const dispose = () => {
    for (const signal of SIGNALS) signals.off(signal, onSignal);
  };
  return { asked, dispose };
}
