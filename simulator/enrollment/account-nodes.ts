import { createHash } from 'node:crypto';
import type { PcIdentity } from '../identity';
import type { StoredNode } from '../tree/management-tree';
import type { NodeFormat } from '../tree/node-facts';
import type { DmAccount } from './provisioning-document';

const FORMATS: ReadonlyMap<string, NodeFormat> = new Map([
  ['integer', 'int'],
  ['boolean', 'bool'],
]);

/**
 * The nodes that a new enrollment brings: the DM account, named by the hex SHA-256 of the provider id, and the provider's
 * branch of DMClient with what the provisioning document wrote there.
 */
export function accountNodes(account: DmAccount, identity: PcIdentity): readonly StoredNode[] {
  const dmAcc = `./SyncML/DMAcc/${createHash('sha256').update(account.providerId).digest('hex')}`;
  const provider = `./Vendor/MSFT/DMClient/Provider/${account.providerId}`;
  const chr = (uri: string, data: string): StoredNode => [uri, 'chr', data];
  const node = (uri: string): StoredNode => [uri, 'node', null];
  const hasPoll = account.leaves.some(([path]) => path.startsWith('Poll/'));
  return [
    node(dmAcc),
    chr(`${dmAcc}/AppID`, 'w7'),
    chr(`${dmAcc}/ServerID`, account.providerId),
    chr(`${dmAcc}/Name`, account.name),
    node(`${dmAcc}/AppAddr/1`),
    chr(`${dmAcc}/AppAddr/1/Addr`, account.address),
    node(provider),
    chr(`${provider}/EnrollmentType`, 'AppManagement'),
    chr(`${provider}/AADDeviceID`, identity.deviceId),
    chr(`${provider}/UPN`, identity.userName),
    chr(`${provider}/MaxSyncApplicationVersion`, '2.0'),
    ...(hasPoll ? [node(`${provider}/Poll`)] : []),
    ...account.leaves.map(([path, value, datatype]) => leaf(`${provider}/${path}`, value, datatype)),
  ];
}

function leaf(uri: string, value: string, datatype: string): StoredNode {
  const format: NodeFormat = uri.endsWith('/ForceAadToken') ? 'bool' : (FORMATS.get(datatype) ?? 'chr');
  return [uri, format, value];
}
