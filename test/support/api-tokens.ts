import { deviceClaimsV2, personClaims, pipelineClaims } from '../../local/entra/claims';
import { type Entra, startEntra } from '../../local/entra/start-entra';
import { newGuid } from '../../shared/random';
import type { Target } from './api-calls';
import type { TestService } from './service';

/** What a token is made of: the service, the tenant of its bearer, and the target that is not that tenant. */
export interface TokenParts {
  readonly service: TestService;
  readonly own: string;
  readonly target: Target;
  /** Another issuer, whose key the service does not know. */
  readonly stranger: Entra;
}

/** A kind of token; `undefined`: none at all. */
export type TokenKind = (parts: TokenParts) => Promise<string | undefined>;

const HOUR = 3600;
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';
const ALL_ROLES = ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader', 'Mam.Operator'];

const managerIn = ({ service }: TokenParts, tenantId: string, roles: readonly string[]) => ({
  tenantId,
  id: newGuid(),
  audience: service.clientId,
  roles,
  clientId: newGuid(),
  userName: 'mallory@contoso.example',
});

type Change = (parts: TokenParts) => Readonly<Record<string, unknown>>;

/** A person of the target's own tenant with every role, but for what is wrong with the token. */
const wrong =
  (change: Change): TokenKind =>
  (parts) => {
    const { entra } = parts.service;
    const claims = personClaims(entra.origin, managerIn(parts, parts.target.tenantId, ALL_ROLES));
    return entra.token({ ...claims, ...change(parts) });
  };

const seconds = () => Math.floor(Date.now() / 1000);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const deviceIn =
  (tenantOf: (parts: TokenParts) => string): TokenKind =>
  (parts) => {
    const { service, target } = parts;
    const user = { ...target, tenantId: tenantOf(parts), userName: 'ada@contoso.example', audience: service.clientId };
    return service.entra.token({ ...deviceClaimsV2(service.entra.origin, user), roles: ALL_ROLES });
  };

/** The target's own device, whose user claims every role. */
export const deviceToken: TokenKind = deviceIn(({ target }) => target.tenantId);

/** A device of another tenant that bears the ids of the target's device and user. */
export const foreignDevice: TokenKind = deviceIn(({ own }) => own);

const unsigned: TokenKind = async (parts) => {
  const { entra } = parts.service;
  const claims = personClaims(entra.origin, managerIn(parts, parts.target.tenantId, ALL_ROLES));
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded({ ...claims, exp: seconds() + HOUR })}.`;
};

const strangers: TokenKind = async (parts) => {
  const { service, stranger, target } = parts;
  return stranger.token(personClaims(service.entra.origin, managerIn(parts, target.tenantId, ALL_ROLES)));
};

const tampered: TokenKind = async (parts) => {
  const token = await own('Mam.Admin')(parts);
  const [header, payload = '', signature] = (token ?? '').split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const { entra } = parts.service;
  const { tenantId: tid } = parts.target;
  return [header, encoded({ ...claims, tid, iss: `${entra.origin}/${tid}/v2.0` }), signature].join('.');
};

/** Tokens that open nothing, although they claim every role in the target's own tenant. */
export const REFUSED_TOKENS: readonly (readonly [string, TokenKind])[] = [
  ['no token', async () => undefined],
  ['a text that is no token', async () => 'e30.e30'],
  [
    'a token that has ended',
    wrong(() => ({ iat: seconds() - 2 * HOUR, nbf: seconds() - 2 * HOUR, exp: seconds() - HOUR })),
  ],
  ['a token that has not begun', wrong(() => ({ nbf: seconds() + HOUR, exp: seconds() + 2 * HOUR }))],
  ['a token without end', wrong(() => ({ exp: undefined }))],
  ['a token for another service', wrong(() => ({ aud: newGuid() }))],
  ['a token for a list of services', wrong(({ service }) => ({ aud: [service.clientId] }))],
  ['a token of another issuer', wrong(() => ({ iss: 'https://login.example/v2.0' }))],
  [
    'a token of another tenant than its issuer',
    wrong(({ service, own }) => ({ iss: `${service.entra.origin}/${own}/v2.0` })),
  ],
  [
    'a token of the tenant of personal accounts',
    wrong(({ service }) => ({ tid: CONSUMERS, iss: `${service.entra.origin}/${CONSUMERS}/v2.0` })),
  ],
  ['a token without scope for a person', wrong(() => ({ idtyp: 'user', scp: undefined }))],
  ['a token with the scope of devices', wrong(() => ({ scp: 'mdm_delegation' }))],
  ['a token of a device', deviceToken],
  ['an id token', wrong(() => ({ azp: undefined }))],
  ['a token without role', wrong(() => ({ roles: [] }))],
  ['a token with the roles of something else', wrong(() => ({ roles: ['Admin', 'mam.admin', 'Mam.Owner'] }))],
  ['a token without object id', wrong(() => ({ oid: undefined }))],
  ['an operator of another tenant than the home tenant', wrong(() => ({ roles: ['Mam.Operator'] }))],
  ['a token with the header alg none', unsigned],
  ['a token that somebody else signed', strangers],
  ['a token whose tenant was changed after it was signed', tampered],
];

/** A person of the own tenant. */
export const own =
  (...roles: readonly string[]): TokenKind =>
  (parts) =>
    parts.service.entra.token(personClaims(parts.service.entra.origin, managerIn(parts, parts.own, roles)));

/** A pipeline of the own tenant. */
export const ownPipeline =
  (...roles: readonly string[]): TokenKind =>
  (parts) =>
    parts.service.entra.token(pipelineClaims(parts.service.entra.origin, managerIn(parts, parts.own, roles)));

/** A person of the own tenant, with a token of version 1. */
const ownOfVersion1: TokenKind = (parts) => {
  const { entra, clientId } = parts.service;
  const {
    azp,
    azpacr: _,
    ...claims
  } = { azpacr: '', azp: '', ...personClaims(entra.origin, managerIn(parts, parts.own, ['Mam.Admin'])) };
  const version1 = { ver: '1.0', iss: `https://sts.windows.net/${parts.own}/`, appid: azp, appidacr: '0' };
  return entra.token({ ...claims, ...version1, aud: `api://${clientId}` });
};

/** Genuine tokens of another tenant than the target's. */
export const FOREIGN_TOKENS: readonly (readonly [string, TokenKind])[] = [
  ['an administrator', own('Mam.Admin')],
  ['an administrator with every role there is', own(...ALL_ROLES)],
  ['an administrator with a token of version 1', ownOfVersion1],
  ['a pipeline of an administrator', ownPipeline('Mam.Admin')],
  ['a reader', own('Mam.Reader')],
  ['a reader of logs', own('Mam.LogReader')],
  ['a pipeline of a reader', ownPipeline('Mam.Reader')],
];

/** Tokens that read in the own tenant, and change nothing. */
export const READING_TOKENS: readonly (readonly [string, TokenKind])[] = [
  ['a reader', own('Mam.Reader')],
  ['a reader of logs', own('Mam.LogReader')],
  ['a reader of both', own('Mam.Reader', 'Mam.LogReader')],
  ['a reader who is an operator elsewhere', own('Mam.Reader', 'Mam.Operator')],
  ['a pipeline of a reader', ownPipeline('Mam.Reader')],
];

/** Starts the issuer whose key the service does not know. */
export const startStranger = (): Promise<Entra> => startEntra({ port: 0 });
