import { describe, expect, it } from 'vitest';
import { hostOf, syncAddress } from '../../../shared/enrollment/sync-address';
import { newEnrollmentId } from '../../../shared/random';

const generation = newEnrollmentId();
const publicUrl = 'https://mam.vendor.test';
const publicHosts = ['mam.contoso.test', 'mam.fabrikam.test'];
const addressFor = (...askedFor: string[]) => syncAddress({ generation, publicUrl, publicHosts, askedFor });

describe('the address of the policy sync', () => {
  it.each([
    ['nothing', []],
    ['the deployment itself', ['mam.vendor.test']],
    ['a host that nobody has listed', ['evil.test']],
    ['a host that only begins like a listed one', ['mam.contoso.test.evil.test']],
    ['a listed host on another port', ['mam.contoso.test:8443']],
    ['a host with markup', ['mam.contoso.test/"><x']],
  ])('is that of the deployment when the request names %s', (_what, askedFor) => {
    expect(addressFor(...askedFor)).toBe(`https://mam.vendor.test/mam/sync/${generation}`);
  });

  it.each([
    ['its name', ['mam.fabrikam.test']],
    ['its name in other letters and with the port', [' MAM.Fabrikam.TEST:443']],
    ['its name in the message only', ['internal.vendor.test', 'mam.fabrikam.test']],
  ])('is on the own host of the tenant when the request came by %s', (_what, askedFor) => {
    expect(addressFor(...askedFor)).toBe(`https://mam.fabrikam.test/mam/sync/${generation}`);
  });
});

describe('the host of a To header', () => {
  it.each([
    ['https://mam.example.test:443/mam/enroll', 'mam.example.test'],
    ['HTTPS://MAM.Example.test/x?y=z', 'mam.example.test'],
    ['http://127.0.0.1:7071/mam/enroll', '127.0.0.1:7071'],
    ['https://user:secret@mam.example.test/', 'mam.example.test'],
    ['urn:mam.example.test', ''],
    ['file://mam.example.test/x', ''],
    ['mam.example.test', ''],
    ['', ''],
  ])('of %j is %j', (url, host) => expect(hostOf(url)).toBe(host));
});
