import type { ServerItem } from '../syncml/server-message';

/** A value that is whole, or the status code for what is not: 213 for a part, 424 for a wrong total. */
export type Taken = { readonly format: string; readonly data: string | undefined } | { readonly code: 213 | 424 };

interface Open {
  readonly target: string;
  readonly format: string;
  readonly size: number | undefined;
  readonly text: string;
}

/** Puts together one value that the server splits over several messages ([OMA-DM 1.2] representation protocol 6.15). */
export class IncomingObject {
  #open: Open | undefined;
  #broken = false;

  take({ target, format = 'chr', data, size, moreData }: ServerItem): Taken {
    const before = this.#open?.target === target ? this.#open : undefined;
    this.#broken ||= this.#open !== undefined && before === undefined;
    this.#open = undefined;
    if (!moreData && before === undefined) return { format, data };
    const text = (before?.text ?? '') + (data ?? '');
    const first = before ?? { format, size };
    if (!moreData) return isWhole(first.size, text) ? { format: first.format, data: text } : { code: 424 };
    this.#open = { target, format: first.format, size: first.size, text };
    return { code: 213 };
  }

  /** True once after another value came before the last part of the one before it; calls for alert 1225. */
  wasInterrupted(): boolean {
    const broken = this.#broken;
    this.#broken = false;
    return broken;
  }
}

function isWhole(size: number | undefined, text: string): boolean {
  return size === undefined || size === Buffer.byteLength(text);
}
