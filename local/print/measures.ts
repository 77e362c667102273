/** A size as a person reads it, e.g. `820 bytes`, `5.2 KB`. */
export function sizeText(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}

/** A duration as a person reads it, e.g. `41 ms`, `1.3 s`. */
export function durationText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A count with its noun, e.g. `1 message`, `3 messages`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Text in which GUIDs and random ids in base64url are cut to what tells them apart, e.g. `/mam/sync/kQ7v2nX4…`. */
export function shortenIds(text: string): string {
  const id = /(?<=\/|^)([0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{22})(?=\/|$)/gi;
  return text.replace(id, (whole) => `${whole.slice(0, 8)}…`);
}

/** Minutes as a person reads them, e.g. `24 hours`, `24 hours 55 minutes`. */
export function intervalText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [hours > 0 ? countText(hours, 'hour') : '', rest > 0 ? countText(rest, 'minute') : ''];
  return parts.filter((part) => part !== '').join(' ');
}
