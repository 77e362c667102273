import {
  type HttpRequestOut,
  type HttpResponseIn,
  type PcIdentity,
  type Transport,
  TransportFailure,
} from '../../../simulator/index';
import { childOf, type XmlElement } from '../../../simulator/xml/element';
import { readXml } from '../../../simulator/xml/read-xml';

/** The PC of these tests. */
export const identity: PcIdentity = {
  userId: '6d3f6a52-7c1e-4b0a-9a55-6f6e0c6a9d10',
  userName: 'ada@contoso.com',
  tenantId: '1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b',
  deviceId: '9a8b7c6d-5e4f-4321-8fed-cba987654321',
  omaDeviceId: '5D0C3A7E91B24F6688AD13E07C52F9B4',
  deviceName: 'DESKTOP-7A1M2S',
  osVersion: '10.0.19045.2364',
  osEdition: 48,
  locale: 'de-AT',
};

export const address = 'https://mam.example.org/mam/sync/kQ7v2n';

/** What a reply is made of beyond the statuses for everything that the client sent. */
export interface ReplyParts {
  /** Markup of the commands. */
  readonly commands?: string;
  readonly final?: boolean;
  /** Number of the server's message; the client's by default, since both count from 1. */
  readonly msgId?: number;
}

/** A good reply to a message: the statuses in order, the commands, Final. */
export function replyTo(
  request: HttpRequestOut,
  { commands = '', final = true, msgId }: ReplyParts = {},
): HttpResponseIn {
  const root = readXml(request.body);
  const header = childOf(root, 'SyncHdr');
  const text = (...path: string[]) =>
    path.reduce<XmlElement | undefined>((at, name) => at && childOf(at, name), header)?.text ?? '';
  const clientMsgId = text('MsgID');
  const asked = (childOf(root, 'SyncBody')?.children ?? []).filter(({ name }) => name !== 'Status' && name !== 'Final');
  const status = (cmdId: number, cmdRef: string, cmd: string, code: number) =>
    `<Status><CmdID>${cmdId}</CmdID><MsgRef>${clientMsgId}</MsgRef><CmdRef>${cmdRef}</CmdRef><Cmd>${cmd}</Cmd><Data>${code}</Data></Status>`;
  const statuses = asked.map((command, index) => {
    const isPart = command.children.some((child) => childOf(child, 'MoreData') !== undefined);
    return status(index + 2, childOf(command, 'CmdID')?.text ?? '', command.name, isPart ? 213 : 200);
  });
  return syncMl(
    `<?xml version="1.0" encoding="UTF-8"?><SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto>` +
      `<SessionID>${text('SessionID')}</SessionID><MsgID>${msgId ?? clientMsgId}</MsgID>` +
      `<Target><LocURI>${text('Source', 'LocURI')}</LocURI></Target><Source><LocURI>${text('Target', 'LocURI')}</LocURI></Source></SyncHdr>` +
      `<SyncBody>${status(1, '0', 'SyncHdr', 200)}${statuses.join('')}${commands}${final ? '<Final/>' : ''}</SyncBody></SyncML>`,
  );
}

/** A reply of HTTP 200 with everything that a good one has around its body. */
export function syncMl(body: string): HttpResponseIn {
  const bytes = Buffer.from(body);
  const headers = new Map([
    ['content-type', 'application/vnd.syncml.dm+xml'],
    ['content-length', String(bytes.length)],
    ['cache-control', 'no-store, private'],
  ]);
  return { status: 200, headers, body: bytes };
}

/** A short refusal over HTTP. */
export function refusal(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponseIn {
  const body = Buffer.from('no');
  return { status, headers: new Map([['content-length', '2'], ...Object.entries(headers)]), body };
}

/** A transport that answers the first request by the first step, and so on; it keeps what it was sent. */
export function scripted(
  ...steps: ((request: HttpRequestOut) => HttpResponseIn)[]
): Transport & { readonly sent: HttpRequestOut[] } {
  const sent: HttpRequestOut[] = [];
  const transport = async (request: HttpRequestOut) => {
    const step = steps[sent.length];
    sent.push(request);
    if (step === undefined) throw new Error(`the script has no answer to request ${sent.length}`);
    return step(request);
  };
  return Object.assign(transport, { sent });
}

/** Markup of a command on one node. */
export function command(verb: string, cmdId: string, uri: string, value?: { format: string; data?: string }): string {
  const meta = value === undefined ? '' : `<Meta><Format xmlns="syncml:metinf">${value.format}</Format></Meta>`;
  const data = value?.data === undefined ? '' : `<Data>${value.data}</Data>`;
  return `<${verb}><CmdID>${cmdId}</CmdID><Item><Target><LocURI>${uri}</LocURI></Target>${meta}${data}</Item></${verb}>`;
}

/** Path of the WIP settings as servers write it. */
export const WIP = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings';

/** Markup of a harmless Replace with CmdID 3001. */
export const icons = (data: string): string =>
  command('Replace', '3001', `${WIP}/EDPShowIcons`, { format: 'int', data });

/** Body of a request as text. */
export const bodyOf = (request: HttpRequestOut | undefined): string => new TextDecoder().decode(request?.body);

/** A step that ends the session. */
export const close = (request: HttpRequestOut): HttpResponseIn => replyTo(request);

/** A step that sends commands. */
export const send =
  (commands: string, final = true) =>
  (request: HttpRequestOut): HttpResponseIn =>
    replyTo(request, { commands, final });

/** A step at which the connection breaks. */
export const fail = (): HttpResponseIn => {
  throw new TransportFailure('the line is dead');
};

/** Commands of a message of the client, in order, without the SyncHdr. */
export function spoken(request: HttpRequestOut | undefined): readonly string[] {
  const [, body = ''] = /<SyncBody[^>]*>(.*)<\/SyncBody>/.exec(bodyOf(request)) ?? [];
  return body.match(/<(Status|Alert|Replace|Results)>.*?<\/\1>|<Final\/>/g) ?? [];
}

/** Rules of a desktop app list that lets one app in. */
export const allowRule =
  '<RuleCollection Type="Exe" EnforcementMode="Enabled"><FilePathRule Id="0f8fad5b-d9cb-469f-a165-70867728950e" Name="n"' +
  ' Description="" UserOrGroupSid="S-1-1-0" Action="Allow"><Conditions><FilePathCondition Path="%SYSTEM32%\\n.exe"/>' +
  '</Conditions></FilePathRule></RuleCollection>';
