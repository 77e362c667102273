import { SAMPLES } from '../../../functions/management/openapi/samples';

const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const MADE_UP = /"(generation|continuation)":"[^"]*"/g;
const RECORD = /\b[0-9a-f]{32}\b/g;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A text with the samples in place of what is real in the service that said it, so that it says the same every time. */
export function asSamples(text: string, real: ReadonlyMap<string, string>): string {
  const known = [...real].reduce((said, [sample, value]) => said.replaceAll(value, sample), text);
  const others = new Map<string, string>();
  return known
    .replaceAll(TIME, SAMPLES.time)
    .replaceAll(RECORD, SAMPLES.record)
    .replaceAll(MADE_UP, (_, name: 'generation' | 'continuation') => `"${name}":"${SAMPLES[name]}"`)
    .replaceAll(GUID, (guid) => (SAMPLE_VALUES.has(guid) ? guid : numbered(others, guid)));
}

/** A text of the document with what is real in the service in place of the samples. */
export const asReal = (text: string, real: ReadonlyMap<string, string>): string =>
  [...real].reduce((said, [sample, value]) => said.replaceAll(sample, value), text);

const SAMPLE_VALUES: ReadonlySet<unknown> = new Set(Object.values(SAMPLES));

function numbered(known: Map<string, string>, guid: string): string {
  const number = known.get(guid) ?? `f0000000-0000-4000-8000-${String(known.size + 1).padStart(12, '0')}`;
  known.set(guid, number);
  return number;
}
