import {
  microsoft365Resources,
  officeSuite,
  recommendedApps,
  recommendedNeutralResources,
} from '../../shared/policy/presets';
import type { Organization } from './session';

/** Name under which the first policy is saved; the tenant's `defaultPolicy` then points to it. */
export const FIRST_POLICY = 'personal-pcs';

const INITIAL_DOMAIN = /^([a-z0-9-]+)\.onmicrosoft\.[a-z.]+$/;

/**
 * The policy of a new tenant, in Silent mode: Windows records what it would have kept from leaving and hinders nobody, so
 * that the first weeks show which apps and places are missing (policy guide).
 */
export function firstPolicy({ displayName, verifiedDomains }: Organization): object {
  const names = [...verifiedDomains].sort((one, other) => Number(other.isDefault) - Number(one.isDefault));
  const domains = names.map(({ name }) => name.toLowerCase());
  const own = domains.filter((name) => !INITIAL_DOMAIN.test(name));
  const [primaryDomain, ...additionalDomains] = own.length > 0 ? own : domains;
  const label = domains.map((name) => INITIAL_DOMAIN.exec(name)?.[1]).find((found) => found !== undefined);
  return {
    schemaVersion: 1,
    name: `Personal PCs of ${displayName}`.slice(0, 64),
    wip: { mode: 'silent', primaryDomain, additionalDomains, showIcons: true, revokeOnUnenroll: true },
    apps: { protected: [...recommendedApps, ...officeSuite] },
    network: {
      ...(label === undefined ? {} : { cloudResources: microsoft365Resources(label) }),
      neutralResources: recommendedNeutralResources,
    },
  };
}
