import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../shared/enrollment/read-message';
import { readSecurityToken } from '../../../shared/enrollment/read-security-token';
import { readXml } from '../../../shared/xml/read-xml';
import { enrollmentFixture, mamRst } from '../../support/rst';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiI_In0.c2lnbmF0dXJl';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
const BASE64 = Buffer.from(TOKEN).toString('base64');
const SECURITY = /<wsse:Security[\s\S]*<\/wsse:Security>/;

function tokenOf(text: string): string {
  return readSecurityToken(readMessage(readXml(Buffer.from(text), { maxBytes: 65_536 })).header);
}

describe('the security token of an RST', () => {
  const message = mamRst({ token: TOKEN });
  const token = /<wsse:BinarySecurityToken[\s\S]*<\/wsse:BinarySecurityToken>/.exec(message)?.[0] ?? '';

  it.each([
    ['a message without header', message.replace(/<s:Header>[\s\S]*<\/s:Header>/, ''), 'enrollment.security-missing'],
    ['a header without Security', message.replace(SECURITY, ''), 'enrollment.security-missing'],
    [
      'a Security of another namespace',
      message.replace(/secext-1\.0\.xsd"/, 'secext-1.1.xsd"'),
      'enrollment.security-missing',
    ],
    ['two Security headers', message.replace(SECURITY, (found) => found + found), 'enrollment.security-invalid'],
    ['a Security without token', message.replace(token, ''), 'enrollment.security-invalid'],
    ['two tokens', message.replace(token, token + token), 'enrollment.security-invalid'],
    [
      'a token type that is not known',
      message.replace(JWT, 'urn:ietf:params:oauth:token-type:saml2'),
      'enrollment.security-invalid',
    ],
    ['a token without type', message.replace(`ValueType="${JWT}"`, ''), 'enrollment.security-invalid'],
    ['an empty token', message.replace(BASE64, ''), 'token.malformed'],
    ['a token that is not base64', message.replace(BASE64, TOKEN), 'token.malformed'],
    ['a user name and password', enrollmentFixture('username-token', {}), 'enrollment.username-token'],
    [
      'a user name beside a token',
      message.replace(token, `<wsse:UsernameToken/>${token}`),
      'enrollment.username-token',
    ],
  ])('refuses %s', (_what, text, code) => {
    expect(() => tokenOf(text)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    JWT,
    'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentUserToken',
    'http://schemas.microsoft.com/ConfigurationManager/Enrollment/DeviceEnrollmentUserToken',
  ])('is read when its type is %s, because sources and clients differ', (type) => {
    expect(tokenOf(message.replace(JWT, type))).toBe(TOKEN);
  });

  it('is read from prefixed attributes, with white space around it', () => {
    expect(tokenOf(enrollmentFixture('rst-windows-10-1703', { token: TOKEN }))).toBe(TOKEN);
  });

  it('is read with line breaks inside its base64', () => {
    expect(tokenOf(message.replace(BASE64, BASE64.replace(/.{16}/g, '$&\r\n  ')))).toBe(TOKEN);
  });
});
