import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { isLoopback } from '../../../shared/setting-addresses';
import { type Finding, well } from './finding';

const SOON_DAYS = 21;
const DAY_MS = 86_400_000;
const TIMEOUT_MS = 10_000;

/** What the certificate of a server says, and whether this machine believes it. */
export interface ServerCertificate {
  readonly validTo: Date;
  /** Why it is not believed; `undefined` when it is. */
  readonly refusal: string | undefined;
}

/** Asks the network about a host; replaced in tests. */
export interface HostProbe {
  /** Addresses of the name. Rejects when there are none. */
  addresses(host: string): Promise<readonly string[]>;
  certificate(host: string, port: number): Promise<ServerCertificate>;
}

/** The real network. */
export const networkProbe: HostProbe = {
  addresses: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  certificate: readCertificate,
};

/** The name of the service leads somewhere. */
export async function checkName(url: URL, { addresses }: HostProbe): Promise<Finding> {
  const check = 'dns';
  if (isLoopback(url)) return well(check, `${url.hostname} is this machine`);
  try {
    return well(check, `${url.hostname} leads to ${(await addresses(url.hostname)).join(', ')}`);
  } catch {
    return {
      check,
      severity: 'problem',
      seen: `${url.hostname} leads nowhere`,
      why: 'No PC finds the service.',
      mend: `Add a CNAME record for ${url.hostname} that names the function app, and wait until it is known.`,
    };
  }
}

/** Windows accepts the certificate, and will for some time. */
export async function checkCertificate(url: URL, probe: HostProbe, now: Date): Promise<Finding> {
  const check = 'certificate';
  if (url.protocol !== 'https:') {
    return isLoopback(url) ? well(check, 'not needed on this machine') : unencrypted(check);
  }
  const why = 'Windows enrolls over a trusted connection only; with a bad certificate enrollment and syncs stop.';
  try {
    const { validTo, refusal } = await probe.certificate(url.hostname, Number(url.port || 443));
    const days = Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);
    if (refusal !== undefined) {
      const mend = `Bind a certificate for ${url.hostname} from a public authority, with its intermediate certificates.`;
      return { check, severity: 'problem', seen: `the certificate is refused: ${refusal}`, why, mend };
    }
    const seen = `valid for ${days} more days`;
    const mend = 'Renew it in Key Vault, or see why it does not renew itself.';
    return days < SOON_DAYS ? { check, severity: 'warning', seen, why, mend } : well(check, seen);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'no answer';
    const mend = 'Check that the service runs and that port 443 is open.';
    return { check, severity: 'problem', seen: `no TLS connection (${code})`, why, mend };
  }
}

const unencrypted = (check: string): Finding => ({
  check,
  severity: 'problem',
  seen: 'the service is named by an http address',
  why: 'Tokens would travel in the clear, and Windows refuses it.',
  mend: 'Set MAM_PUBLIC_URL to the https address.',
});

// The connection is refused by nobody here: a certificate that is not believed is a finding, not an error. Nothing is sent.
function readCertificate(host: string, port: number): Promise<ServerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false, timeout: TIMEOUT_MS }, () => {
      const { valid_to } = socket.getPeerCertificate();
      const refusal = socket.authorized ? undefined : String(socket.authorizationError);
      socket.destroy();
      resolve({ validTo: new Date(valid_to), refusal });
    });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('timeout')));
  });
}
