import { readAppRules } from './app-rules';
import type { Behaviors } from './behavior';
import { areCanonical } from './domain-names';
import type { TreeReader } from './management-tree';
import { isRecoveryBlob } from './recovery-blob';

/** Path of the WIP settings in the spelling of the tree. */
export const WIP_SETTINGS = './Vendor/MSFT/EnterpriseDataProtection/Settings';
/** Path of the AppLocker groupings. */
export const APP_GROUPINGS = './Vendor/MSFT/AppLocker/EnterpriseDataProtection';

const NETWORK = './Vendor/MSFT/Policy/Config/NetworkIsolation';
const refuseUnless = (isGood: boolean) => (isGood ? undefined : 500);
const refuseRules = (data: string, uri: string) => refuseUnless(readAppRules(data, uri) !== undefined);

/** The client's own rules of Windows Information Protection (policy guide, sections 2 to 6). */
export const wipBehaviors: Behaviors = new Map([
  [
    `${WIP_SETTINGS}/EnterpriseProtectedDomainNames`,
    { refuse: (data: string) => refuseUnless(areCanonical(data.split('|'))) },
  ],
  [`${WIP_SETTINGS}/DataRecoveryCertificate`, { refuse: (data: string) => refuseUnless(isRecoveryBlob(data)) }],
  [
    `${NETWORK}/EnterpriseNetworkDomainNames`,
    { refuse: (data: string) => refuseUnless(areCanonical(data.split(','))) },
  ],
  [`${APP_GROUPINGS}/{Grouping}/EXE/Policy`, { refuse: refuseRules }],
  [`${APP_GROUPINGS}/{Grouping}/StoreApps/Policy`, { refuse: refuseRules }],
  [
    './Vendor/MSFT/EnterpriseDataProtection/Status',
    { read: (_uri: string, tree: TreeReader) => String(wipStatus(tree)) },
  ],
]);

/** Bit mask of the Status leaf: 1 WIP is on, 2 app rules present, 8 mandatory settings present. */
export function wipStatus(tree: TreeReader): number {
  const hasRules = hasAllowRule(tree);
  const hasSettings = enforcementLevel(tree) > 0 && identityDomains(tree).length > 0;
  return (hasRules && hasSettings ? 1 : 0) + (hasRules ? 2 : 0) + (hasSettings ? 8 : 0);
}

/** Present EDPEnforcementLevel, 0 to 3. */
export function enforcementLevel(tree: TreeReader): number {
  return Number(tree.valueOf(`${WIP_SETTINGS}/EDPEnforcementLevel`) ?? 0);
}

/** Present identity domains, the primary one first; empty when none were written. */
export function identityDomains(tree: TreeReader): readonly string[] {
  return (tree.valueOf(`${WIP_SETTINGS}/EnterpriseProtectedDomainNames`) ?? '')
    .split('|')
    .filter((name) => name !== '');
}

/** True when a protected grouping (one without `EdpExempt` in its name) lets at least one app in. */
export function hasAllowRule(tree: TreeReader): boolean {
  return tree
    .writtenBelow(APP_GROUPINGS)
    .filter((uri) => uri.endsWith('/Policy') && !isExempt(uri))
    .some((uri) => (readAppRules(tree.valueOf(uri) ?? '', uri)?.allowing ?? 0) > 0);
}

function isExempt(uri: string): boolean {
  const [grouping = ''] = uri.slice(APP_GROUPINGS.length + 1).split('/');
  return grouping.toLowerCase().includes('edpexempt');
}
