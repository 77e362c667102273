import { writeFile } from 'node:fs/promises';
import type { DemoDirectory } from './demo-directory';
import { personClaims } from './entra/claims';
import type { Entra } from './entra/start-entra';
import { PUBLIC_CLIENT_ID, SERVICE_CLIENT_ID } from './start-service';

const DAY_SECONDS = 86_400;

/** Access tokens of the people in the demo who manage something, good for a day. */
export interface DemoTokens {
  /** The vendor's operator. */
  readonly operator: string;
  /** The administrator of the demo tenant. */
  readonly administrator: string;
}

/** Has the tokens signed. */
export async function issueDemoTokens(entra: Entra, directory: DemoDirectory): Promise<DemoTokens> {
  const { homeTenantId, operatorId, tenantId, administratorId } = directory;
  const issue = (tenant: string, id: string, userName: string, role: string) => {
    const person = { tenantId: tenant, id, userName, roles: [role], ...CLIENTS };
    const exp = Math.floor(Date.now() / 1000) + DAY_SECONDS;
    return entra.token({ ...personClaims(entra.origin, person), exp });
  };
  const [operator, administrator] = await Promise.all([
    issue(homeTenantId, operatorId, 'operator@vendor.example', 'Mam.Operator'),
    issue(tenantId, administratorId, 'admin@contoso.com', 'Mam.Admin'),
  ]);
  return { operator, administrator };
}

const CLIENTS = { audience: SERVICE_CLIENT_ID, clientId: PUBLIC_CLIENT_ID };

/** Puts the administrator's token where the reader's own commands find it. */
export async function writeAdministratorToken(file: string, { administrator }: DemoTokens): Promise<void> {
  await writeFile(file, administrator, { mode: 0o600 });
}
