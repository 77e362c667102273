import { describe, expect, it } from 'vitest';
import type { HttpRequestOut } from '../../../../simulator/index';
import { enrolledPc } from '../enrolled-pc';
import { close, command, scripted, send, spoken } from '../scripted-server';

describe('an Atomic', () => {
  const lock = (id: string, name: string, data: string) =>
    command('Replace', id, `./Device/Vendor/MSFT/Policy/Config/DeviceLock/${name}`, { format: 'int', data });
  const atomic = (...children: string[]) => `<Atomic><CmdID>3000</CmdID>${children.join('')}</Atomic>`;
  const codes = (request: HttpRequestOut | undefined) =>
    spoken(request).flatMap((line) => /<Cmd>(\w+)<\/Cmd><Data>(\d+)</.exec(line)?.slice(1).join(' ') ?? []);

  it('answers 200 before its children when all of it is taken', async () => {
    const server = scripted(
      send(atomic(lock('3001', 'DevicePasswordEnabled', '0'), lock('3002', 'MinDevicePasswordLength', '8'))),
      close,
    );
    const pc = enrolledPc(server);
    await pc.sync();
    expect(codes(server.sent[1])).toEqual(['SyncHdr 200', 'Atomic 200', 'Replace 200', 'Replace 200']);
    expect(pc.tree.valueOf('./Vendor/MSFT/Policy/Config/DeviceLock/MinDevicePasswordLength')).toBe('8');
  });

  it('is rolled back as a whole when one child fails: 216 before it, its own code, 215 behind it', async () => {
    const children = [
      lock('3001', 'DevicePasswordEnabled', '0'),
      lock('3002', 'MinDevicePasswordLength', '99'),
      lock('3003', 'DevicePasswordHistory', '5'),
    ];
    const server = scripted(send(atomic(...children)), close);
    const pc = enrolledPc(server);
    const before = pc.saveState().nodes;
    const report = await pc.sync();
    expect(codes(server.sent[1])).toEqual(['SyncHdr 200', 'Atomic 507', 'Replace 216', 'Replace 500', 'Replace 215']);
    expect(report.applied.map(({ code }) => code)).toEqual([216, 500, 215]);
    expect(pc.saveState().nodes).toEqual(before);
  });

  it('stays half applied when its rollback fails, and says 516', async () => {
    const children = [lock('3001', 'DevicePasswordEnabled', '0'), lock('3002', 'MinDevicePasswordLength', '8')];
    const server = scripted(send(atomic(...children)), close);
    const pc = enrolledPc(server, { fault: ({ uri }) => (uri.endsWith('Length') ? 516 : undefined) });
    await pc.sync();
    expect(codes(server.sent[1])).toEqual(['SyncHdr 200', 'Atomic 516', 'Replace 200', 'Replace 516']);
    expect(pc.tree.valueOf('./Vendor/MSFT/Policy/Config/DeviceLock/DevicePasswordEnabled')).toBe('0');
  });

  it('fails when it replaces what it adds', async () => {
    const profile = './Device/Vendor/MSFT/WiFi/Profile/Work/WlanXml';
    const xml = { format: 'chr', data: '&lt;WLANProfile&gt;&lt;/WLANProfile&gt;' };
    const server = scripted(
      send(atomic(command('Add', '3001', profile, xml), command('Replace', '3002', profile, xml))),
      close,
    );
    const pc = enrolledPc(server);
    await pc.sync();
    expect(codes(server.sent[1])).toEqual(['SyncHdr 200', 'Atomic 507', 'Add 216', 'Replace 500']);
    expect(pc.tree.exists(profile)).toBe(false);
  });
});
