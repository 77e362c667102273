import { describe, expect, it } from 'vitest';
import { type HttpRequestOut, ProtocolViolation } from '../../../../simulator/index';
import { enrolledPc } from '../enrolled-pc';
import {
  address,
  allowRule,
  bodyOf,
  close,
  command,
  icons,
  replyTo,
  scripted,
  send,
  spoken,
  WIP,
} from '../scripted-server';

const ENROLLMENT_TYPE = './Vendor/MSFT/DMClient/Provider/ExampleMam/EnrollmentType';

describe('a policy sync', () => {
  it('is one message when there is nothing to do', async () => {
    const server = scripted(close);
    const report = await enrolledPc(server).sync();
    expect(report).toMatchObject({ messages: 1, applied: [], ended: 'normally' });
    expect(report.bytes.sent).toBe(server.sent[0]?.body.length);
  });

  it('goes to ADDR with the headers of the OMA DM client', async () => {
    const server = scripted(close);
    await enrolledPc(server).sync();
    expect(server.sent[0]?.url).toBe(`${address}?mode=Maintenance&Platform=WoA`);
    expect(Object.fromEntries(server.sent[0]?.headers ?? [])).toMatchObject({
      'content-type': 'application/vnd.syncml.dm+xml',
      'user-agent': 'MSFT OMA DM Client/1.2.0.1',
      'client-request-id': '0',
      authorization: 'Bearer token-for-sync',
    });
  });

  it('counts its sessions', async () => {
    const server = scripted(close, close);
    const pc = enrolledPc(server);
    await pc.sync();
    await pc.sync();
    expect(server.sent.map((request) => /<SessionID>(.*?)</.exec(bodyOf(request))?.[1])).toEqual(['14', '15']);
  });

  it('answers commands in their order, the SyncHdr first, results behind their status', async () => {
    const server = scripted(send(icons('1') + command('Get', '3002', ENROLLMENT_TYPE)), close);
    const report = await enrolledPc(server).sync();
    expect(spoken(server.sent[1])).toEqual([
      '<Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>200</Data></Status>',
      '<Status><CmdID>2</CmdID><MsgRef>1</MsgRef><CmdRef>3001</CmdRef><Cmd>Replace</Cmd><Data>200</Data></Status>',
      '<Status><CmdID>3</CmdID><MsgRef>1</MsgRef><CmdRef>3002</CmdRef><Cmd>Get</Cmd><Data>200</Data></Status>',
      `<Results><CmdID>4</CmdID><MsgRef>1</MsgRef><CmdRef>3002</CmdRef><Item><Source><LocURI>${ENROLLMENT_TYPE}</LocURI></Source><Data>AppManagement</Data></Item></Results>`,
      '<Final/>',
    ]);
    expect(report.applied).toEqual([
      { cmdId: '3001', verb: 'Replace', uri: `${WIP}/EDPShowIcons`, code: 200 },
      { cmdId: '3002', verb: 'Get', uri: ENROLLMENT_TYPE, code: 200 },
    ]);
  });

  it('names the format of a result that is not chr', async () => {
    const server = scripted(send(command('Get', '3001', `${WIP}/EDPEnforcementLevel`)), close);
    await enrolledPc(server).sync();
    expect(bodyOf(server.sent[1])).toContain('<Meta><Format xmlns="syncml:metinf">int</Format></Meta><Data>0</Data>');
  });

  it('gives one status for items that agree and one an item for those that do not', async () => {
    const items = (...names: string[]) =>
      `<Get><CmdID>3001</CmdID>${names.map((name) => `<Item><Target><LocURI>${WIP}/${name}</LocURI></Target></Item>`).join('')}</Get>`;
    const server = scripted(
      send(items('EDPShowIcons', 'RevokeOnUnenroll')),
      send(items('EDPShowIcons', 'RMSTemplateIDForEDP')),
      close,
    );
    await enrolledPc(server).sync();
    expect(spoken(server.sent[1]).filter((line) => line.includes('<Cmd>Get<'))).toHaveLength(1);
    expect(spoken(server.sent[2]).filter((line) => line.includes('<Cmd>Get<'))).toEqual([
      `<Status><CmdID>2</CmdID><MsgRef>2</MsgRef><CmdRef>3001</CmdRef><Cmd>Get</Cmd><TargetRef>${WIP}/EDPShowIcons</TargetRef><Data>200</Data></Status>`,
      `<Status><CmdID>3</CmdID><MsgRef>2</MsgRef><CmdRef>3001</CmdRef><Cmd>Get</Cmd><TargetRef>${WIP}/RMSTemplateIDForEDP</TargetRef><Data>404</Data></Status>`,
    ]);
  });

  it('runs a Sequence in order and answers it before its children', async () => {
    const server = scripted(send(`<Sequence><CmdID>3000</CmdID>${icons('1')}</Sequence>`), close);
    await enrolledPc(server).sync();
    expect(
      spoken(server.sent[1])
        .map((line) => /<Cmd>(\w+)</.exec(line)?.[1])
        .slice(0, 3),
    ).toEqual(['SyncHdr', 'Sequence', 'Replace']);
  });

  it('says who is signed in', async () => {
    const server = scripted(close);
    await enrolledPc(server).sync({ signedIn: 'others', startedBy: 'server' });
    expect(spoken(server.sent[0]).slice(0, 2)).toEqual([
      '<Alert><CmdID>2</CmdID><Data>1200</Data></Alert>',
      '<Alert><CmdID>3</CmdID><Data>1224</Data><Item><Meta><Type xmlns="syncml:metinf">com.microsoft/MDM/LoginStatus</Type></Meta><Data>others</Data></Item></Alert>',
    ]);
  });

  it('may name its session as it likes', async () => {
    const server = scripted(close, close);
    const pc = enrolledPc(server);
    await pc.sync({ sessionId: '0' });
    await pc.sync();
    expect(server.sent.map((request) => /<SessionID>(.*?)</.exec(bodyOf(request))?.[1])).toEqual(['0', '15']);
  });

  it('may begin without any alert', async () => {
    const server = scripted(close);
    await enrolledPc(server).sync({ signedIn: 'unsaid', startedBy: 'unsaid' });
    expect(spoken(server.sent[0])[0]).toMatch(/^<Replace><CmdID>2</);
  });

  it('ends when the server aborts', async () => {
    const server = scripted(send('<Alert><CmdID>9</CmdID><Data>1223</Data></Alert>'));
    expect((await enrolledPc(server).sync()).ended).toBe('aborted');
  });

  it('makes a node answer with the fault that it was given', async () => {
    const server = scripted(send(icons('1')), close);
    const fault = ({ uri }: { uri: string }) => (uri.endsWith('EDPShowIcons') ? 500 : undefined);
    const pc = enrolledPc(server, { fault });
    const report = await pc.sync();
    expect(report.applied).toEqual([{ cmdId: '3001', verb: 'Replace', uri: `${WIP}/EDPShowIcons`, code: 500 }]);
    expect(pc.tree.valueOf(`${WIP}/EDPShowIcons`)).toBe('0');
  });

  it('tells the HRESULT once the sync protocol is at 3.0', async () => {
    const version = command('Add', '3000', ENROLLMENT_TYPE.replace('EnrollmentType', 'SyncApplicationVersion'), {
      format: 'chr',
      data: '3.0',
    });
    const server = scripted(
      send(version + command('Get', '3001', `${WIP}/RMSTemplateIDForEDP`)),
      send(command('Get', '3002', `${WIP}/RMSTemplateIDForEDP`)),
      close,
    );
    await enrolledPc(server).sync();
    expect(bodyOf(server.sent[1])).not.toContain('originalerror');
    expect(bodyOf(server.sent[2])).toContain('<Data msft:originalerror="0x86000002">404</Data>');
  });

  it('gives up a session that does not end', async () => {
    const endless = async (request: HttpRequestOut) => replyTo(request, { commands: icons('1') });
    await expect(enrolledPc(endless).sync()).rejects.toThrow('must end within 1000 messages');
  });

  it('runs a command and tells no status of it when its fault is to be silent', async () => {
    const server = scripted(send(icons('1')), close);
    const pc = enrolledPc(server, { fault: () => 'silent' });
    await pc.sync();
    expect(server.sent).toHaveLength(1);
    expect(pc.tree.valueOf(`${WIP}/EDPShowIcons`)).toBe('1');
  });

  it('shows each command as it happens', async () => {
    const seen: string[] = [];
    const onApplied = ({ cmdId, verb }: { cmdId: string; verb: string }) => seen.push(`${verb} ${cmdId}`);
    await enrolledPc(scripted(send(icons('1')), close), { onApplied }).sync();
    expect(seen).toEqual(['Replace 3001']);
  });

  it('refuses a server that breaks a rule, and keeps what was applied before', async () => {
    const server = scripted(send(icons('1')), (request) => replyTo(request, { msgId: 1 }));
    const pc = enrolledPc(server);
    await expect(pc.sync()).rejects.toBeInstanceOf(ProtocolViolation);
    expect(pc.tree.valueOf(`${WIP}/EDPShowIcons`)).toBe('1');
  });

  it('refuses enforcement after what it rests on was refused in the same session', async () => {
    const recovery = command('Replace', '3001', `${WIP}/DataRecoveryCertificate`, { format: 'b64', data: 'AAAA' });
    const level = command('Replace', '3002', `${WIP}/EDPEnforcementLevel`, { format: 'int', data: '1' });
    const pc = enrolledPc(scripted(send(recovery), send(level)));
    pc.tree.write(`${WIP.replace('/Device', '')}/EnterpriseProtectedDomainNames`, 'chr', 'contoso.com');
    pc.tree.write('./Vendor/MSFT/AppLocker/EnterpriseDataProtection/g/EXE/Policy', 'chr', allowRule);
    await expect(pc.sync()).rejects.toThrow('DataRecoveryCertificate is refused');
  });
});
