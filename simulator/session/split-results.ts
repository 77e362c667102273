import type { ClientCommand, ClientResults } from '../syncml/client-message';

/**
 * Spreads commands over messages so that no value in a message is longer than `limit` bytes. All but the last one end
 * with a part that says MoreData, and go out without Final. Without a limit there is one message.
 */
export function splitResults(
  commands: readonly ClientCommand[],
  limit: number | undefined,
): readonly (readonly ClientCommand[])[] {
  const messages: ClientCommand[][] = [[]];
  for (const command of commands) {
    const parts = limit !== undefined && command.kind === 'Results' ? partsOf(command, limit) : [command];
    for (const [index, part] of parts.entries()) {
      if (index > 0) messages.push([]);
      messages.at(-1)?.push(part);
    }
  }
  return messages;
}

function partsOf(results: ClientResults, limit: number): readonly ClientResults[] {
  const texts = cut(results.item.data, limit);
  if (texts.length === 1) return [results];
  const size = Buffer.byteLength(results.item.data);
  return texts.map((data, index) => {
    const sized = index === 0 ? { size } : {};
    const more = index < texts.length - 1 ? { moreData: true as const } : {};
    return { ...results, item: { ...results.item, data, ...sized, ...more } };
  });
}

// Between characters, never inside one.
function cut(text: string, limit: number): readonly string[] {
  const texts = [''];
  let bytes = 0;
  for (const character of text) {
    const length = Buffer.byteLength(character);
    if (bytes + length > limit && bytes > 0) {
      texts.push('');
      bytes = 0;
    }
    texts[texts.length - 1] += character;
    bytes += length;
  }
  return texts;
}
