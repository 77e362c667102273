import { describe, expect, it } from 'vitest';
import { readAppearance, readReturnAddress, readTermsRequest } from '../../../shared/terms/read-terms-request';
import { defaultRedirectSchemes } from '../../../shared/terms/redirect';

const GUID = '34be581c-6ebd-49d6-a4e1-150eff4b7213';

function request(query: string, headers: Record<string, string> = {}) {
  return { query: new URLSearchParams(query), headers: new Headers(headers) };
}

describe('readReturnAddress', () => {
  const read = (query: string) => readReturnAddress(new URLSearchParams(query), defaultRedirectSchemes);

  it('finds none where the target is not allowed', () => {
    expect(read('redirect_uri=https://evil.example')).toBeUndefined();
  });

  it('finds none where the target is missing', () => {
    expect(read(`client-request-id=${GUID}`)).toBeUndefined();
  });

  it('reads the sample of the documentation, which does not encode the target', () => {
    const query = `redirect_uri=ms-appx-web://ContosoMdm/ToUResponse&client-request-id=${GUID}&api-version=1.0`;
    expect(read(query)).toEqual({ redirectUri: 'ms-appx-web://ContosoMdm/ToUResponse', clientRequestId: GUID });
  });

  it('ends a target that was not encoded at its first ampersand and glues nothing back on', () => {
    const query = `redirect_uri=ms-appx-web://x/y?a=b&c=d&client-request-id=${GUID}`;
    expect(read(query)).toEqual({ redirectUri: 'ms-appx-web://x/y?a=b', clientRequestId: GUID });
  });

  it('keeps the whole query of a target that was encoded', () => {
    const query = `redirect_uri=${encodeURIComponent('ms-appx-web://x/y?a=b&c=d')}`;
    expect(read(query)).toEqual({ redirectUri: 'ms-appx-web://x/y?a=b&c=d' });
  });

  it.each([
    ['is no GUID', 'abc'],
    ['came twice', `${GUID},${GUID}`],
    ['carries a second parameter', `${GUID}%26IsAccepted=true`],
    ['is empty', ''],
  ])('ignores a client request id that %s', (_what, id) => {
    expect(read(`redirect_uri=ms-appx-web://x/y&client-request-id=${id}`)).toEqual({
      redirectUri: 'ms-appx-web://x/y',
    });
  });
});

describe('readTermsRequest', () => {
  it.each([
    ['absent', ''],
    ['empty', 'api-version='],
    ['of the future', 'api-version=2.0'],
    ['given twice', 'api-version=1.0,1.0'],
    ['longer than it is', 'api-version=1.0.0'],
    ['no number', 'api-version=constructor'],
  ])('refuses a version that is %s', (_what, query) => {
    expect(() => readTermsRequest(request(query))).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'terms.api-version' }),
    );
  });

  it('refuses a mode that was given twice', () => {
    expect(() => readTermsRequest(request('api-version=1.0&mode=azureadjoin,other'))).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'terms.parameter-twice' }),
    );
  });

  it.each(['1.0', '1'])('takes version %s', (version) => {
    expect(readTermsRequest(request(`api-version=${version}`)).canDecline).toBe(true);
  });

  it.each([
    ['azureadjoin', false],
    ['AzureADJoin', false],
    ['', true],
    ['something', true],
  ])('with mode "%s" lets the user decline: %s', (mode, canDecline) => {
    expect(readTermsRequest(request(`api-version=1.0&mode=${mode}`)).canDecline).toBe(canDecline);
  });
});

describe('readAppearance', () => {
  it.each([
    ['FRX', 'first-run'],
    ['frx', 'first-run'],
    ['MOSET', 'settings'],
    ['unheard-of', 'settings'],
  ])('shows the look of the host %s', (host, look) => {
    expect(readAppearance(request('', { 'CXH-HOST': host })).look).toBe(look);
  });

  it('takes the look of Settings when no host is named', () => {
    expect(readAppearance(request('')).look).toBe('settings');
  });

  it('prefers the language of the address to that of Windows, and that to the one of the browser', () => {
    const headers = { 'cxh-preferredLanguage': 'fr-FR', 'accept-language': 'en-US,de;q=0.5' };
    expect(readAppearance(request('ui_locales=nl%20it', headers)).languages).toEqual([
      'nl',
      'it',
      'fr-FR',
      'en-US',
      'de',
    ]);
  });
});
