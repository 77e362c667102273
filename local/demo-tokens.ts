import { writeFile } from 'node:fs/promises';
import type { DataFolder } from './data/data-folder';
import type { DemoDirectory } from './demo-directory';
import { PUBLIC_CLIENT_ID, SERVICE_CLIENT_ID } from './demo-tenants';
import { type Claims, deviceClaimsV2, personClaims } from './entra/claims';
import type { Entra } from './entra/start-entra';

const DAY_SECONDS = 86_400;
const CLIENTS = { audience: SERVICE_CLIENT_ID, clientId: PUBLIC_CLIENT_ID };

/** Names of the files in which the reader's own commands find a token. */
export const TOKEN_FILES = {
  administrator: 'admin-token',
  logReader: 'log-reader-token',
  secondPc: 'pc-token',
} as const;

/** Access tokens of the demo, good for a day. */
export interface DemoTokens {
  /** The vendor's operator. */
  readonly operator: string;
  /** The administrator of the demo tenant. */
  readonly administrator: string;
  /** The same person with the role that reads the logs of the protection, and no other. */
  readonly logReader: string;
  /** A second user on a PC that is not enrolled. */
  readonly secondPc: string;
}

/** Has the tokens signed. */
export async function issueDemoTokens(entra: Entra, directory: DemoDirectory): Promise<DemoTokens> {
  const { homeTenantId, operatorId, tenantId, administratorId, secondUserId, secondDeviceId } = directory;
  const exp = Math.floor(Date.now() / 1000) + DAY_SECONDS;
  const issue = (claims: Claims) => entra.token({ ...claims, exp });
  const operator = { tenantId: homeTenantId, id: operatorId, userName: 'operator@vendor.example', ...CLIENTS };
  const administrator = { tenantId, id: administratorId, userName: 'admin@contoso.com', ...CLIENTS };
  const second = { tenantId, userId: secondUserId, deviceId: secondDeviceId, userName: 'sam@contoso.com', ...CLIENTS };
  return {
    operator: await issue(personClaims(entra.origin, { ...operator, roles: ['Mam.Operator'] })),
    administrator: await issue(personClaims(entra.origin, { ...administrator, roles: ['Mam.Admin'] })),
    logReader: await issue(personClaims(entra.origin, { ...administrator, roles: ['Mam.LogReader'] })),
    secondPc: await issue(deviceClaimsV2(entra.origin, second)),
  };
}

/** Puts the reader's tokens into files that only their owner may read. */
export async function writeTokenFiles(folder: DataFolder, tokens: DemoTokens): Promise<void> {
  for (const who of ['administrator', 'logReader', 'secondPc'] as const) {
    await writeFile(folder.at(TOKEN_FILES[who]), tokens[who], { mode: 0o600 });
  }
}
