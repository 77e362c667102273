import { describe, expect, it } from 'vitest';
import {
  EnrollmentFault,
  type HttpResponseIn,
  hardwareOf,
  ProtocolViolation,
  SimulatedPc,
  steppedClock,
} from '../../../../simulator/index';
import { childOf, type XmlElement } from '../../../../simulator/xml/element';
import { readXml } from '../../../../simulator/xml/read-xml';
import { bodyOf, identity, scripted } from '../scripted-server';
import { fault, goodDocument, rstr, soapReply } from './enrollment-replies';

const DISCOVERY = 'https://mam.example.org/mam/enroll';

function newPc(reply: HttpResponseIn, further: HttpResponseIn = reply) {
  const server = scripted(
    () => reply,
    () => further,
  );
  const clock = steppedClock(new Date('2026-11-20T08:00:00Z'));
  return { server, pc: new SimulatedPc({ identity, tokens: async () => 'a.b.c', transport: server, clock }) };
}

function changed(from: string | RegExp, to: string): HttpResponseIn {
  const after = rstr().replace(from, to);
  if (after === rstr()) throw new Error(`the mutation found nothing to change: ${from}`);
  return soapReply(after);
}

function withHeader(name: string, value: string | undefined): HttpResponseIn {
  const good = soapReply(rstr());
  const headers = new Map([...good.headers].filter(([other]) => other !== name));
  return { ...good, headers: value === undefined ? headers : headers.set(name, value) };
}

const BASE64 = Buffer.from(goodDocument).toString('base64');

const violations: readonly (readonly [what: string, reply: HttpResponseIn, sentence: string])[] = [
  ['no Content-Length', withHeader('content-length', undefined), 'must have a Content-Length'],
  ['a wrong Content-Length', withHeader('content-length', '1'), 'Content-Length says 1'],
  ['chunks', withHeader('transfer-encoding', 'chunked'), 'must not be chunked'],
  [
    'another Content-Type',
    withHeader('content-type', 'text/xml; charset=utf-8'),
    'Content-Type must be application/soap+xml',
  ],
  ['no XML', soapReply('granted'), 'well-formed XML'],
  [
    'SOAP 1.1',
    changed(/http:\/\/www.w3.org\/2003\/05\/soap-envelope/, 'http://schemas.xmlsoap.org/soap/envelope/'),
    'SOAP 1.2 envelope',
  ],
  ['another Action', changed('RSTRC/wstep', 'RSTR/wstep'), 'Action must be'],
  ['another RelatesTo', changed('0d5a1441', '0d5a1442'), 'RelatesTo must repeat'],
  ['no Timestamp', changed(/<u:Timestamp.*<\/u:Timestamp>/, ''), 'must have Created before Expires'],
  ['a local time', changed('08:05:00.000Z', '08:05:00'), 'must have Created before Expires'],
  ['a Timestamp that ran backwards', changed('08:05:00.000Z', '07:55:00.000Z'), 'must have Created before Expires'],
  ['no collection', changed(/ResponseCollection/g, 'Responses'), 'RequestSecurityTokenResponseCollection'],
  [
    'RequestID before the token',
    changed(/(<RequestedSecurityToken>.*<\/RequestedSecurityToken>)(<RequestID.*<\/RequestID>)/, '$2$1'),
    'must hold TokenType, DispositionMessage',
  ],
  [
    'no DispositionMessage',
    changed(/<DispositionMessage.*<\/DispositionMessage>/, ''),
    'must hold TokenType, DispositionMessage',
  ],
  ['another TokenType', changed('DeviceEnrollmentToken<', 'DeviceToken<'), 'TokenType must be'],
  ['another RequestID', changed('>0</RequestID>', '>1</RequestID>'), 'RequestID must be 0'],
  ['another ValueType', changed('DeviceEnrollmentProvisionDoc', 'DeviceEnrollmentUserToken'), 'ValueType'],
  ['another EncodingType', changed('#base64binary', '#Base64Binary'), 'EncodingType'],
  ['white space around the Base64', changed(BASE64, `\n${BASE64}\n`), 'Base64 without white space'],
  ['an empty token', changed(BASE64, ''), 'Base64 without white space'],
  ['a document that is no XML', soapReply(rstr('<wap-provisioningdoc')), 'document must be plain well-formed XML'],
];

describe('an enrollment', () => {
  it.each(violations)('refuses a reply with %s', async (_what, reply, sentence) => {
    const { pc } = newPc(reply);
    await expect(pc.enroll(DISCOVERY)).rejects.toBeInstanceOf(ProtocolViolation);
    await expect(pc.enroll(DISCOVERY)).rejects.toThrow(sentence);
    expect(pc.enrollment).toBeUndefined();
  });

  const faults: readonly (readonly [subcode: string, errorType: string | undefined, hresult: string])[] = [
    ['s:MessageFormat', undefined, '0x80180001'],
    ['s:Authentication', undefined, '0x80180002'],
    ['s:Authorization', undefined, '0x80180003'],
    ['a:InternalServiceFault', undefined, '0x80180006'],
    ['a:InvalidSecurity', undefined, '0x80180007'],
    ['s:Authorization', 'DeviceCapReached', '0x80180013'],
    ['s:EnrollmentServer', 'NotSupported', '0x80180015'],
    ['s:Authorization', 'InvalidEnrollmentData', '0x80180019'],
    ['s:authorization', undefined, '0x80180008'],
    ['s:Authorization', 'devicecapreached', '0x80180003'],
  ];
  it.each(faults)('shows %s with %s as %s', async (subcode, errorType, hresult) => {
    const { pc } = newPc(soapReply(fault(subcode, errorType), 400));
    await expect(pc.enroll(DISCOVERY)).rejects.toMatchObject({ name: 'EnrollmentFault', httpStatus: 400, hresult });
  });

  it('reads reason and trace id of a fault', async () => {
    const { pc } = newPc(soapReply(fault('s:Authorization', 'UserLicense'), 400));
    const expected = { subcode: 'Authorization', errorType: 'UserLicense', reason: 'why', traceId: 't-1' };
    await expect(pc.enroll(DISCOVERY)).rejects.toMatchObject(expected);
  });

  it('shows the HTTP status when there is no fault to read', async () => {
    const { pc } = newPc(soapReply('<html>busy</html>', 503));
    await expect(pc.enroll(DISCOVERY)).rejects.toMatchObject({ hresult: '0x801901f7', subcode: undefined });
  });

  it('takes a fault under HTTP 200 for a fault', async () => {
    const { pc } = newPc(soapReply(fault('s:Authentication'), 200));
    await expect(pc.enroll(DISCOVERY)).rejects.toBeInstanceOf(EnrollmentFault);
  });

  it('makes the DM account of the provisioning document', async () => {
    const { pc } = newPc(soapReply(rstr()));
    const { account } = await pc.enroll(DISCOVERY, 'blob');
    expect(account).toMatchObject({
      providerId: 'ExampleMam',
      address: 'https://mam.example.org/mam/sync/kQ7v2n',
      retries: 3,
    });
    expect(pc.enrollment).toMatchObject({ providerId: 'ExampleMam', enrolledAt: '2026-11-20T08:00:00.000Z' });
    const provider = './Device/Vendor/MSFT/DMClient/Provider/ExampleMam';
    expect(pc.tree.valueOf(`${provider}/EnrollmentType`)).toBe('AppManagement');
    expect(pc.tree.valueOf(`${provider}/Poll/IntervalForRemainingScheduledRetries`)).toBe('1440');
    expect(pc.tree.exists(`${provider}/Unenroll`)).toBe(true);
  });

  it('leaves nothing of an earlier enrollment', async () => {
    const { pc } = newPc(soapReply(rstr()), soapReply(rstr(goodDocument.replaceAll('ExampleMam', 'Other'))));
    await pc.enroll(DISCOVERY);
    pc.tree.write('./Vendor/MSFT/EnterpriseDataProtection/Settings/EDPShowIcons', 'int', '1');
    await pc.enroll(DISCOVERY);
    expect(pc.saveState().nodes.flat().join()).not.toContain('ExampleMam');
    expect(pc.tree.valueOf('./Vendor/MSFT/EnterpriseDataProtection/Settings/EDPShowIcons')).toBe('0');
  });

  it('keeps no token of the exchange', async () => {
    const { exchange } = await newPc(soapReply(rstr())).pc.enroll(DISCOVERY);
    expect(bodyOf(exchange.request)).not.toContain(Buffer.from('a.b.c').toString('base64'));
  });
});

describe('the enrollment request', () => {
  async function sent(opaqueBlob?: string) {
    const { pc, server } = newPc(soapReply(rstr()));
    await pc.enroll(DISCOVERY, opaqueBlob);
    const root = readXml(server.sent[0]?.body ?? new Uint8Array());
    const all = (from: XmlElement): readonly XmlElement[] => [from, ...from.children.flatMap(all)];
    const items = all(root)
      .filter(({ name }) => name === 'ContextItem')
      .map((item) => [item.attributes[0]?.value ?? '', childOf(item, 'Value')?.text ?? ''] as const);
    return { request: server.sent[0], elements: all(root), items };
  }

  it('is one SOAP message to the discovery URL by the enrollment client', async () => {
    const { request } = await sent();
    expect(request).toMatchObject({ method: 'POST', url: DISCOVERY });
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      'content-type': 'application/soap+xml; charset=utf-8',
      'user-agent': 'ENROLLClient',
    });
  });

  it('carries the token as Base64, and names the port', async () => {
    const { elements } = await sent();
    const find = (name: string) => elements.find((element) => element.name === name);
    expect(find('BinarySecurityToken')?.text).toBe(Buffer.from('a.b.c').toString('base64'));
    expect(find('BinarySecurityToken')?.attributes[0]?.value).toBe('urn:ietf:params:oauth:token-type:jwt');
    expect(find('To')?.text).toBe('https://mam.example.org:443/mam/enroll');
  });

  it('tells what Windows 11 tells, hardware and all', async () => {
    const { items } = await sent();
    const { macAddresses, hardwareId, serialNumber } = hardwareOf(identity);
    expect(items.filter(([name]) => name === 'MAC').map(([, value]) => value)).toEqual(macAddresses);
    expect(macAddresses).toHaveLength(13);
    expect(Object.fromEntries(items)).toMatchObject({
      HWDevID: hardwareId,
      SerialNumber: serialNumber,
      RequestVersion: '9.0',
      EnrollmentType: 'AppManagement',
    });
  });

  it('has EnrollmentData only when the terms page gave a proof', async () => {
    expect(new Map((await sent()).items).has('EnrollmentData')).toBe(false);
    expect(new Map((await sent('proof')).items).get('EnrollmentData')).toBe('proof');
  });
});
