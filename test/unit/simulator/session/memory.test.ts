import { describe, expect, it } from 'vitest';
import { enrolledPc } from '../enrolled-pc';
import { bodyOf, close, icons, identity, scripted, send, WIP } from '../scripted-server';

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
