import { escapeHtml } from '../terms/html';

const FORMAT = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
} as const satisfies Intl.DateTimeFormatOptions;

/** A time (ISO 8601) in a language, in UTC, which is said: where its reader is, no one here knows. */
export function timeMarkup(language: string, time: string): string {
  const words = new Intl.DateTimeFormat(language, FORMAT).format(new Date(time));
  return `<time datetime="${escapeHtml(time)}">${escapeHtml(words)}</time>`;
}
