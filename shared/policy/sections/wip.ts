import { z } from 'zod';
import { certificate } from '../values/certificate';
import { domain, primaryDomain } from '../values/domain';
import { extension, guid } from '../values/short-texts';
import { optional, required } from './member';

const azureRms = z.strictObject({
  enabled: required(z.boolean(), 'Copies on removable drives are encrypted with Azure Rights Management.'),
  templateId: optional(guid, 'Rights template; without one every user of the tenant can open the copies.'),
});

/** Windows Information Protection itself: level, identity, keys. */
export const wip = z.strictObject({
  mode: required(
    z.enum(['off', 'silent', 'override', 'block']),
    'off decrypts work files; silent only records; override asks the user; block forbids.',
  ),
  primaryDomain: optional(
    primaryDomain,
    'Identity of the organization. Required unless mode is off; never to be changed.',
  ),
  additionalDomains: optional(z.array(domain).max(500), 'Further mail domains of the organization.'),
  recoveryCertificate: optional(
    certificate,
    'EFS recovery certificate (file recovery EKU): opens files whose key is lost.',
  ),
  showIcons: optional(z.boolean(), 'Marks work files and work apps.'),
  revokeOnUnenroll: optional(z.boolean(), 'Work files become unreadable when the PC leaves. True when absent.'),
  revokeOnMdmHandoff: optional(
    z.boolean(),
    'Work files become unreadable when the PC moves to MDM. False with a discovery URL.',
  ),
  azureRms: optional(azureRms, 'Encryption of copies on removable drives.'),
  smbEncryptedExtensions: optional(
    z.array(extension).max(500),
    'Only files with these extensions are encrypted from shares.',
  ),
});

/** See {@link wip}. */
export type Wip = z.infer<typeof wip>;
