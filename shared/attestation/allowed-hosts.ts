/**
 * True when a deployment may speak to a host: its name is on the list, or below a name that begins with `*.` there. The
 * list is a setting of the deployment; a tenant only chooses among it.
 */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = host.toLowerCase();
  return allowed.some((entry) => (entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : name === entry));
}
