import { z } from 'zod';
import { oneDomain } from '../values/domain';
import { numberFrom, zeroOrFrom } from '../values/number';
import { plainText } from '../values/text';
import { httpsUrl } from '../values/url';
import { optional, required } from './member';

const minutes = 'Minutes between two syncs; 0 switches the pair off.';

const schedule = z.strictObject({
  everyMinutes: required(numberFrom(0), minutes),
  times: required(numberFrom(0), 'How often; 0 is for ever.'),
});

const longRun = z.strictObject({
  everyMinutes: required(
    zeroOrFrom(480, 'POLL-5'),
    `${minutes} 1440 is recommended; up to 59 minutes are added per device.`,
  ),
});

/** Named by the format; written this way, since an object literal with a member `then` looks like a promise. */
const longRunMember = 'then';

const poll = z.strictObject({
  first: required(schedule, 'Right after the enrollment.'),
  second: optional(schedule, 'The first day or so; longer than the first interval.'),
  [longRunMember]: optional(longRun, 'For ever after.'),
});

const help = z.strictObject({
  phone: optional(plainText(), 'Shown in the account settings of Windows.'),
  website: optional(plainText(), 'Shown in the account settings of Windows.'),
  email: optional(plainText(), 'Shown in the account settings of Windows.'),
});

/** The connection to this service and the way out of it. */
export const sync = z.strictObject({
  poll: optional(poll, 'When the PC asks for its policy.'),
  pollOnSignIn: optional(z.boolean(), 'The PC asks at every sign-in too.'),
  unenrollAfterDaysWithoutContact: optional(
    numberFrom(1),
    'The PC leaves by itself after so many days; with revokeOnUnenroll an offline wipe.',
  ),
  mdmDiscoveryUrl: optional(
    httpsUrl,
    'Offers the user to move the PC to this MDM service. Never sent to Windows Home.',
  ),
  mdmEnterpriseId: optional(
    oneDomain,
    'Primary enterprise ID of the MDM policy: must equal wip.primaryDomain, or work files are lost.',
  ),
  help: optional(help, 'Whom users ask.'),
});

/** See {@link sync}. */
export type Sync = z.infer<typeof sync>;

/** When a PC asks for its policy. */
export type Poll = z.infer<typeof poll>;
