import type { GraphPolicy } from './graph-policy';
import type { NotCarried } from './not-carried';
import { flat } from './read-graph-lists';
import { defined, type Json, negated, text } from './read-graph-values';

const modes = {
  noProtection: 'off',
  encryptAndAuditOnly: 'silent',
  encryptAuditAndPrompt: 'override',
  encryptAuditAndBlock: 'block',
} as const;

const templateOf = (policy: GraphPolicy) => text(policy.rightsManagementServicesTemplateId?.replace(/[{}]/g, ''));

function readAzureRms(policy: GraphPolicy): Json | undefined {
  const enabled = policy.azureRightsManagementServicesAllowed;
  return enabled == null ? undefined : defined({ enabled, templateId: templateOf(policy) });
}

/** The protection itself: level, identity, keys. */
export function readWip(policy: GraphPolicy): Json | undefined {
  const primary = text(policy.enterpriseDomain);
  const further = flat(policy.enterpriseProtectedDomainNames)?.filter(
    (name) => name.toLowerCase() !== primary?.toLowerCase(),
  );
  return defined({
    mode: policy.enforcementLevel == null ? undefined : modes[policy.enforcementLevel],
    primaryDomain: primary,
    additionalDomains: further?.length ? further : undefined,
    recoveryCertificate: text(policy.dataRecoveryCertificate?.certificate),
    showIcons: policy.iconsVisible,
    revokeOnUnenroll: negated(policy.revokeOnUnenrollDisabled),
    revokeOnMdmHandoff: negated(policy.revokeOnMdmHandoffDisabled),
    azureRms: readAzureRms(policy),
    smbEncryptedExtensions: flat(policy.smbAutoEncryptedFileExtensions)?.map((extension) =>
      extension.replace(/^\*?\./, ''),
    ),
  });
}

/** Parts of the protection that have no place because another is missing. */
export function lostWip(policy: GraphPolicy): NotCarried[] {
  const { azureRightsManagementServicesAllowed: rms, dataRecoveryCertificate: recovery } = policy;
  const isTemplateLost = rms == null && templateOf(policy) !== undefined;
  const isRecoveryLost = recovery != null && text(recovery.certificate) === undefined;
  const needsRms = 'needs azureRightsManagementServicesAllowed, which is missing; write `wip.azureRms` with `enabled`';
  return [
    ...(isTemplateLost ? [{ what: 'rightsManagementServicesTemplateId', why: needsRms }] : []),
    ...(isRecoveryLost ? [{ what: 'dataRecoveryCertificate', why: 'holds no certificate' }] : []),
  ];
}
