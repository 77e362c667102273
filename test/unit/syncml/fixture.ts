import { readFileSync } from 'node:fs';
import type { ClientMessage } from '../../../shared/syncml/message';
import { readMessage } from '../../../shared/syncml/read-message';
import { readText } from '../xml/read-text';

/** Text of a message in test/fixtures/syncml. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/syncml/${name}`, import.meta.url), 'utf8');
}

/** Reads a message given as text. */
export function readSyncMl(text: string): ClientMessage {
  return readMessage(readText(text));
}
