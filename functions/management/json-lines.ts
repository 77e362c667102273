import type { Call, Reply } from '../http';

/** True when a caller wants one JSON document a line: `format=jsonl`, or an Accept header that says so. */
export function wantsLines(call: Call, format: 'json' | 'jsonl' | undefined): boolean {
  if (format !== undefined) return format === 'jsonl';
  return (call.request.headers.get('accept') ?? '').includes('application/x-ndjson');
}

/** One JSON document a line; whoever collects them follows the link until there is none. */
export function jsonLines(call: Call, items: readonly unknown[], continuation: string | undefined): Reply {
  const body = items.map((item) => `${JSON.stringify(item)}\n`).join('');
  const next = new URL(call.request.url);
  if (continuation !== undefined) next.searchParams.set('continuation', continuation);
  const link = continuation === undefined ? {} : { link: `<${next.pathname}${next.search}>; rel="next"` };
  return { status: 200, headers: { 'content-type': 'application/x-ndjson', ...link }, body };
}
