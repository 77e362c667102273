import type { Exchange } from '../print/narrator';

/** Keeps what travelled since it was last asked. */
export interface Traffic {
  record(exchange: Exchange): void;
  /** The exchanges since the last call. */
  take(): readonly Exchange[];
}

/** Makes an empty record; `onExchange` sees every exchange at once. */
export function createTraffic(onExchange: (exchange: Exchange) => void): Traffic {
  const recorded: Exchange[] = [];
  return {
    record: (exchange) => {
      recorded.push(exchange);
      onExchange(exchange);
    },
    take: () => recorded.splice(0),
  };
}
