import { describe, expect, it } from 'vitest';
import { parseAcceptanceId, parseDeviceId, parseEnrollmentId, parseTenantId } from '../../shared/ids';
import { newAcceptanceId, newEnrollmentId } from '../../shared/random';

describe('identifiers', () => {
  it.each([
    undefined,
    7,
    '',
    'contoso.com',
    '{7c9e6679-7425-40de-944b-e07fc1f90ae7}',
    ' 7c9e6679-7425-40de-944b-e07fc1f90ae7',
  ])('refuse %j as a tenant id', (text) => expect(parseTenantId(text)).toBeUndefined());

  it('fold GUIDs to lower case, because Entra writes both', () => {
    expect(parseDeviceId('7C9E6679-7425-40DE-944B-E07FC1F90AE7')).toBe('7c9e6679-7425-40de-944b-e07fc1f90ae7');
  });

  it('recognize the random ids that the service makes, and nothing longer or shorter', () => {
    const enrollment = newEnrollmentId();
    const acceptance = newAcceptanceId();
    expect(parseEnrollmentId(enrollment)).toBe(enrollment);
    expect(parseAcceptanceId(acceptance)).toBe(acceptance);
    expect(parseEnrollmentId(acceptance)).toBeUndefined();
    expect(parseAcceptanceId(`${acceptance}A`)).toBeUndefined();
  });
});
