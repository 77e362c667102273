import { readHostile } from './readers';

const FIXED_MS = 15;
/** How much slower than plain markup a hostile byte may be: far below what anything quadratic needs at 100 KB. */
const FACTOR = 30;
const TRIES = 5;

/** Time that reading so many bytes may take, from what plain markup costs on this machine. */
export class TimeLimit {
  readonly #msPerByte: number;
  /** Largest share of its limit that any message needed. */
  worst = 0;

  constructor() {
    const items = '<Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>2</CmdRef><Data>200</Data></Status>'.repeat(800);
    const plain = Buffer.from(`<SyncML xmlns="SYNCML:SYNCML1.2"><SyncBody>${items}</SyncBody></SyncML>`);
    this.#msPerByte = quickest(plain, 20) / plain.length;
  }

  /** True when the message is read in its time; what looks slow is measured again, since memory is cleaned up meanwhile. */
  holds(bytes: Uint8Array, ms: number): boolean {
    const limit = FIXED_MS + bytes.length * this.#msPerByte * FACTOR;
    const time = ms > limit ? quickest(bytes, TRIES) : ms;
    this.worst = Math.max(this.worst, time / limit);
    return time <= limit;
  }
}

/** Time that this process has spent on a processor, ms: what other work takes on a busy machine does not count. */
export function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function quickest(bytes: Uint8Array, tries: number): number {
  const times = Array.from({ length: tries }, () => {
    const started = spentMs();
    readHostile(bytes);
    return spentMs() - started;
  });
  return Math.min(...times);
}
