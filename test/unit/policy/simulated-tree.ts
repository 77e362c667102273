import { allBehaviors } from '../../../simulator/tree/built-in-behaviors';
import { ManagementTree } from '../../../simulator/tree/management-tree';
import { inputs } from './documents';

const identity = {
  userId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  userName: 'user@contoso.com',
  tenantId: inputs.tenantId,
  deviceId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  omaDeviceId: '5D0C3A7E91B24F6688AD13E07C52F9B4',
  deviceName: 'PC',
  osVersion: '10.0.19045.2364',
  osEdition: 48,
  locale: 'en-US',
};

/** The management tree of a simulated PC that has just enrolled: nothing but its account is there. */
export function simulatedTree(): ManagementTree {
  const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()));
  const account = `./Vendor/MSFT/DMClient/Provider/${inputs.providerId}`;
  for (const uri of [account, `${account}/Poll`]) tree.write(uri, 'node', undefined);
  return tree;
}
