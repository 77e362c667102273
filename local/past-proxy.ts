/** Hosts that a proxy could not reach, since they are this machine. */
const LOOPBACK = ['127.0.0.1', 'localhost'];

/**
 * Adds loopback to `NO_PROXY`: on a machine with `HTTP_PROXY` the table client would ask the proxy for the emulator. To
 * be called before a client is made.
 */
export function goPastProxy(env: NodeJS.ProcessEnv): void {
  const listed = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(',').filter((host) => host !== '');
  env['NO_PROXY'] = [...new Set([...listed, ...LOOPBACK])].join(',');
}
