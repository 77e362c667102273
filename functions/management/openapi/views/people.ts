import { z } from 'zod';
import { HELD_COLUMNS, type HeldKind } from '../../../../shared/storage/person/held-columns';
import { pageOf } from './page';

const isKind = (name: string): name is HeldKind => name in HELD_COLUMNS;

/** A row that is held on a person. */
export const heldRow = z.strictObject({
  row: z
    .enum(Object.keys(HELD_COLUMNS).filter(isKind))
    .describe('Table and kind of row, as docs/privacy.md lists them.'),
  deviceId: z.guid().optional(),
  held: z.record(z.string(), z.unknown()).describe('Its columns, by name; ids of other people are left out.'),
});

/** Everything that is held on a person, a part. */
export const heldOnPerson = pageOf(heldRow).extend({
  userId: z.guid(),
  readAt: z.iso.datetime(),
  logs: z
    .enum(['included', 'left-out'])
    .describe(
      "Records of the protection's log are read with the role `Mam.LogReader` besides; without it they are left out.",
    ),
});

/** How far an erasure has come. */
export const erasureProgress = z.strictObject({
  done: z.boolean().describe('False: repeat the request, it goes on.'),
  part: z.int().describe('Number of the part that comes next, from 1.'),
  parts: z.int(),
  stillManaged: z
    .array(z.string())
    .describe('Ids of PCs that Entra may call managed for good: nothing here knows them any more. Delete them there.'),
});
