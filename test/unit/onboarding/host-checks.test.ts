import { describe, expect, it } from 'vitest';
import { checkCertificate, checkName, type HostProbe, type ServerCertificate } from '../../../infra/tenant/checks/host';
import { checkHostName } from '../../../infra/tenant/checks/host-name';

const NOW = new Date('2026-11-24T08:00:00Z');
const SERVICE = new URL('https://mam.vendor.example');

const probe = (parts: Partial<HostProbe>): HostProbe => ({
  addresses: () => Promise.reject(new Error('nobody asked for this')),
  certificate: () => Promise.reject(new Error('nobody asked for this')),
  ...parts,
});
const presenting = (certificate: Partial<ServerCertificate>) =>
  probe({ certificate: async () => ({ validTo: new Date('2027-11-24'), refusal: undefined, ...certificate }) });

describe('the host name', () => {
  it('is a problem when it leads nowhere', async () => {
    const addresses = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await checkName(SERVICE, probe({ addresses }))).toMatchObject({ check: 'dns', severity: 'problem' });
  });

  it('is well when it leads somewhere', async () => {
    const found = await checkName(SERVICE, probe({ addresses: async () => ['192.0.2.1', '2001:db8::1'] }));
    expect(found).toMatchObject({ severity: 'ok', seen: 'mam.vendor.example leads to 192.0.2.1, 2001:db8::1' });
  });
});

describe('the name by which the service calls itself', () => {
  it.each([
    ['is the one that was asked for', 'https://mam.vendor.example', 'ok'],
    ['is another', 'https://mam.other.example', 'warning'],
    ['is the one that Azure gave it', 'https://func-mam-prod-x.azurewebsites.net', 'problem'],
    ['is one of a sovereign cloud', 'https://func-mam-prod-x.azurewebsites.us', 'problem'],
  ])('that %s is found so', (_, publicUrl, severity) => {
    expect(checkHostName('https://mam.vendor.example', { publicUrl })).toMatchObject({ check: 'host-name', severity });
  });
});

describe('the certificate', () => {
  it.each([
    ['refused by this machine', { refusal: 'CERT_HAS_EXPIRED' }, 'problem'],
    ['about to end', { validTo: new Date('2026-12-01') }, 'warning'],
    ['good for months', {}, 'ok'],
  ])('that is %s is found so', async (_, certificate, severity) => {
    expect(await checkCertificate(SERVICE, presenting(certificate), NOW)).toMatchObject({ severity });
  });

  it('is a problem when nobody presents one', async () => {
    const certificate = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const found = await checkCertificate(SERVICE, probe({ certificate }), NOW);
    expect(found).toMatchObject({ severity: 'problem', seen: 'no TLS connection (ECONNREFUSED)' });
  });

  it.each([
    ['http://mam.vendor.example', 'problem'],
    ['http://127.0.0.1:7071', 'ok'],
  ])('is not there for %s: %s', async (url, severity) => {
    expect(await checkCertificate(new URL(url), probe({}), NOW)).toMatchObject({ severity });
  });
});
