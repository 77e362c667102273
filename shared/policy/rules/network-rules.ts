import type { PolicyDocument } from '../document';
import { parseIpAddress } from '../values/ip-address';
import { type Rule, remarksOn } from './remark';

/** A proxy as it is compared: without case, and with the port that Windows uses anyway left away. */
const proxyKey = (proxy: string) => proxy.toLowerCase().replace(/:80$/, '');

const proxyKeys = (list: readonly string[] | null | undefined) => new Set((list ?? []).map(proxyKey));

/** NET-1: Windows reaches a paired proxy only when it is known as an internal one. */
const pairedProxiesAreInternal: Rule = (document) => {
  const internal = proxyKeys(document.network?.internalProxies);
  return (document.network?.cloudResources ?? []).flatMap(({ proxy }, index) => {
    if (proxy == null || internal.has(proxyKey(proxy))) return [];
    return [
      remarksOn(document).refuse(['network', 'cloudResources', index, 'proxy'], {
        rule: 'NET-1',
        message: 'the proxy is not among the internal ones',
        allowed: 'an entry of network.internalProxies',
        suggestion: `add \`${proxy}\` to network.internalProxies`,
      }),
    ];
  });
};

/** NET-2: a proxy leads either to work or to the internet. */
const proxiesAreDisjoint: Rule = (document) => {
  const internal = proxyKeys(document.network?.internalProxies);
  return (document.network?.internetProxies ?? []).flatMap((proxy, index) => {
    if (!internal.has(proxyKey(proxy))) return [];
    const message = 'is also an internal proxy';
    const suggestion = 'keep it in one of the two lists';
    const allowed = 'a proxy that is not among network.internalProxies';
    const path = ['network', 'internetProxies', index];
    return [remarksOn(document).refuse(path, { rule: 'NET-2', message, allowed, suggestion })];
  });
};

/** NET-3: a range has one family and does not run backwards. */
const rangesRunForward: Rule = (document) =>
  (document.network?.ipRanges ?? []).flatMap((range, index) => {
    const from = parseIpAddress(range.from);
    const to = parseIpAddress(range.to);
    if (from?.family === to?.family && (from?.value ?? 0n) <= (to?.value ?? 0n)) return [];
    const isBackward = from?.family === to?.family;
    const message = isBackward ? 'the first address is above the last' : 'the addresses are of two families';
    const allowed = isBackward ? `${range.from} or above` : `an IPv${from?.family ?? 4} address, as in \`from\``;
    const suggestion = isBackward
      ? `write \`"from": "${range.to}", "to": "${range.from}"\``
      : 'give each family a range of its own';
    const path = ['network', 'ipRanges', index, 'to'];
    return [remarksOn(document).refuse(path, { rule: 'NET-3', message, allowed, suggestion })];
  });

/** NET-7 and its precondition: connections by address open an existing boundary. */
const addressConnections: Rule = (document) => {
  if (document.network?.allowConnectionsByIpAddress !== true) return [];
  const { refuse, warn } = remarksOn(document);
  const path = ['network', 'allowConnectionsByIpAddress'];
  if ((document.network.cloudResources ?? []).length === 0) {
    const message = 'needs at least one cloud resource';
    const allowed = 'true beside network.cloudResources';
    const suggestion = 'list cloudResources, or write `false`';
    return [refuse(path, { rule: 'DOC-4', message, allowed, suggestion })];
  }
  const message = 'every app that connects by bare address now reaches the cloud resources';
  const suggestion = 'write `false`, or pair it with conditional access';
  return [warn(path, { rule: 'NET-7', message, allowed: 'false, which closes the boundary', suggestion })];
};

const completeLists = [
  { flag: 'ipRangesAreComplete', list: 'ipRanges' },
  { flag: 'internetProxiesAreComplete', list: 'internetProxies' },
] as const;

/** NET-8: a list that is declared complete and is empty. */
const completeListsHaveEntries: Rule = (document) =>
  completeLists.flatMap(({ flag, list }) => {
    if (document.network?.[flag] !== true || (document.network[list] ?? []).length > 0) return [];
    const message = `Windows stops looking for more, and ${list} is empty`;
    const allowed = `true beside entries in ${list}`;
    const suggestion = `list ${list}, or write \`false\``;
    return [remarksOn(document).warn(['network', flag], { rule: 'NET-8', message, allowed, suggestion })];
  });

const hostsOf = ({ network }: PolicyDocument) =>
  new Set((network?.cloudResources ?? []).map(({ host }) => host.toLowerCase()));

/** NET-9: a host cannot be work always and by circumstance. */
const neutralIsNotCloud: Rule = (document) => {
  const cloud = hostsOf(document);
  return (document.network?.neutralResources ?? []).flatMap((host, index) => {
    if (!cloud.has(host.toLowerCase())) return [];
    const message = 'is a cloud resource as well, which is ambiguous';
    const allowed = 'a host that is not among network.cloudResources';
    const suggestion = 'keep it in one of the two lists';
    const path = ['network', 'neutralResources', index];
    return [remarksOn(document).warn(path, { rule: 'NET-9', message, allowed, suggestion })];
  });
};

/** Rules NET-1 to NET-9, as far as a document can break them. */
export const networkRules: readonly Rule[] = [
  pairedProxiesAreInternal,
  proxiesAreDisjoint,
  rangesRunForward,
  addressConnections,
  completeListsHaveEntries,
  neutralIsNotCloud,
];
