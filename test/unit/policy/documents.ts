import { readFileSync } from 'node:fs';
import type { CompileInputs } from '../../../shared/policy/setting';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/certificates/${name}`, import.meta.url), 'utf8');

/** Valid from November 2026 for a hundred years. */
export const certificates = {
  fileRecovery: fixture('file-recovery.pem'),
  serverAuthentication: fixture('server-authentication.pem'),
  root: fixture('root.pem'),
};

/** A PKCS#12 file in Base64; its password is `example`. */
export const pkcs12 = fixture('client.pkcs12.txt');

/** A time at which the certificates are valid. */
export const now = new Date('2027-01-01T00:00:00Z');

/** The Base64 inside a PEM block. */
export const bareBase64 = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, '');

const grouping = '5b1f0c9e-6a71-4d0f-9d5c-2f7f6a3f00e9';

/** An enrollment on Windows 10 22H2 Pro. */
export const inputs: CompileInputs = {
  tenantId: '6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b',
  providerId: 'WindowsMam',
  groupings: { protected: grouping, exempt: `${grouping}-EdpExempt` },
  osVersion: '10.0.19045.2364',
  osEdition: 48,
  pollJitter: 0,
};

/** A store app that tells work from personal data. */
export const powerBi = {
  type: 'store',
  name: 'Power BI',
  publisher: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  product: 'Microsoft.MicrosoftPowerBIForWindows',
};

/** A program that tells work from personal data. */
export const notepad = {
  type: 'desktop',
  name: 'Notepad',
  publisher: 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
  product: '*',
  binary: 'notepad.exe',
};

/** A document without errors and warnings. */
export const soundDocument = {
  schemaVersion: 1,
  name: 'Personal PCs',
  wip: { mode: 'silent', primaryDomain: 'contoso.com', recoveryCertificate: certificates.fileRecovery },
  apps: { protected: [powerBi, notepad] },
  network: {
    cloudResources: [{ host: 'contoso.sharepoint.com' }],
    domains: ['corp.contoso.com'],
    ipRanges: [{ from: '10.0.0.0', to: '10.255.255.255' }],
  },
};

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A document with changes merged in, object by object; `undefined` takes a member out. */
export function changed(change: Json, document: Json = soundDocument): Json {
  const copy: Json = { ...document };
  for (const [name, value] of Object.entries(change)) {
    const before = copy[name];
    if (value === undefined) delete copy[name];
    else copy[name] = isObject(value) && isObject(before) ? changed(value, before) : value;
  }
  return copy;
}

/** Names and numbers of a member path. */
export const keysOf = (path: string) => path.split(/[.[\]]+/).filter((key) => key !== '');

/** The document with another value for one member; `undefined` takes it out. */
export function withMember(document: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...below] = keys;
  if (key === undefined) return value;
  const at = (child: unknown) => withMember(child, below, value);
  if (Array.isArray(document)) {
    const items = document.map((item, index) => (index === Number(key) ? at(item) : item));
    return items.filter((item) => item !== undefined);
  }
  return Object.fromEntries(
    Object.entries(document ?? {}).flatMap(([name, child]) => {
      const next = name === key ? at(child) : child;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

const policy = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../fixtures/policies/${name}.json`, import.meta.url), 'utf8'));

/** The guide's document with all members once, real certificates filled in. */
export const everyMember = policy('every-member');

/** The guide's recommended document, a real certificate filled in. */
export const recommended = policy('recommended');
