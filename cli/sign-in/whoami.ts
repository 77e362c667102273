import { z } from 'zod';
import { type ConnectionOptions, readConnection } from '../connection';
import { CliFailure } from '../failure';
import { printResult } from '../print/result';
import { indented, table } from '../print/table';
import type { Terminal } from '../terminal';
import { openSignInFile, type SignIn } from './sign-in-file';

/** Options of `whoami`. */
export interface WhoamiOptions extends ConnectionOptions {
  readonly json?: true;
}

// The token is our own and only looked at; the service judges it.
const claims = z.looseObject({
  tid: z.string(),
  oid: z.string().optional(),
  preferred_username: z.string().optional(),
  upn: z.string().optional(),
  roles: z.array(z.string()).default([]),
  exp: z.number(),
});

/** `mam whoami`: as whom commands speak to which service, with which roles, and which other sign-ins there are. */
export async function whoami(options: WhoamiOptions, terminal: Terminal): Promise<void> {
  const connection = await readConnection(options, terminal);
  const { tid, oid, roles, exp, ...names } = readClaims(await connection.token());
  const me = {
    service: connection.origin,
    name: names.preferred_username ?? names.upn ?? 'an application',
    tenantId: tid,
    ...(oid === undefined ? {} : { id: oid }),
    roles,
    tokenEndsAt: new Date(exp * 1000).toISOString(),
  };
  const others = (await openSignInFile(terminal).load()).filter(
    ({ service, tenantId }) => service !== me.service || tenantId !== me.tenantId,
  );
  const document = {
    ...me,
    others: others.map(({ service, tenantId, userName }) => ({ service, tenantId, userName })),
  };
  printResult(options, terminal, { lines: [...linesOf(me), ...otherLines(others)], document });
}

function readClaims(token: string): z.infer<typeof claims> {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  try {
    return claims.parse(JSON.parse(payload));
  } catch (cause) {
    const wayOut = 'Look at what MAM_TOKEN or --token-file holds, or sign in with "mam sign-in".';
    throw new CliFailure(2, 'The access token does not say who somebody is.', wayOut, cause);
  }
}

interface Me {
  readonly service: string;
  readonly name: string;
  readonly tenantId: string;
  readonly id?: string;
  readonly roles: readonly string[];
  readonly tokenEndsAt: string;
}

function linesOf({ service, name, tenantId, id = '-', roles, tokenEndsAt }: Me): readonly string[] {
  const shown = roles.length === 0 ? 'none: ask an administrator of the tenant for one' : roles.join(', ');
  return table(
    [name, ''],
    [
      ['service', service],
      ['tenant', tenantId],
      ['object id', id],
      ['roles', shown],
      ['token ends', tokenEndsAt],
    ],
  );
}

function otherLines(others: readonly SignIn[]): readonly string[] {
  if (others.length === 0) return [];
  const rows = others.map(({ userName, service, tenantId }) => [userName, service, tenantId]);
  return [
    '',
    'Other sign-ins, reached with --service and --tenant:',
    ...indented(table(['user', 'service', 'tenant'], rows)),
  ];
}
