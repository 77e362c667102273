import { z } from 'zod';
import { DIMENSIONS } from '../../../../shared/wip-logs/report';
import { pageOf } from './page';

const time = z.iso.datetime();
const kind = z.enum(['data-copied', 'protection-removed', 'app-generated', 'other']);

/** A record of the log of the protection; what it leaves out is absent. All texts are the PC's own. */
export const wipEvent = z.strictObject({
  id: z.string().describe('The same for the same record, whenever it comes.'),
  deviceId: z.guid(),
  userId: z.guid(),
  at: time,
  isTimeGuessed: z.literal(true).optional().describe('The record has no time that can be: it is that of its neighbor.'),
  kind,
  rawKind: z.string().optional().describe('With kind `other`.'),
  way: z.enum(['copy-paste', 'drag-drop', 'share', 'protection-removed', 'other']).optional(),
  rawWay: z.string().optional().describe('With way `other`.'),
  action: z.enum(['decrypt', 'copy', 'send', 'other']).optional(),
  ownerSid: z.string().optional().describe('Security identifier of the Windows user.'),
  enterpriseId: z.string().optional(),
  justification: z.string().optional().describe('What the user wrote.'),
  object: z.string().optional().describe('What was touched: a name, a path, or formats of the clipboard.'),
  filePath: z.string().optional(),
  dataInfo: z.string().optional(),
  sourceApp: z.string().optional().describe('App id or host name.'),
  destinationApp: z.string().optional().describe('App id or host name.'),
  app: z.string().optional().describe('App id or host name.'),
  sourceName: z.string().optional(),
  destinationName: z.string().optional(),
  destinationEnterpriseId: z.string().optional().describe('Absent: the data became personal.'),
  isShortened: z.literal(true).optional().describe('A text was longer than what is kept.'),
});

/** Records, a page. */
export const wipEventList = pageOf(wipEvent);

const count = {
  events: z.int(),
  people: z.int(),
  devices: z.int(),
  firstAt: time,
  lastAt: time,
};

const about = {
  records: z.int().describe('Records that were counted.'),
  left: z.int().describe('Lines that did not fit.'),
};

/** Records, counted. */
export const wipReport = pageOf(
  z.strictObject({
    name: z.string().describe('App, host, kind, object id of the person, or day (UTC).'),
    ...count,
    kinds: z.partialRecord(kind, z.int()),
  }),
).extend({ by: z.enum(DIMENSIONS), ...about });

const entry = z.looseObject({}).describe('An entry of that list in a policy document.');

/** Where work data leaves the boundary, and what would keep it inside. */
export const wipLessons = pageOf(
  z.strictObject({
    kind: z.enum(['app', 'site', 'other']),
    name: z.string(),
    ...count,
    change: z
      .strictObject({ list: z.enum(['apps.protected', 'network.cloudResources']), add: entry })
      .optional()
      .describe('Absent where no rule can name it.'),
  }),
).extend(about);
