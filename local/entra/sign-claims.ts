import { SignJWT } from 'jose';
import type { Claims } from './claims';
import type { SigningKey } from './signing-key';

/** Signs claims with RS256, good for `seconds` from now; what `claims` has of `iat`, `nbf` and `exp` stays. */
export function signClaims(claims: Claims, { kid, privateKey }: SigningKey, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iat: now, nbf: now, exp: now + seconds, ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
    .sign(privateKey);
}
