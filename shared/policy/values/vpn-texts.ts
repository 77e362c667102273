import { asEntries, entriesIn, hostMeant, hostsIn, isHost } from './host';
import { parseIpAddress } from './ip-address';
import { judged, writeInstead } from './judged';
import { shaped } from './shaped';
import { hasLookalike, hasUnseen } from './unseen';

/** Name of a store app's package family. */
export const packageFamily = shaped({
  rule: 'VPN-1',
  allowed: 'a name, _ and 13 letters or digits',
  advice: 'copy PackageFamilyName from `Get-AppxPackage`, e.g. `Contoso.Vpn_8wekyb3d8bbwe`',
  pattern: /^[A-Za-z0-9.-]+_[a-z0-9]{13}$/,
  length: 256,
});

const port = '(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})';

const portShape = new RegExp(`^${port}(?:-${port})?$`);

/** A port or a range of ports, the lower one first. */
export const portRange = judged({
  rule: 'VPN-1',
  allowed: 'a port such as 443, or a range such as 100-120',
  advice: 'write a port from 0 to 65535, or two with - between them',
  judge: (text) => {
    if (text.length > 11 || !portShape.test(text)) return { message: 'is no port and no range of ports' };
    const [from = '', to = from] = text.split('-');
    if (Number(from) <= Number(to)) return undefined;
    return { message: 'runs backwards', suggestion: writeInstead(`${to}-${from}`) };
  },
});

function isPrefix(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const parsed = parseIpAddress(address);
  return (
    rest.length === 0 &&
    parsed !== undefined &&
    /^[0-9]{1,3}$/.test(length) &&
    Number(length) <= (parsed.family === 4 ? 32 : 128)
  );
}

function isRange(text: string): boolean {
  const [from, to, ...rest] = text.split('-').map(parseIpAddress);
  return (
    rest.length === 0 && from !== undefined && to !== undefined && from.family === to.family && from.value <= to.value
  );
}

/** An address, a range of addresses or a prefix. */
export const addressRange = judged({
  rule: 'VPN-1',
  allowed: 'an address, a range such as 10.0.0.1-10.0.0.9, or a prefix such as 10.0.0.0/8',
  advice: 'write e.g. `10.0.0.1`, `10.0.0.1-10.0.0.9` or `10.0.0.0/8`',
  judge: (text) => {
    const isGood = text.length <= 100 && (parseIpAddress(text) !== undefined || isPrefix(text) || isRange(text));
    if (isGood) return undefined;
    const [from = '', to = ''] = text.length <= 100 ? text.split('-') : [];
    const turned = `${to}-${from}`;
    return isRange(turned)
      ? { message: 'runs backwards', suggestion: writeInstead(turned) }
      : { message: 'is not an address' };
  },
});

/** A VPN gateway. */
export const hostOrAddress = judged({
  rule: 'VPN-1',
  allowed: 'a host name or an address',
  advice: 'write the gateway alone, e.g. `vpn.contoso.com`',
  judge: (text) => {
    if (isHost(text) || parseIpAddress(text) !== undefined) return undefined;
    const several = hostsIn(text)?.filter(isHost) ?? [];
    if (several.length > 1)
      return { message: 'one entry holds one host', suggestion: writeInstead(asEntries(several)) };
    const host = hostMeant(text);
    const suggestion = host !== undefined && isHost(host) ? { suggestion: writeInstead(host) } : {};
    return { message: 'is not a host', ...suggestion };
  },
});

const longestServer = 1024;

/** Servers that were joined in one text; `undefined` where a path may have the separator, which then means nothing. */
function serversIn(text: string): readonly string[] | undefined {
  const servers = entriesIn(text);
  const hasPath = servers.slice(0, -1).some((server) => server.replace(/^[a-z]+:\/\//i, '').includes('/'));
  return servers.length < 2 || hasPath ? undefined : servers;
}

/** A server of a VPN plug-in: host or URL. */
export const serverUrl = judged({
  rule: 'VPN-1',
  allowed: 'a host or URL without blanks, ; , and |',
  advice: 'give each server an entry of its own',
  judge: (text) => {
    if (text.length > longestServer || text === '') return { message: 'is not a host or URL' };
    if (hasUnseen(text)) return { message: 'has blanks, or characters that nobody sees' };
    if (!/[;,|]/.test(text) && !hasLookalike(text)) return undefined;
    const servers = serversIn(text);
    const suggestion = servers === undefined ? {} : { suggestion: writeInstead(asEntries(servers)) };
    return { message: 'one entry holds one server', ...suggestion };
  },
});
