/** A reply that is larger than its reader allows. */
export class ReplyTooLarge extends Error {
  override readonly name = 'ReplyTooLarge';
}

/**
 * The text of a reply, at most `maxBytes` long.
 * @throws ReplyTooLarge; TypeError where it is not UTF-8 or breaks off
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new ReplyTooLarge(`the reply is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

/**
 * The JSON of a reply, at most `maxBytes` long; `undefined` for an empty body.
 * @throws as {@link readText}; SyntaxError where the body is not JSON
 */
export async function readJson(response: Response, maxBytes: number): Promise<unknown> {
  const text = await readText(response, maxBytes);
  return text === '' ? undefined : JSON.parse(text);
}
