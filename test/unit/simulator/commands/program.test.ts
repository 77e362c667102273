import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgram } from '../../../../simulator/commands/program';
import type { HttpResponseIn } from '../../../../simulator/index';
import { goodDocument, rstr, soapReply } from '../enrollment/enrollment-replies';
import { icons, replyTo, WIP } from '../scripted-server';

const PAGE =
  '<!DOCTYPE html><html lang="en"><body><h1>Terms</h1><p class="version">Version 7</p><form method="post" action="/mam/terms">' +
  '<button name="d" value="accept">Accept</button><button name="d" value="decline">Decline</button></form></body></html>';

const claims = { oid: 'u-1', tid: 't-1', upn: 'ada@contoso.com', deviceid: '9A8B7C6D-5E4F-4321-8FED-CBA987654321' };
const tokenOf = (payload: object) => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.e30`;

let folder: string;
let server: Server;
let origin: string;
let seen: { readonly method: string; readonly url: string; readonly body: string }[];

function answer(method: string, url: string, body: Buffer): HttpResponseIn {
  const path = url.split('?')[0];
  const redirect = { status: 302, headers: new Map([['content-length', '0']]), body: Buffer.alloc(0) };
  if (path === '/mam/terms' && method === 'GET') {
    const headers = new Map([
      ['content-type', 'text/html'],
      ['content-security-policy', "default-src 'none'"],
    ]);
    return { status: 200, headers, body: Buffer.from(PAGE) };
  }
  if (path === '/mam/terms') {
    const outcome = body.toString().includes('accept') ? 'IsAccepted=true&OpaqueBlob=proof' : 'IsAccepted=false';
    return {
      ...redirect,
      headers: redirect.headers.set('location', `ms-appx-web://Microsoft.AAD.BrokerPlugin/DRS?${outcome}`),
    };
  }
  if (path === '/mam/enroll') return soapReply(rstr(goodDocument.replace('https://mam.example.org', origin)));
  const isFirst = body.toString().includes('<MsgID>1<') && !body.toString().includes('1226');
  return replyTo({ method: 'POST', url, headers: new Map(), body }, isFirst ? { commands: icons('1') } : {});
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulated-pc-'));
  seen = [];
  server = createServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method = '', url = '' } = request;
    seen.push({ method, url, body: Buffer.concat(parts).toString() });
    const { status, headers, body } = answer(method, url, Buffer.concat(parts));
    reply.writeHead(status, { ...Object.fromEntries(headers), 'content-length': String(body.length) }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function run(...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const terminal = { env: { MAM_TOKEN: tokenOf(claims) }, print: (text: string) => void printed.push(text) };
  await createProgram(terminal).parseAsync([...words, '--state', join(folder, 'pc.json')], { from: 'user' });
  return printed.join('\n');
}

describe('the command line', () => {
  it('goes the whole way of a PC', async () => {
    expect(await run('terms', origin, '--accept')).toBe(
      'Terms (en, Version 7): accepted, the next enrollment brings the proof',
    );
    expect(await run('enroll', origin, '--locale', 'de-AT')).toContain(
      'enrolled as ada@contoso.com: account ExampleMam',
    );
    expect(seen.at(-1)?.body).toContain('<ac:ContextItem Name="EnrollmentData"><ac:Value>proof</ac:Value>');
    expect(seen.at(-1)?.body).toContain('<ac:ContextItem Name="Locale"><ac:Value>de-AT</ac:Value>');
    expect(await run('sync')).toMatch(new RegExp(`^2 messages, .*\n {2}200 Replace {1,}${WIP}/EDPShowIcons$`));
    expect(await run('tree', './Vendor/MSFT/EnterpriseDataProtection')).toBe(
      './Vendor/MSFT/EnterpriseDataProtection/Settings/EDPShowIcons (int) 1\nWIP status 0: off',
    );
    expect(await run('unenroll')).toContain('ended unenrolled, farewell answered');
    await expect(run('sync')).rejects.toThrow('not enrolled');
  });

  it('uses a proof for one enrollment only', async () => {
    await run('terms', origin, '--accept');
    await run('enroll', origin);
    await run('enroll', origin);
    expect(seen.at(-1)?.body).not.toContain('EnrollmentData');
  });

  it('shows the terms without answering them', async () => {
    expect(await run('terms', origin)).toContain('Terms Version 7 Accept Decline');
    expect(seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('prints JSON when asked to', async () => {
    expect(JSON.parse(await run('terms', origin, '--decline', '--json'))).toEqual({
      title: 'Terms',
      language: 'en',
      version: 'Version 7',
      accepted: false,
    });
    await run('enroll', origin);
    expect(JSON.parse(await run('sync', '--json'))).toMatchObject({
      messages: 2,
      ended: 'normally',
      exchanges: [{ status: 200 }, { status: 200 }],
    });
  });

  it('prints the messages when asked to, without the token', async () => {
    const printed = (await run('enroll', origin, '--verbose')) + (await run('sync', '--verbose'));
    expect(printed).toContain('<Cmd>SyncHdr</Cmd>');
    expect(printed).toContain('<a:Action s:mustUnderstand="1">');
    expect(printed).not.toContain(tokenOf(claims));
    expect(printed).not.toContain(Buffer.from(tokenOf(claims)).toString('base64'));
  });

  it('keeps the PC where only its owner can read it, and no token', async () => {
    await run('enroll', origin);
    const path = join(folder, 'pc.json');
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readFile(path, 'utf8')).not.toContain(tokenOf(claims));
  });

  it('takes a full address as it is', async () => {
    await run('terms', `${origin}/mam/terms?tenant=1`);
    expect(seen[0]?.url).toMatch(/^\/mam\/terms\?tenant=1&redirect_uri=/);
  });

  it('shows examples with --help', async () => {
    const printed: string[] = [];
    const program = createProgram({ env: {}, print: (text) => void printed.push(text) }).exitOverride();
    await expect(program.parseAsync(['--help'], { from: 'user' })).rejects.toMatchObject({
      code: 'commander.helpDisplayed',
    });
    expect(printed.join()).toContain('Examples:');
  });
});

describe('the command line refuses', () => {
  const withEnv = (token: string | undefined, ...words: readonly string[]) =>
    createProgram({ env: { MAM_TOKEN: token }, print: () => undefined }).parseAsync(
      [...words, '--state', join(folder, 'pc.json')],
      { from: 'user' },
    );

  it('to run without a token, and says where one may come from', async () => {
    await expect(withEnv(undefined, 'sync')).rejects.toThrow('set MAM_TOKEN, or give --token-file FILE');
  });

  it('a token file that is not there', async () => {
    await expect(withEnv(undefined, 'sync', '--token-file', join(folder, 'none'))).rejects.toThrow('cannot be read');
  });

  it.each(['nonsense', 'a.b.c', tokenOf({ sub: 'x' })])('a token that names nobody: %s', async (token) => {
    await expect(withEnv(token, 'terms', origin)).rejects.toThrow('claims oid and tid');
  });

  it('to enroll without a device', async () => {
    await expect(withEnv(tokenOf({ oid: 'u', tid: 't' }), 'enroll', origin)).rejects.toThrow('claim deviceid');
  });

  it.each(['contoso', 'ftp://contoso.com'])('an address that is none: %s', async (url) => {
    await expect(withEnv(tokenOf(claims), 'terms', url)).rejects.toThrow('is not an address');
  });

  it('to accept and decline at once', async () => {
    await expect(withEnv(tokenOf(claims), 'terms', origin, '--accept', '--decline')).rejects.toThrow('not both');
  });

  it('to show the tree of a PC that is not there', async () => {
    await expect(withEnv(undefined, 'tree')).rejects.toThrow('no enrolled PC');
  });

  it.each(['{', '{"schemaVersion":2}'])('a state file that is something else: %s', async (text) => {
    await writeFile(join(folder, 'pc.json'), text);
    await expect(withEnv(tokenOf(claims), 'sync')).rejects.toThrow('pc.json');
  });
});
