import { foreignPlace } from '../foreign-place';

/**
 * Where an export is: the source, and the place in it. A source of which rows are told by devices is gone through once
 * for all devices that one call finds: mostly that is one time.
 */
export interface HeldPlace {
  readonly source: number;
  /** Where the search for those devices began; absent: at the beginning. */
  readonly devices?: string;
  readonly place?: string;
}

/** A place as a continuation, which {@link placeOfText} reads. */
export const textOfPlace = ({ source, devices = '', place = '' }: HeldPlace): string => `${source}.${devices}.${place}`;

/** The place of a continuation. @throws ServiceError `invalid` / `page.continuation-invalid` */
export function placeOfText(continuation: string): HeldPlace {
  const [, source, devices = '', place = ''] = /^(\d)\.([\w-]*)\.([\w-]*)$/.exec(continuation) ?? [];
  if (source === undefined) throw foreignPlace();
  return { source: Number(source), ...(devices === '' ? {} : { devices }), ...(place === '' ? {} : { place }) };
}
