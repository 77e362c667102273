import type { ClientCommand, ClientItem, ClientMessage } from '../syncml/message';
import type { ObjectPiece } from './exchange';
import type { PartialObject } from './session';

/** Largest object that is put together, bytes of UTF-8. */
const OBJECT_LIMIT = 512 * 1024;

/** Largest piece that one row holds, bytes. */
const PIECE_SIZE = 60 * 1024;

/** What the chunk of a large object in a message leads to. */
export interface ChunkTaken {
  /** The command that brought it, and the status that it gets: 213, 200, 413 or 424. */
  readonly answer: { readonly cmdId: string; readonly code: number };
  /** The object as it stands; `undefined` when it is complete or given up. */
  readonly partial: PartialObject | undefined;
  /** The chunk as pieces that must be stored. */
  readonly store: readonly ObjectPiece[];
  /** How many stored pieces are not needed any more. */
  readonly drop: number;
  /** The complete object: its stored pieces come before this last part. */
  readonly complete: { readonly uri: string; readonly stored: number; readonly tail: Uint8Array } | undefined;
}

/** True when an object is open and this message does not go on with it: its end is missing (alert 1225). */
export function missesEnd(partial: PartialObject | undefined, message: ClientMessage): boolean {
  return (
    partial !== undefined &&
    findChunk(partial, message) === undefined &&
    message.body.some(({ name }) => name !== 'Status' && name !== 'Alert')
  );
}

/**
 * Takes the chunk of a large object out of a message; `undefined` when there is none ([OMA-DM 1.2] large objects). Behind
 * the last chunk of one object the first of another may stand; that one is answered then, for it wants an answer.
 */
export function takeChunk(partial: PartialObject | undefined, message: ClientMessage): ChunkTaken | undefined {
  const taken = takeOne(partial, message);
  if (taken?.complete === undefined) return taken;
  const next = takeOne(undefined, message);
  // Its pieces take the places of those that are complete.
  return next?.partial === undefined ? taken : { ...next, complete: taken.complete };
}

function takeOne(partial: PartialObject | undefined, message: ClientMessage): ChunkTaken | undefined {
  const found = findChunk(partial, message);
  if (found === undefined) return undefined;
  const { command, item } = found;
  const data = new TextEncoder().encode(item.data ?? '');
  const before = partial ?? opened(command, item);
  const bytes = before.bytes + data.length;
  if (bytes > OBJECT_LIMIT) return givenUp(command, before, 413);
  if (item.moreData) return kept(command, { ...before, bytes }, inPieces(data, before.pieces));
  if (before.size !== undefined && before.size !== bytes) return givenUp(command, before, 424);
  return completed(command, before, data);
}

function inPieces(data: Uint8Array, first: number): ObjectPiece[] {
  const count = Math.max(1, Math.ceil(data.length / PIECE_SIZE));
  return Array.from({ length: count }, (_, n) => ({
    index: first + n,
    data: data.subarray(n * PIECE_SIZE, (n + 1) * PIECE_SIZE),
  }));
}

interface Found {
  readonly command: ClientCommand;
  readonly item: ClientItem;
}

function findChunk(partial: PartialObject | undefined, message: ClientMessage): Found | undefined {
  const commands = message.body.filter((command): command is ClientCommand => command.name !== 'Status');
  for (const command of commands) {
    const item = command.items.find((candidate) => goesOn(partial, candidate));
    if (item !== undefined) return { command, item };
  }
  return undefined;
}

// The first chunk is known by MoreData; later ones by the node that they name, the last of them without that mark.
function goesOn(partial: PartialObject | undefined, item: ClientItem): boolean {
  if (partial === undefined) return item.moreData;
  return (item.source ?? item.target ?? '') === partial.uri;
}

function opened(command: ClientCommand, item: ClientItem): PartialObject {
  const size = item.size === undefined ? {} : { size: item.size };
  return { ref: command.cmdRef, uri: item.source ?? item.target ?? '', pieces: 0, bytes: 0, ...size };
}

const NOTHING = { partial: undefined, store: [], drop: 0, complete: undefined };

function kept({ cmdId }: ClientCommand, before: PartialObject, store: readonly ObjectPiece[]): ChunkTaken {
  const partial = { ...before, pieces: before.pieces + store.length };
  return { ...NOTHING, answer: { cmdId, code: 213 }, partial, store };
}

function givenUp({ cmdId }: ClientCommand, { pieces }: PartialObject, code: 413 | 424): ChunkTaken {
  return { ...NOTHING, answer: { cmdId, code }, drop: pieces };
}

function completed({ cmdId }: ClientCommand, { uri, pieces }: PartialObject, tail: Uint8Array): ChunkTaken {
  return { ...NOTHING, answer: { cmdId, code: 200 }, drop: pieces, complete: { uri, stored: pieces, tail } };
}
