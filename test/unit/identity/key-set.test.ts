import type { ServerResponse } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeySet, type KeySet } from '../../../shared/identity/key-set';
import { createLog } from '../../../shared/log';
import { type KeyServer, NOW, newPair, newWeakPair, type SigningPair, startKeyServer } from './entra';

const DAY = 24 * 60 * 60;

let first: SigningPair;
let second: SigningPair;
let weak: SigningPair;
let server: KeyServer;
let now: Date;
let logged: string[];

beforeAll(async () => {
  [first, second, weak] = await Promise.all([newPair('first'), newPair('second'), newWeakPair('weak')]);
});
beforeEach(async () => {
  server = await startKeyServer([first.jwk]);
  now = NOW;
  logged = [];
});
afterEach(() => server.stop());

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const noted = (line: string) => {
  logged.push(line);
};
function keySet(timeoutMs = 5_000): KeySet {
  const log = createLog({ info: noted, warn: noted, error: noted });
  return createKeySet({ url: server.url, clock: () => now, log, timeoutMs });
}
const knows = async (keys: KeySet, kid: string) => (await keys.find(kid)).length > 0;

const failing = (response: ServerResponse) => void response.writeHead(500).end();
const unavailable = { kind: 'unavailable', code: 'identity.keys-unavailable', retryAfter: 30 };

describe('a key set', () => {
  it('is not asked before the first key is needed', () => {
    keySet();
    expect(server.requests()).toBe(0);
  });

  it('is read once for many keys that are needed at the same time', async () => {
    const keys = keySet();
    const found = await Promise.all(Array.from({ length: 50 }, () => knows(keys, 'first')));
    expect(found.every(Boolean)).toBe(true);
    expect(server.requests()).toBe(1);
  });

  it('learns a new key at once when it comes by', async () => {
    const keys = keySet();
    await keys.find('first');
    server.serve([first.jwk, second.jwk]);
    later(30);
    expect(await knows(keys, 'second')).toBe(true);
    expect(server.requests()).toBe(2);
  });

  it('drops a key that was withdrawn with its next reading', async () => {
    const keys = keySet();
    await keys.find('first');
    server.serve([second.jwk]);
    later(30);
    await keys.find('second');
    expect(await knows(keys, 'first')).toBe(false);
    expect(keys.revision).toBe(2);
  });

  it('is asked at most every 30 seconds, however many unknown ids come', async () => {
    const keys = keySet();
    await keys.find('first');
    for (let second = 1; second <= 60; second += 1) {
      later(1);
      await Promise.all(Array.from({ length: 20 }, (_, n) => keys.find(`random-${second}-${n}`)));
    }
    expect(server.requests()).toBe(3);
  });

  it('is asked again after a clock was set back, not hours later', async () => {
    const keys = keySet();
    await keys.find('first');
    server.serve([second.jwk]);
    later(-3600);
    expect(await knows(keys, 'second')).toBe(true);
  });

  it('is read anew behind a request when it is a day old', async () => {
    const keys = keySet();
    await keys.find('first');
    server.serve([second.jwk]);
    later(DAY);
    expect(await knows(keys, 'first')).toBe(true);
    await vi.waitFor(() => expect(keys.revision).toBe(2));
    expect(await knows(keys, 'first')).toBe(false);
    expect(server.requests()).toBe(2);
  });
});

describe('a key set that cannot be read', () => {
  it('makes sign-in unavailable when there was none before, and is not hammered', async () => {
    server.serve(failing);
    const keys = keySet();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await expect(keys.find('first')).rejects.toMatchObject(unavailable);
    }
    expect(server.requests()).toBe(1);
  });

  it('is tried again after five seconds as long as there is none', async () => {
    server.serve(failing);
    const keys = keySet();
    await expect(keys.find('first')).rejects.toMatchObject(unavailable);
    server.serve([first.jwk]);
    later(5);
    expect(await knows(keys, 'first')).toBe(true);
  });

  it('goes on with the keys of the last reading for as long as it takes', async () => {
    const keys = keySet();
    await keys.find('first');
    server.serve(failing);
    for (let day = 1; day <= 3; day += 1) {
      later(DAY);
      expect(await knows(keys, 'first')).toBe(true);
      await vi.waitFor(() => expect(logged).toHaveLength(day));
    }
    expect(await knows(keys, 'unknown')).toBe(false);
  });

  it.each<readonly [string, (response: ServerResponse) => void]>([
    ['an error', failing],
    ['a redirect', (response) => response.writeHead(302, { location: `${server.url}?elsewhere` }).end()],
    ['an empty answer', (response) => response.end()],
    ['a page', (response) => response.end('<html></html>')],
    ['a list', (response) => response.end('[]')],
    ['no keys', (response) => response.end('{"keys":[]}')],
    ['keys that are no list', (response) => response.end('{"keys":{"length":1}}')],
    ['keys that are no keys', (response) => response.end('{"keys":[null,1,"a",[],{}]}')],
    ['more than 200 keys', (response) => response.end(JSON.stringify({ keys: Array(201).fill(first.jwk) }))],
    ['more than 256 KB', (response) => response.end(JSON.stringify({ keys: [first.jwk], rest: 'x'.repeat(262_144) }))],
    ['a connection that breaks', (response) => response.destroy()],
    [
      'an answer that stops in the middle',
      (response) => response.writeHead(200, { 'content-length': '9999' }).write('{'),
    ],
    ['no answer at all', () => undefined],
  ])('is one that gives %s', async (_, answer) => {
    server.serve(answer);
    await expect(keySet(200).find('first')).rejects.toMatchObject(unavailable);
    expect(server.requests()).toBe(1);
    expect(logged).toHaveLength(1);
  });

  it('is told in the log without its address or content', async () => {
    server.serve((response) => response.end('secret'));
    await expect(keySet().find('first')).rejects.toMatchObject({ ...unavailable, detail: 'SyntaxError' });
    expect(logged).toEqual([JSON.stringify({ event: 'keys.unread', reason: 'SyntaxError', cached: false })]);
  });
});

describe('a key of a key set', () => {
  it.each<readonly [string, () => object]>([
    ['is for encryption', () => ({ ...second.jwk, use: 'enc' })],
    ['is for another algorithm', () => ({ ...second.jwk, alg: 'RS512' })],
    ['has 1,024 bits', () => ({ ...weak.jwk, kid: 'second' })],
    ['hides 1,024 bits behind zeros', () => ({ ...weak.jwk, kid: 'second', n: padded(weak.jwk.n) })],
    ['is of another kind', () => ({ kty: 'oct', kid: 'second', k: 'AAAA' })],
    ['has no modulus', () => ({ ...second.jwk, n: undefined })],
    ['has a modulus that is no number', () => ({ ...second.jwk, n: '*' })],
    ['has the exponent 1', () => ({ ...second.jwk, e: 'AQ' })],
    ['has no id', () => ({ ...second.jwk, kid: undefined })],
    ['shows its private part', () => ({ ...second.jwk, d: 'AAAA' })],
  ])('is left out when it %s, and the others stay', async (_, make) => {
    server.serve([make(), first.jwk]);
    const keys = keySet();
    expect(await knows(keys, 'second')).toBe(false);
    expect(await knows(keys, 'first')).toBe(true);
  });

  it('may say neither use nor algorithm, and may name its issuer', async () => {
    server.serve([
      { ...first.jwk, use: undefined },
      { ...second.jwk, alg: 'RS256', issuer: 'https://issuer.example/{tenantid}' },
    ]);
    const keys = keySet();
    expect((await keys.find('first')).map(({ issuer }) => issuer)).toEqual([undefined]);
    expect((await keys.find('second')).map(({ issuer }) => issuer)).toEqual(['https://issuer.example/{tenantid}']);
  });

  it('may stand there once for each of its issuers', async () => {
    server.serve([
      { ...first.jwk, issuer: 'https://one.example' },
      { ...first.jwk, issuer: 'https://two.example' },
    ]);
    expect((await keySet().find('first')).map(({ issuer }) => issuer)).toEqual([
      'https://one.example',
      'https://two.example',
    ]);
  });
});

const padded = (n = '') => Buffer.concat([Buffer.alloc(128), Buffer.from(n, 'base64url')]).toString('base64url');
