import { randomUUID } from 'node:crypto';
import type { TableRequest } from './connection';
import { TableFailure } from './failure';

const CRLF = '\r\n';

function part(url: string, { method, path, headers, body }: TableRequest): string {
  const lines = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary', ''];
  lines.push(`${method} ${url}/${path} HTTP/1.1`, 'dataserviceversion: 3.0');
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  lines.push('', body ?? '');
  return lines.join(CRLF);
}

/** Several writes of one partition as one request that takes effect as a whole or not at all; `url` is the account's. */
export function batchRequest(url: string, writes: readonly TableRequest[]): TableRequest {
  const id = randomUUID();
  const changes = writes.map((write) => `--changeset_${id}${CRLF}${part(url, write)}${CRLF}`).join('');
  const body = [
    `--batch_${id}`,
    `Content-Type: multipart/mixed; boundary=changeset_${id}`,
    '',
    `${changes}--changeset_${id}--`,
    `--batch_${id}--`,
    '',
  ].join(CRLF);
  const headers = { accept: 'application/json', 'content-type': `multipart/mixed; boundary=batch_${id}` };
  return { method: 'POST', path: '$batch', headers, body };
}

/**
 * ETags of the rows in the order of the writes, empty for a deleted one.
 * @throws TableFailure of the write that was refused, or when the answer does not fit the request
 */
export function readBatchAnswer(answer: string, writes: number): string[] {
  const parts = answer.split(/^HTTP\/1\.1 /m).slice(1);
  for (const text of parts) {
    const status = Number.parseInt(text, 10);
    if (status >= 300) throw new TableFailure(status, /"code"\s*:\s*"(\w{1,64})"/.exec(text)?.[1] ?? 'NoCode');
  }
  if (parts.length !== writes) throw new TableFailure(0, 'BatchAnswerIncomplete');
  return parts.map((text) => /^ETag: *(.+?)\r?$/im.exec(text)?.[1] ?? '');
}
