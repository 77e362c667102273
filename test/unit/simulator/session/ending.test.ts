import { describe, expect, it } from 'vitest';
import { enrolledPc } from '../enrolled-pc';
import { bodyOf, close, command, fail, icons, scripted, send } from '../scripted-server';

const UNENROLL = './Vendor/MSFT/DMClient/Provider/ExampleMam/Unenroll';

describe('the end of an enrollment', () => {
  it('comes without a status, then with a farewell in a session of its own', async () => {
    const server = scripted(send(command('Exec', '3001', UNENROLL, { format: 'chr', data: 'ExampleMam' })), close);
    const pc = enrolledPc(server);
    const report = await pc.sync();
    expect(report).toMatchObject({ messages: 2, ended: 'unenrolled', farewell: 'answered' });
    expect(bodyOf(server.sent[1])).toContain('<SessionID>15</SessionID><MsgID>1</MsgID>');
    expect(bodyOf(server.sent[1])).toContain('<Data>1226</Data>');
    expect(pc.enrollment).toBeUndefined();
    expect(pc.ending).toEqual({ by: 'server', workData: 'none' });
    await expect(pc.sync()).rejects.toThrow('not enrolled');
  });

  it('runs nothing that stands behind Unenroll', async () => {
    const server = scripted(send(command('Exec', '3000', UNENROLL) + icons('1')), close);
    const report = await enrolledPc(server).sync();
    expect(report.applied).toEqual([{ cmdId: '3000', verb: 'Exec', uri: UNENROLL, code: 200 }]);
  });

  it('says the same of who is signed in as the session before it', async () => {
    const server = scripted(send(command('Exec', '3001', UNENROLL)), close);
    await enrolledPc(server).sync({ signedIn: 'none' });
    expect(bodyOf(server.sent[1])).toContain('</Meta><Data>none</Data>');
  });

  it('may be the decision of the user, and is final even when nobody hears of it', async () => {
    const pc = enrolledPc(scripted(fail));
    expect(await pc.unenroll()).toMatchObject({ ended: 'unenrolled', farewell: 'lost', messages: 1 });
    expect(pc.ending).toEqual({ by: 'user', workData: 'none' });
    expect(pc.saveState().nodes).toEqual([]);
  });

  const revocations = [
    ['1', 'revoked'],
    ['0', 'kept'],
  ] as const;
  it.each(revocations)('treats work data as RevokeOnUnenroll %s says: %s', async (value, workData) => {
    const pc = enrolledPc(scripted(close));
    pc.tree.write('./Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel', 'int', '2');
    pc.tree.write('./Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnUnenroll', 'int', value);
    await pc.unenroll();
    expect(pc.ending).toEqual({ by: 'user', workData });
  });
});
