import type { Finding } from '../../shared/policy/finding';
import { counted, indented, table } from './table';

/** What is to be said about a document: errors first, each with its rule and what to write instead. */
export function findingLines(errors: readonly Finding[], warnings: readonly Finding[]): readonly string[] {
  const rows = [
    ...errors.map((finding) => row('error', finding)),
    ...warnings.map((finding) => row('warning', finding)),
  ];
  return rows.length === 0 ? [] : indented(table(['', 'member', 'rule', 'what is wrong'], rows));
}

/** In a few words, e.g. `refused, 2 errors, 1 warning`. */
export function verdict(errors: readonly Finding[], warnings: readonly Finding[]): string {
  const counts = [
    ...(errors.length === 0 ? [] : [counted(errors.length, 'error')]),
    ...(warnings.length === 0 ? [] : [counted(warnings.length, 'warning')]),
  ];
  return [errors.length === 0 ? 'accepted' : 'refused', ...counts].join(', ');
}

function row(kind: string, { path, rule, message, found, allowed, suggestion }: Finding): readonly string[] {
  const parts = [
    message,
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(allowed === undefined ? [] : [`allowed: ${allowed}`]),
    ...(suggestion === undefined ? [] : [suggestion]),
  ];
  return [kind, path === '' ? 'the document' : path, rule, parts.join('; ')];
}
