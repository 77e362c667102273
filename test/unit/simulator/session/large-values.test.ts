import { describe, expect, it } from 'vitest';
import { enrolledPc } from '../enrolled-pc';
import { bodyOf, close, command, scripted, send, spoken } from '../scripted-server';

describe('large values', () => {
  const next = '<Alert><CmdID>90</CmdID><Data>1222</Data></Alert>';

  it('go out in parts, without Final until the last one', async () => {
    const logs = './Vendor/MSFT/Reporting/EnterpriseDataProtection/RetrieveByCount/Logs';
    const text = `<Reporting>${'é'.repeat(20)}</Reporting>`;
    const behaviors = new Map([[logs, { read: () => text }]]);
    const server = scripted(send(command('Get', '3001', logs)), send(next, false), send(next, false), close);
    await enrolledPc(server, { behaviors, partSize: 30 }).sync();
    const parts = server.sent.slice(1).map((request) => spoken(request));
    expect(parts.map((lines) => lines.includes('<Final/>'))).toEqual([false, false, true]);
    expect(bodyOf(server.sent[1])).toContain(`<Size xmlns="syncml:metinf">${Buffer.byteLength(text)}</Size>`);
    const data = parts
      .flat()
      .flatMap((line) => /<Data>(.*)<\/Data>(?:<MoreData\/>)?<\/Item><\/Results>/.exec(line)?.[1] ?? []);
    expect(data.join('')).toBe(text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  });

  it('come in in parts for a client that named a size', async () => {
    const part = (id: string, data: string, more: string, size = '') =>
      `<Replace><CmdID>${id}</CmdID><Item><Target><LocURI>./Vendor/MSFT/Policy/Config/NetworkIsolation/NeutralResources</LocURI></Target>` +
      `<Meta><Format xmlns="syncml:metinf">chr</Format>${size}</Meta><Data>${data}</Data>${more}</Item></Replace>`;
    const first = part('3001', 'login.example', '<MoreData/>', '<Size xmlns="syncml:metinf">17</Size>');
    const server = scripted(send(first, false), send(part('3002', '.org', '')), close);
    const pc = enrolledPc(server, { limits: { maxMsgSize: 5_000 } });
    const report = await pc.sync();
    expect(report.applied.map(({ code }) => code)).toEqual([213, 200]);
    expect(bodyOf(server.sent[1])).toContain('<Data>1222</Data>');
    expect(pc.tree.valueOf('./Vendor/MSFT/Policy/Config/NetworkIsolation/NeutralResources')).toBe('login.example.org');
  });
});
