import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAcceptanceId, parseCorrelationId } from '../../../shared/ids';
import {
  defaultRedirectSchemes,
  parseRedirectUri,
  type RedirectUri,
  redirectLocation,
  schemeOf,
  type TermsError,
} from '../../../shared/terms/redirect';

const SAMPLE = 'ms-appx-web://ContosoMdm/ToUResponse';

const parse = (text: string | null) => parseRedirectUri(text, defaultRedirectSchemes);

function parsed(text: string): RedirectUri {
  const uri = parse(text);
  if (uri === undefined) throw new Error(`${text} should be allowed`);
  return uri;
}

describe('parseRedirectUri', () => {
  it.each([
    ['it is missing', null],
    ['it is empty', ''],
    ['https would be an open redirect', 'https://evil.example/'],
    ['http would be an open redirect', 'http://evil.example/'],
    ['javascript would run', 'javascript://%0aalert(1)'],
    ['javascript without slashes would run', 'javascript:alert(1)'],
    ['data would be a page of a stranger', 'data:text/html,hello'],
    ['data with slashes would be a page of a stranger', 'data://text/html'],
    ['file would open a local file', 'file:///c:/windows/'],
    ['vbscript would run', 'vbscript://x'],
    ['blob would be a page of a stranger', 'blob://x'],
    ['about is no place to return to', 'about://blank'],
    ['the scheme only begins like an allowed one', 'ms-appx-web-evil://x'],
    ['the scheme only ends like an allowed one', 'evil-ms-appx-web://x'],
    ['an allowed scheme stands only in its path', 'https://x/ms-appx-web://y'],
    ['a browser takes two slashes for its own scheme', '//evil.example/'],
    ['a path would stay on our host', '/mam/terms'],
    ['blanks before the scheme are dropped by browsers', ' ms-appx-web://x'],
    ['the slashes are missing', 'ms-appx-web:x'],
    ['one slash is missing', 'ms-appx-web:/x'],
    ['a line feed would begin a header', 'ms-appx-web://x/\nset-cookie:a=b'],
    ['a carriage return would begin a header', 'ms-appx-web://x/\r\nset-cookie:a=b'],
    ['an encoded line feed may be decoded later', 'ms-appx-web://x/%0a'],
    ['an encoded carriage return may be decoded later', 'ms-appx-web://x/?a=%0D%0A'],
    ['an encoded NUL ends texts', 'ms-appx-web://x/%00'],
    ['a NUL is no character of an address', 'ms-appx-web://x/\0'],
    ['a tab is dropped by browsers', 'ms-appx-web://x/\t'],
    ['a DEL is no character of an address', 'ms-appx-web://x/\x7f'],
    ['a blank is no character of an address', 'ms-appx-web://x/a b'],
    ['a header carries ASCII only', 'ms-appx-web://x/ü'],
    ['it names a user', 'ms-appx-web://user@x/'],
    ['it names a user and a password', 'ms-appx-web://user:password@x/'],
    ['it names an encoded user', 'ms-appx-web://%75ser@x/'],
    ['a backslash is a slash to browsers', 'ms-appx-web:\\\\x\\y'],
    ['a backslash in the authority hides the host', 'ms-appx-web://x\\@y/'],
    ['our query would end up in its fragment', 'ms-appx-web://x/#top'],
    ['a percent sign stands alone', 'ms-appx-web://x/%'],
    ['a percent sign is followed by no hexadecimal digits', 'ms-appx-web://x/%zz'],
    ['a quote could leave an attribute', 'ms-appx-web://x/"'],
    ['an angle bracket could begin an element', 'ms-appx-web://x/<b>'],
    ['it was given twice', `${SAMPLE},${SAMPLE}`],
    ['it is longer than 2,000 characters', `ms-appx-web://x/${'a'.repeat(1_985)}`],
    ['it answers for the user', `${SAMPLE}?IsAccepted=true`],
    ['it answers for the user in another spelling', `${SAMPLE}?a=b&isaccepted=true`],
    ['it answers for the user behind percent signs', `${SAMPLE}?%49sAccepted=true`],
    ['it brings a blob', `${SAMPLE}?OpaqueBlob=mine`],
    ['it brings an error', `${SAMPLE}?error=none`],
    ['it brings an explanation', `${SAMPLE}?error_description=none`],
  ])('refuses a target because %s', (_reason, text) => {
    expect(parse(text)).toBeUndefined();
  });

  it('refuses a scheme that this tenant has not allowed', () => {
    expect(parseRedirectUri(SAMPLE, ['ms-aadj-redir'])).toBeUndefined();
  });

  it('refuses every target when nothing is allowed', () => {
    expect(parseRedirectUri(SAMPLE, [])).toBeUndefined();
  });

  it.each([
    ["the vendor's sample", SAMPLE],
    ['the broker', 'ms-appx-web://Microsoft.AAD.BrokerPlugin/dc8f1a2e-0000-4000-8000-000000000000'],
    ['the join', 'ms-aadj-redir://auth/drs'],
    ['an app', 'ms-app://s-1-15-2-1234-5678/'],
    ['a scheme in capitals', 'MS-APPX-WEB://ContosoMdm/ToUResponse'],
    ['an empty authority, the package itself', 'ms-appx-web:///page.html'],
    ['a target without a path', 'ms-appx-web://ContosoMdm'],
    ['a query of its own', `${SAMPLE}?a=b&c=%20d`],
    ['a query directly behind the authority', 'ms-appx-web://ContosoMdm?a=b'],
    ['an at sign in the path', 'ms-appx-web://x/@y'],
    ['exactly 2,000 characters', `ms-appx-web://x/${'a'.repeat(1_984)}`],
  ])('lets through %s unchanged', (_what, text) => {
    expect(parse(text)).toBe(text);
  });

  it('lets through a scheme that the tenant has added', () => {
    expect(parseRedirectUri('contoso-shell://done', ['contoso-shell'])).toBe('contoso-shell://done');
  });

  it('lets nothing through that is not printable ASCII without a user, a fragment or a comma', () => {
    const unit = fc.constantFrom(...'ab/?=&:;.%40aF@#,\\ \n\r\0"<é');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (tail) => {
        const uri = parse(`ms-appx-web://${tail}`);
        if (uri === undefined) return;
        expect(uri).toMatch(/^ms-appx-web:\/\/[!-~]*$/);
        expect(uri).not.toMatch(/[\\#,"<]|^ms-appx-web:\/\/[^/?]*@/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('schemeOf', () => {
  it('names the scheme in lower case with its colon, as a security policy does', () => {
    expect(schemeOf(parsed('MS-APPX-WEB://x/'))).toBe('ms-appx-web:');
  });
});

describe('redirectLocation', () => {
  const opaqueBlob = parseAcceptanceId('A'.repeat(43));
  const clientRequestId = parseCorrelationId('34be581c-6ebd-49d6-a4e1-150eff4b7213');
  if (opaqueBlob === undefined || clientRequestId === undefined) throw new Error('the ids of this test are ids');
  const redirectUri = parsed(SAMPLE);

  it('hands over the blob when the user accepted', () => {
    const location = redirectLocation({ redirectUri }, { kind: 'accepted', opaqueBlob });
    expect(location).toBe(`${SAMPLE}?IsAccepted=true&OpaqueBlob=${'A'.repeat(43)}`);
  });

  it('hands over no blob when the user declined', () => {
    expect(redirectLocation({ redirectUri }, { kind: 'declined' })).toBe(`${SAMPLE}?IsAccepted=false`);
  });

  it.each<[TermsError, string]>([
    ['unsupported-version', 'error=invalid_request&error_description=unsupported%20version'],
    ['invalid-request', 'error=invalid_request&error_description=invalid%20request'],
    ['unauthorized-user-or-tenant', 'error=unauthorized_client&error_description=unauthorized%20user%20or%20tenant'],
    ['invalid-token', 'error=unauthorized_client&error_description=unauthorized_client'],
    ['server-error', 'error=server_error&error_description=internal%20service%20error'],
    ['access-denied', 'error=access_denied&error_description=Access%20is%20denied%2E'],
  ])('tells %s in the words of the protocol', (error, query) => {
    expect(redirectLocation({ redirectUri }, { kind: 'error', error })).toBe(`${SAMPLE}?${query}`);
  });

  it('echoes the client request id at the end', () => {
    const location = redirectLocation({ redirectUri, clientRequestId }, { kind: 'declined' });
    expect(location).toBe(`${SAMPLE}?IsAccepted=false&client-request-id=${clientRequestId}`);
  });

  it.each([
    ['a query', '?a=b', '?a=b&IsAccepted=false'],
    ['an empty query', '?', '?IsAccepted=false'],
    ['a query with an open end', '?a=b&', '?a=b&IsAccepted=false'],
  ])('keeps %s that the target already has', (_what, tail, expected) => {
    const location = redirectLocation({ redirectUri: parsed(SAMPLE + tail) }, { kind: 'declined' });
    expect(location).toBe(SAMPLE + expected);
  });
});
