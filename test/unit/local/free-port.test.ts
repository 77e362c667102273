import { describe, expect, it } from 'vitest';
import { onFreePort } from '../../../local/free-port';

const taken = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

describe('onFreePort', () => {
  it('uses the wanted port without a word when it is free', async () => {
    expect(await onFreePort(7071, async (port) => port)).toEqual({ value: 7071 });
  });

  it.each(['EADDRINUSE', 'EACCES'])('uses the next free port and says so after %s', async (code) => {
    const started = await onFreePort(7071, async (port) => (port < 7073 ? taken(code) : port));
    expect(started).toEqual({ value: 7073, notice: 'Port 7071 is taken; using 7073.' });
  });

  it('gives up after twenty ports with what to do', async () => {
    const tried: number[] = [];
    const start = (port: number) => {
      tried.push(port);
      return taken('EADDRINUSE');
    };
    await expect(onFreePort(7071, start)).rejects.toMatchObject({ advice: 'Name another one with --port.' });
    expect(tried).toHaveLength(20);
  });

  it('does not go beyond the last port', async () => {
    await expect(onFreePort(65_535, () => taken('EADDRINUSE'))).rejects.toMatchObject({
      advice: 'Name another one with --port.',
    });
  });

  it('does not hide another failure behind another port', async () => {
    const start = () => Promise.reject(new Error('MAM_CLIENT_ID is missing'));
    await expect(onFreePort(7071, start)).rejects.toThrow('MAM_CLIENT_ID is missing');
  });
});
