import { describe, expect, it } from 'vitest';
import { checkReply } from '../../../../simulator/conformance/check-reply';
import type { Expectation } from '../../../../simulator/conformance/expectation';
import { ProtocolViolation } from '../../../../simulator/conformance/protocol-violation';
import type { HttpResponseIn } from '../../../../simulator/index';
import { firstPackage } from '../../../../simulator/session/first-package';
import { type ClientCommand, type ClientMessage, numbered } from '../../../../simulator/syncml/client-message';
import { writeClientMessage } from '../../../../simulator/syncml/write-client-message';
import { allBehaviors } from '../../../../simulator/tree/built-in-behaviors';
import { ManagementTree, type StoredNode } from '../../../../simulator/tree/management-tree';
import { address, allowRule, command, identity, replyTo, syncMl, WIP } from '../scripted-server';

const LEVEL = command('Replace', '7', `${WIP}/EDPEnforcementLevel`, { format: 'int', data: '2' });
const DOMAINS = command('Replace', '5', `${WIP}/EnterpriseProtectedDomainNames`, {
  format: 'chr',
  data: 'contoso.com',
});
const GET = command('Get', '6', './Vendor/MSFT/DMClient/Provider/ExampleMam/EnrollmentType');
const ICONS = command('Replace', '8', `${WIP}/EDPShowIcons`, { format: 'int', data: '1' });
const ATOMIC = `<Atomic><CmdID>9</CmdID>${ICONS}</Atomic>`;

const wipReady: readonly StoredNode[] = [
  ['./Vendor/MSFT/EnterpriseDataProtection/Settings/EnterpriseProtectedDomainNames', 'chr', 'contoso.com'],
  ['./Vendor/MSFT/AppLocker/EnterpriseDataProtection/g', 'node', null],
  ['./Vendor/MSFT/AppLocker/EnterpriseDataProtection/g/EXE/Policy', 'chr', allowRule],
];

function message(commands: readonly ClientCommand[], further: Partial<ClientMessage> = {}): ClientMessage {
  const common = { sessionId: '14', msgId: 1, server: address, device: identity.omaDeviceId, limits: {}, final: true };
  return { ...common, commands: numbered(commands, 2), ...further };
}

const opening = { startedBy: 'client', signedIn: 'user', events: [], farewell: false } as const;
const package1 = message(firstPackage(identity, opening));

function expected(
  sent: ClientMessage,
  nodes: readonly StoredNode[] = [],
  refused: readonly string[] = [],
): Expectation {
  const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()), nodes);
  return { sent, serverMsgId: 1, tree, refused: new Set(refused) };
}

function goodReply(sent: ClientMessage, commands: string, final = true): HttpResponseIn {
  const body = Buffer.from(writeClientMessage(sent));
  return replyTo({ method: 'POST', url: address, headers: new Map(), body }, { commands, final });
}

function textOf(reply: HttpResponseIn): string {
  return new TextDecoder().decode(reply.body);
}

function replaced(from: string | RegExp, to: string, commands = DOMAINS + GET): HttpResponseIn {
  const before = textOf(goodReply(package1, commands));
  const after = before.replace(from, to);
  if (after === before) throw new Error(`the mutation found nothing to change: ${from}`);
  return syncMl(after);
}

function withHeader(name: string, value: string | undefined): HttpResponseIn {
  const good = goodReply(package1, '');
  const headers = new Map([...good.headers].filter(([other]) => other !== name));
  return { ...good, headers: value === undefined ? headers : headers.set(name, value) };
}

const mutations: readonly (readonly [what: string, reply: HttpResponseIn, sentence: string])[] = [
  ['no Content-Type', withHeader('content-type', undefined), 'must have a Content-Type'],
  [
    'another Content-Type',
    withHeader('content-type', 'text/xml'),
    'Content-Type must be application/vnd.syncml.dm+xml',
  ],
  [
    'another charset',
    withHeader('content-type', 'application/vnd.syncml.dm+xml; charset=utf-16'),
    'must not say charset=utf-16',
  ],
  ['no Content-Length', withHeader('content-length', undefined), 'must have a Content-Length'],
  ['a wrong Content-Length', withHeader('content-length', '7'), 'Content-Length says 7'],
  ['chunks', withHeader('transfer-encoding', 'chunked'), 'must not be chunked'],
  ['compression', withHeader('content-encoding', 'gzip'), 'must not be encoded'],
  ['caching', withHeader('cache-control', 'private'), 'Cache-Control must say no-store'],
  ['shared caching', withHeader('cache-control', 'no-store'), 'Cache-Control must say private'],
  ['more than 128 KB', replaced('</SyncBody>', `${' '.repeat(131_072)}</SyncBody>`), 'larger than 131072 bytes'],
  ['an unclosed element', replaced('</SyncBody>', ''), 'well-formed XML'],
  ['an undeclared prefix', replaced('<Final/>', '<x:Final/>'), 'well-formed XML'],
  ['a document type', replaced('<SyncML', '<!DOCTYPE SyncML><SyncML'), 'document type declaration'],
  ['CDATA', replaced('contoso.com', '<![CDATA[contoso.com]]>'), 'CDATA section'],
  ['another encoding', replaced('UTF-8', 'ISO-8859-1'), 'must say UTF-8'],
  ['another root', replaced(/SyncML(?=[ >])/g, 'SyncMl'), 'root must be SyncML'],
  ['the namespace of 1.1', replaced('SYNCML1.2"', 'SYNCML1.1"'), 'must be in namespace SYNCML:SYNCML1.2'],
  ['Format outside metinf', replaced(' xmlns="syncml:metinf"', ''), 'Format must be in namespace syncml:metinf'],
  ['an attribute', replaced('<SyncBody>', '<SyncBody id="1">'), 'must not have the attribute id'],
  ['RespURI', replaced('</SyncHdr>', '<RespURI>x</RespURI></SyncHdr>'), 'RespURI must not be sent'],
  ['NoResp', replaced('<CmdID>5</CmdID>', '<CmdID>5</CmdID><NoResp/>'), 'NoResp must not be sent'],
  ['a challenge', replaced('<Data>200</Data></Status>', '<Chal/><Data>200</Data></Status>'), 'Chal must not be sent'],
  ['Copy', replaced(/Replace>/g, 'Copy>', ICONS), 'Copy must not be sent'],
  [
    'VerProto before VerDTD',
    replaced('<VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto>', '<VerProto>DM/1.2</VerProto><VerDTD>1.2</VerDTD>'),
    'SyncHdr must have VerDTD first',
  ],
  [
    'Source before Target',
    replaced(/(<Target>.*?<\/Target>)(<Source>.*?<\/Source>)(?=<\/SyncHdr>)/, '$2$1'),
    'SyncHdr must have Target after MsgID',
  ],
  ['CmdID not first', replaced('<CmdID>6</CmdID><Item>', '<Item>'), 'Get must have CmdID first'],
  [
    'Data before Meta',
    replaced(/(<Meta>.*?<\/Meta>)(<Data>.*?<\/Data>)/, '$2$1'),
    'Meta must not stand after Data in Item',
  ],
  [
    'Type before Format',
    replaced('<Meta>', '<Meta><Type xmlns="syncml:metinf">text/plain</Type>'),
    'Format must not stand after Type in Meta',
  ],
  ['a command after Final', replaced('<Final/>', `<Final/>${ICONS}`), 'Replace must not stand after Final in SyncBody'],
  ['an element inside Data', replaced('contoso.com', '<b>x</b>'), 'Data must hold text only'],
  ['text between elements', replaced('<SyncBody>', '<SyncBody>text'), 'must not hold text beside its elements'],
  ['VerDTD 1.1', replaced('<VerDTD>1.2', '<VerDTD>1.1'), 'SyncHdr/VerDTD must be 1.2'],
  ['VerProto 1.1', replaced('DM/1.2', 'DM/1.1'), 'SyncHdr/VerProto must be DM/1.2'],
  ['another SessionID', replaced('<SessionID>14', '<SessionID>0e'), 'SyncHdr/SessionID must be 14'],
  ['another MsgID', replaced('<MsgID>1', '<MsgID>2'), 'SyncHdr/MsgID must be 1'],
  ['another Target', replaced(identity.omaDeviceId, 'F'.repeat(32)), 'SyncHdr/Target/LocURI must be'],
  ['another Source', replaced(address, `${address}x`), 'SyncHdr/Source/LocURI must be'],
  ['CmdID 0', replaced('<CmdID>5<', '<CmdID>0<'), 'must not have the CmdID 0'],
  ['an empty CmdID', replaced('<CmdID>5<', '<CmdID><'), 'must not have an empty CmdID'],
  ['a CmdID given twice', replaced('<CmdID>6<', '<CmdID>5<'), 'CmdID 5 must not be given twice'],
  ['a CmdID of a Status again', replaced('<CmdID>6<', '<CmdID>2<'), 'CmdID 2 must not be given twice'],
  [
    'a CmdID given twice inside an Atomic',
    replaced('<CmdID>9<', '<CmdID>8<', ATOMIC),
    'CmdID 8 must not be given twice',
  ],
  [
    'no Status for SyncHdr',
    replaced(/<Status><CmdID>1<.*?<\/Status>/, ''),
    'first command must be the Status for SyncHdr',
  ],
  ['SyncHdr refused', replaced('<Data>200<', '<Data>500<'), 'Status for SyncHdr must be 200 or 212'],
  ['a wrong MsgRef for SyncHdr', replaced('<MsgRef>1<', '<MsgRef>2<'), 'Status for SyncHdr must have MsgRef 1'],
  ['a wrong MsgRef', replaced(/(<CmdID>2<\/CmdID><MsgRef>)1</, '$19<'), 'Status 2 must have MsgRef 1'],
  ['a Status for nothing', replaced(/(<CmdID>2<.*?<CmdRef>)2</, '$199<'), 'answers 99, which was not sent'],
  [
    'statuses in another order',
    replaced(/(<Status><CmdID>2<.*?<\/Status>)(<Status><CmdID>3<.*?<\/Status>)/, '$2$1'),
    'out of order or given twice',
  ],
  ['a Status with another Cmd', replaced('<Cmd>Replace<', '<Cmd>Alert<'), 'must have Cmd Replace'],
  ['a forgotten Status', replaced(/<Status><CmdID>4<.*?<\/Status>/, ''), 'Replace 4 must get a Status'],
  ['a refused alert', replaced(/(<CmdID>2<.*?<Data>)200/, '$1400'), 'Alert 2 must be taken'],
  [
    'a Status behind a command',
    replaced(/(<Status><CmdID>4<.*?<\/Status>)(<Replace>.*?<\/Replace>)/, '$2$1'),
    'before the first command',
  ],
  [
    'an unknown alert',
    replaced('<Final/>', '<Alert><CmdID>20</CmdID><Data>1201</Data></Alert><Final/>'),
    'must not send Alert 1201',
  ],
  ['a Get inside an Atomic', replaced(ICONS, ICONS + GET, ATOMIC), 'Get 6 must not stand inside an Atomic'],
  [
    'an Atomic inside an Atomic',
    replaced(ICONS, `<Atomic><CmdID>30</CmdID>${ICONS}</Atomic>`, ATOMIC),
    'Atomic 30 must not stand inside an Atomic',
  ],
  ['no Target', replaced(/<Target><LocURI>[^<]*<\/LocURI><\/Target>(?=<Meta>)/, ''), 'must have a Target'],
  ['a LocURI with a slash first', replaced('<LocURI>./Device', '<LocURI>/Device'), 'must begin with ./'],
  ['a provider that is not open', replaced('EnterpriseDataProtection/Settings', 'BitLocker'), 'is not open to MAM'],
  [
    'an area of Policy that is not open',
    replaced(`${WIP}/EnterpriseProtectedDomainNames`, './Device/Vendor/MSFT/Policy/Config/Search/AllowIndexing'),
    'is not open to MAM',
  ],
  ['no Meta', replaced(/<Meta>.*?<\/Meta>/, ''), 'must name the Format'],
  ['Data with a Get', replaced(/(<Get>.*?)<\/Item>/, '$1<Data>x</Data></Item>'), 'Get 6 must not carry Data'],
  ['no Final', replaced('<Final/>', ''), 'must end with Final'],
  ['split data', replaced('</Data></Item>', '</Data><MoreData/></Item>'), 'must not be split'],
  ['level before its foundations', goodReply(package1, LEVEL), 'must wait for EnterpriseProtectedDomainNames'],
  [
    'level together with its foundations',
    goodReply(package1, DOMAINS + LEVEL),
    'EnterpriseProtectedDomainNames is acknowledged',
  ],
];

describe('the conformance check', () => {
  it('takes a good reply and tells what it says', () => {
    const read = checkReply(goodReply(package1, DOMAINS + GET), expected(package1));
    expect(read.commands.map(({ cmdId }) => cmdId)).toEqual(['5', '6']);
    expect(read).toMatchObject({ msgId: 1, final: true });
  });

  it.each(mutations)('refuses %s', (_what, reply, sentence) => {
    expect(() => checkReply(reply, expected(package1))).toThrow(ProtocolViolation);
    expect(() => checkReply(reply, expected(package1))).toThrow(sentence);
  });

  it('names the source of the rule', () => {
    expect(() => checkReply(withHeader('transfer-encoding', 'chunked'), expected(package1))).toThrow(/\[.+\]$/);
  });

  it('lets enforcement through when domains and rules are in force', () => {
    expect(() => checkReply(goodReply(package1, LEVEL), expected(package1, wipReady))).not.toThrow();
  });

  it('refuses enforcement without an allow rule', () => {
    const ready = wipReady.slice(0, 1);
    expect(() => checkReply(goodReply(package1, LEVEL), expected(package1, ready))).toThrow('Allow rule');
  });

  it('refuses enforcement while the recovery certificate is refused', () => {
    const refused = ['./Vendor/MSFT/EnterpriseDataProtection/Settings/DataRecoveryCertificate'];
    const check = () => checkReply(goodReply(package1, LEVEL), expected(package1, wipReady, refused));
    expect(check).toThrow('DataRecoveryCertificate is refused');
  });

  it('lets level 0 through at any time', () => {
    expect(() =>
      checkReply(goodReply(package1, LEVEL.replace('<Data>2', '<Data>0')), expected(package1)),
    ).not.toThrow();
  });

  it('refuses another primary domain while WIP is on', () => {
    const on: StoredNode = ['./Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel', 'int', '1'];
    const reply = goodReply(package1, DOMAINS.replace('contoso.com', 'fabrikam.com|contoso.com'));
    expect(() => checkReply(reply, expected(package1, [...wipReady, on]))).toThrow('primary domain must not change');
  });

  it('refuses commands after the farewell of the device', () => {
    const farewell = message(firstPackage(identity, { ...opening, farewell: true }));
    expect(() => checkReply(goodReply(farewell, ICONS), expected(farewell))).toThrow('must not be sent commands');
  });

  it.each(['others', 'none'] as const)('refuses policy while the work user is not signed in: %s', (signedIn) => {
    const sent = message(firstPackage(identity, { ...opening, signedIn }));
    expect(() => checkReply(goodReply(sent, ICONS), expected(sent))).toThrow('until the work user is signed in');
  });

  it('lets the way out through while the work user is not signed in', () => {
    const sent = message(firstPackage(identity, { ...opening, signedIn: 'others' }));
    const exec = command('Exec', '5', './Vendor/MSFT/DMClient/Provider/ExampleMam/Unenroll');
    expect(() => checkReply(goodReply(sent, exec), expected(sent))).not.toThrow();
  });

  it('refuses a message above the size that the client named', () => {
    const sent = { ...package1, limits: { maxMsgSize: 1_000 } };
    expect(() => checkReply(goodReply(sent, DOMAINS), expected(sent))).toThrow('the client named MaxMsgSize 1000');
  });
});

describe('the answer to a message without Final', () => {
  const sent = { ...package1, final: false };
  const next = '<Alert><CmdID>20</CmdID><Data>1222</Data></Alert>';

  it('is taken when it asks for the next message', () => {
    expect(checkReply(goodReply(sent, next, false), expected(sent)).final).toBe(false);
  });

  const wrong: readonly (readonly [what: string, commands: string, final: boolean, sentence: string])[] = [
    ['it does not ask for the next message', '', false, 'answered with Alert 1222'],
    ['it has commands', next + ICONS, false, 'must not be answered with commands'],
    ['it has Final', next, true, 'must not have Final'],
  ];
  it.each(wrong)('is refused when %s', (_what, commands, final, sentence) => {
    expect(() => checkReply(goodReply(sent, commands, final), expected(sent))).toThrow(sentence);
  });
});
