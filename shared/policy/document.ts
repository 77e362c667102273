import { z } from 'zod';
import { apps } from './sections/apps';
import { certificates } from './sections/certificates';
import { compliance, logs } from './sections/compliance';
import { optional, required } from './sections/member';
import { network } from './sections/network';
import { signIn } from './sections/sign-in';
import { sync } from './sections/sync';
import { vpn } from './sections/vpn';
import { wifi } from './sections/wifi';
import { wip } from './sections/wip';
import { plainText } from './values/text';

/**
 * The policy document that an administrator writes: the one source of types, checks and JSON Schema. Absent means not
 * managed, `null` (or `[]`) means removed from the devices. Nothing is transformed: what was written is what is kept.
 */
export const policyDocument = z.strictObject({
  schemaVersion: required(z.literal(1), 'Version of this format.'),
  name: required(plainText(), 'Label of the policy; reaches no device.'),
  wip: optional(
    wip,
    'Windows Information Protection. A policy that had this section keeps it; the way out is mode off.',
  ),
  apps: optional(apps, 'Apps that may open work data.'),
  network: optional(network, 'Places on the network that hold work data.'),
  signIn: optional(signIn, 'Password, PIN and lock of the PC.'),
  sync: optional(sync, 'The connection to this service and the way out of it.'),
  compliance: optional(compliance, 'What makes a PC compliant; judged by this service, sent to no device.'),
  logs: optional(logs, 'What is kept of the audit log of the protection.'),
  certificates: optional(
    certificates,
    'Certificates that the PC gets. Of no use where only cloud resources are protected.',
  ),
  vpn: optional(vpn, 'VPN profiles. Of no use where only cloud resources are protected.'),
  wifi: optional(wifi, 'Wi-Fi profiles. Of no use where only cloud resources are protected.'),
});

/** See {@link policyDocument}. */
export type PolicyDocument = z.infer<typeof policyDocument>;
