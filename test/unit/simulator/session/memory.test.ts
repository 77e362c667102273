import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../simulator/index';
import { enrolledPc } from '../enrolled-pc';
import { bodyOf, close, icons, identity, replyTo, scripted, send, WIP } from '../scripted-server';

describe('the memory of a PC', () => {
  it('carries tree, account and session count into a second start', async () => {
    const first = enrolledPc(scripted(send(icons('1')), close));
    await first.sync();
    const server = scripted(close);
    const second = enrolledPc(server, { state: JSON.parse(JSON.stringify(first.saveState())) });
    await second.sync();
    expect(second.tree.valueOf(`${WIP}/EDPShowIcons`)).toBe('1');
    expect(bodyOf(server.sent[0])).toContain('<SessionID>15</SessionID>');
  });

  it('holds no token', async () => {
    const pc = enrolledPc(scripted(close));
    await pc.sync();
    expect(JSON.stringify(pc.saveState())).not.toContain('token-for');
  });

  it('makes two PCs from the same seed say the same', async () => {
    const [one, other] = [scripted(close), scripted(close)];
    await enrolledPc(one).sync();
    await enrolledPc(other).sync();
    expect(one.sent).toEqual(other.sent);
    expect(bodyOf(one.sent[0])).toContain(identity.omaDeviceId);
  });
});

describe('an observer', () => {
  it('sees the exchange that breaks a rule, without the token', async () => {
    const seen: Exchange[] = [];
    const server = scripted((request) => replyTo(request, { msgId: 9 }));
    const pc = enrolledPc(server, { onExchange: (exchange) => void seen.push(exchange) });
    await expect(pc.sync()).rejects.toThrow('MsgID must be 1');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.request.headers.get('authorization')).toBe('Bearer (not shown)');
  });
});
