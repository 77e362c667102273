import { z } from 'zod';
import { parseUserId } from '../../ids';
import type { WipEvent } from '../../wip-logs/wip-event';
import type { ColumnValue, StoredRow } from '../row';
import type { KeptWipEvent } from '../stores/wip-logs';
import { checkVersion, invalidRow, json, parsed, text } from './columns';

const VERSION = 1;

const words = z.string().exactOptional();

const storedEvent: z.ZodType<WipEvent> = z.object({
  hash: z.string(),
  at: z.string(),
  isTimeGuessed: z.literal(true).exactOptional(),
  kind: z.enum(['data-copied', 'protection-removed', 'app-generated', 'other']),
  rawKind: words,
  way: z.enum(['copy-paste', 'drag-drop', 'share', 'protection-removed', 'other']).exactOptional(),
  rawWay: words,
  action: z.enum(['decrypt', 'copy', 'send', 'other']).exactOptional(),
  ownerSid: words,
  enterpriseId: words,
  justification: words,
  object: words,
  filePath: words,
  dataInfo: words,
  sourceApp: words,
  destinationApp: words,
  app: words,
  sourceName: words,
  destinationName: words,
  destinationEnterpriseId: words,
  isShortened: z.literal(true).exactOptional(),
});

/** Columns of a record; the device is its partition. The texts, 14 of 768 units at most, are one column. */
export function wipEventColumns({ event, userId, until }: KeptWipEvent): Record<string, ColumnValue> {
  return { v: VERSION, userId, until, event: JSON.stringify(event) };
}

/** The record of a row. @throws ServiceError `internal` / `storage.row-invalid`, `unavailable` / `storage.newer-row` */
export function readWipEvent(row: StoredRow): KeptWipEvent {
  checkVersion(row, VERSION);
  const result = storedEvent.safeParse(json(row, 'event'));
  if (!result.success) throw invalidRow('event');
  return { event: result.data, userId: parsed(row, 'userId', parseUserId), until: text(row, 'until') };
}
