import type { EnrollmentId } from '../ids';

/** What decides under which host name a device finds its policy sync. */
export interface SyncAddressInput {
  readonly generation: EnrollmentId;
  /** Origin of the deployment, from its settings. */
  readonly publicUrl: string;
  /** Further host names, from the tenant's settings. */
  readonly publicHosts: readonly string[];
  /** How the request named us: its `Host` and the host of its `a:To`, as far as they are there. */
  readonly askedFor: readonly string[];
}

/**
 * `ADDR` of an enrollment. A tenant with a host name of its own stays on it, since Windows asks for tokens of the host
 * that it talks to. What the request says is only compared with names from the settings: an address built from it could
 * send a device anywhere.
 */
export function syncAddress({ generation, publicUrl, publicHosts, askedFor }: SyncAddressInput): string {
  const asked = askedFor.map((host) => host.trim().toLowerCase().replace(/:443$/, ''));
  const ownHost = publicHosts.find((host) => asked.includes(host));
  return `${ownHost === undefined ? publicUrl : `https://${ownHost}`}/mam/sync/${generation}`;
}

/** Host of a URL that a client wrote, with a port that is not the scheme's own; empty when it is no http(s) URL. */
export function hostOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed !== undefined && /^https?:$/.test(parsed.protocol) ? parsed.host : '';
}
