import { findNode } from '../csp/find-node';
import type { ClientCommand, ClientMessage } from '../syncml/message';
import type { Answered } from './apply-statuses';
import type { PartialObject } from './session';

/** What a device said about a node that it was asked for: its value, or the status instead of one. */
export type Reading = { readonly data: string } | { readonly code: number };

/** Readings by LocURI, in the spelling of the catalogue and lower case. */
export type Readings = ReadonlyMap<string, Reading>;

/**
 * What a message says about nodes: the items of its Results, and the statuses of Gets that failed. A result is known by
 * the node that it names, since clients may leave its references out. A Get that succeeded without a result says nothing,
 * and so does the last chunk of the large object `arriving`, which is put together elsewhere.
 */
export function readResults(
  message: ClientMessage,
  answered: readonly Answered[],
  arriving: PartialObject | undefined,
): Readings {
  const readings = new Map<string, Reading>();
  for (const { sent, status } of answered) {
    if (sent.verb === 'Get' && sent.uri !== undefined && status.code !== 200) {
      readings.set(nodeName(sent.uri), { code: status.code });
    }
  }
  for (const item of resultItems(message)) {
    if (item.source !== undefined && !item.moreData && item.source !== arriving?.uri)
      readings.set(nodeName(item.source), { data: item.data ?? '' });
  }
  return readings;
}

function resultItems(message: ClientMessage) {
  return message.body
    .filter((command): command is ClientCommand => command.name === 'Results')
    .flatMap((command) => command.items);
}

/** One name for all spellings of a node: without regard to case, `./Vendor` and `./Device/Vendor` being the same. */
export function nodeName(uri: string): string {
  const lower = uri.toLowerCase();
  const known = findNode(uri);
  return known === undefined ? lower : lower.replace(/^\.\/device\/vendor\//, './vendor/');
}
