/** Claims of an access token, as they are signed. */
export type Claims = Readonly<Record<string, unknown>>;

/** Client id of Windows' token broker, which asks for every device token (protocol facts 2.2). */
export const WINDOWS_BROKER = '29d9ed98-a469-4536-ade2-f981bc1d605e';

/** A user on a Windows device who opens the terms page, enrolls or syncs. */
export interface DeviceUser {
  readonly tenantId: string;
  readonly userId: string;
  /** Absent on the terms page: the device need not be registered yet. */
  readonly deviceId?: string;
  readonly userName: string;
  /** v1: App ID URI or client id; v2: always the client id. */
  readonly audience: string;
}

/** A person or a pipeline that manages a tenant. */
export interface Manager {
  readonly tenantId: string;
  /** Object id of the user or of the service principal. */
  readonly id: string;
  /** Client id of the service. */
  readonly audience: string;
  /** Application roles, e.g. `Mam.Admin`. */
  readonly roles: readonly string[];
  /** Client id of the command line, or of the pipeline's application. */
  readonly clientId: string;
}

/** Claims of a v1.0 token for a device route (protocol facts 2.3). */
export function deviceClaimsV1(user: DeviceUser): Claims {
  return {
    ...device(user),
    ver: '1.0',
    iss: `https://sts.windows.net/${user.tenantId}/`,
    appid: WINDOWS_BROKER,
    appidacr: '0',
    upn: user.userName,
    unique_name: user.userName,
  };
}

/** Claims of a v2.0 token for a device route; `origin` is that of the stand-in, which issues it. */
export function deviceClaimsV2(origin: string, user: DeviceUser): Claims {
  return {
    ...device(user),
    ver: '2.0',
    iss: issuerV2(origin, user.tenantId),
    azp: WINDOWS_BROKER,
    azpacr: '0',
    preferred_username: user.userName,
  };
}

/** Claims of a v2.0 token with which a person calls the management API. */
export function personClaims(origin: string, person: Manager & { readonly userName: string }): Claims {
  return {
    ...manager(origin, person),
    scp: 'Mam.Manage',
    azpacr: '0',
    preferred_username: person.userName,
  };
}

/** Claims of a v2.0 token with which a pipeline calls the management API. */
export function pipelineClaims(origin: string, pipeline: Manager): Claims {
  return { ...manager(origin, pipeline), idtyp: 'app', azpacr: '2' };
}

/** Issuer of a tenant's v2.0 tokens. */
export function issuerV2(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

function device({ tenantId, userId, deviceId, audience }: DeviceUser): Claims {
  return {
    aud: audience,
    tid: tenantId,
    oid: userId,
    sub: userId,
    scp: 'mdm_delegation',
    ...(deviceId === undefined ? {} : { deviceid: deviceId }),
  };
}

function manager(origin: string, { tenantId, id, audience, roles, clientId }: Manager): Claims {
  return {
    ver: '2.0',
    iss: issuerV2(origin, tenantId),
    aud: audience,
    tid: tenantId,
    oid: id,
    sub: id,
    azp: clientId,
    roles,
  };
}
