import { describe, expect, it } from 'vitest';
import { SyncRefused, TransportFailure } from '../../../../simulator/index';
import { enrolledPc } from '../enrolled-pc';
import { close, fail, refusal, scripted } from '../scripted-server';

describe('a broken line', () => {
  it('makes the client send the same bytes again', async () => {
    const server = scripted(fail, close);
    const report = await enrolledPc(server).sync();
    expect(server.sent[1]?.body).toEqual(server.sent[0]?.body);
    expect(report).toMatchObject({ messages: 1, ended: 'normally' });
  });

  it('ends the sync after as many tries as the account allows', async () => {
    const server = scripted(fail, fail, fail);
    await expect(enrolledPc(server).sync()).rejects.toBeInstanceOf(TransportFailure);
    expect(server.sent).toHaveLength(3);
  });

  it('is waited for as long as Retry-After asks', async () => {
    const times: number[] = [];
    const server = scripted(() => refusal(503, { 'retry-after': '120' }), close);
    const pc = enrolledPc(server, { clock: { now: () => new Date(0), wait: async (ms) => void times.push(ms) } });
    await pc.sync();
    expect(times).toEqual([120_000]);
  });

  it('is waited for longer after each failure', async () => {
    const times: number[] = [];
    const server = scripted(fail, fail, fail, close);
    const pc = enrolledPc(server, {
      retries: 3,
      clock: { now: () => new Date(0), wait: async (ms) => void times.push(ms) },
    });
    await pc.sync();
    expect(times).toEqual([16_000, 32_000, 60_000]);
  });

  const refusals: readonly (readonly [status: number, headers: Readonly<Record<string, string>>])[] = [
    [400, {}],
    [401, { 'www-authenticate': 'Bearer' }],
    [403, {}],
    [413, {}],
    [415, {}],
  ];
  it.each(refusals)('is not what HTTP %i is: the session ends at once', async (status, headers) => {
    const server = scripted(() => refusal(status, headers));
    await expect(enrolledPc(server).sync()).rejects.toMatchObject({ name: 'SyncRefused', status });
  });

  it('refuses a 401 that does not name the scheme', async () => {
    await expect(enrolledPc(scripted(() => refusal(401))).sync()).rejects.toThrow('WWW-Authenticate');
  });

  it.each([201, 204, 302])('refuses a status that is no answer: %i', async (status) => {
    await expect(enrolledPc(scripted(() => refusal(status))).sync()).rejects.toThrow(`HTTP ${status}`);
  });

  it('gives the refusal of the last try', async () => {
    const busy = () => refusal(503);
    await expect(enrolledPc(scripted(busy, busy, busy)).sync()).rejects.toBeInstanceOf(SyncRefused);
  });

  it('never keeps the token in the report', async () => {
    const report = await enrolledPc(scripted(close)).sync();
    expect(JSON.stringify(report.exchanges.map(({ request }) => [...request.headers]))).not.toContain('token-for-sync');
  });
});
