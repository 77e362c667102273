import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../shared/enrollment/read-message';
import { readRst } from '../../../shared/enrollment/read-rst';
import { newAcceptanceId } from '../../../shared/random';
import { readXml } from '../../../shared/xml/read-xml';
import { enrollmentFixture, mamRst, OMA_DEVICE_ID } from '../../support/rst';

const WST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
const TOKEN_TYPE = 'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentToken';

const read = (text: string) => readRst(readMessage(readXml(Buffer.from(text), { maxBytes: 65_536 })).body);
const item = (name: string, value: string) =>
  `<ac:ContextItem Name="${name}"><ac:Value>${value}</ac:Value></ac:ContextItem>`;

describe('an RST', () => {
  it.each<[string, string, string]>([
    ['a body without RST', 'wst:RequestSecurityToken', 'wst:SomethingElse'],
    ['an RST of another namespace', WST, 'http://schemas.xmlsoap.org/ws/2005/02/trust'],
    ['another TokenType', TOKEN_TYPE, 'urn:another-token'],
    ['two TokenTypes', '<wst:RequestType>', `<wst:TokenType>${TOKEN_TYPE}</wst:TokenType><wst:RequestType>`],
    ['an unknown RequestType', `${WST}/Issue`, `${WST}/Cancel`],
    ['an empty RequestType', `${WST}/Issue`, ''],
    ['no RequestType', 'wst:RequestType', 'wst:NoRequestType'],
    ['no DeviceID', 'Name="DeviceID"', 'Name="NoDeviceID"'],
    ['an empty DeviceID', OMA_DEVICE_ID, ''],
    ['a DeviceID of 31 digits', OMA_DEVICE_ID, OMA_DEVICE_ID.slice(1)],
    ['a DeviceID of 33 digits', OMA_DEVICE_ID, `${OMA_DEVICE_ID}0`],
    ['a DeviceID that would break a storage key', OMA_DEVICE_ID, `${OMA_DEVICE_ID.slice(2)}/#`],
    [
      'a ContextItem of another namespace',
      'ac="http://schemas.xmlsoap.org/ws/2006/12/authorization"',
      'ac="urn:other"',
    ],
    [
      'two different DeviceIDs',
      item('DeviceID', OMA_DEVICE_ID),
      item('DeviceID', OMA_DEVICE_ID) + item('deviceid', '0'.repeat(32)),
    ],
    [
      'two different EnrollmentTypes',
      item('EnrollmentType', 'AppManagement'),
      item('EnrollmentType', 'AppManagement') + item('EnrollmentType', 'Full'),
    ],
  ])('is refused with %s', (_what, from, to) => {
    expect(() => read(mamRst({}, [from, to]))).toThrow(expect.objectContaining({ code: 'enrollment.malformed' }));
  });

  it('is read as Windows 11 sends it, without what identifies the hardware or its owner', () => {
    const acceptanceId = newAcceptanceId();
    expect(read(mamRst({ opaqueBlob: acceptanceId }))).toEqual({
      requestType: 'Issue',
      omaDeviceId: OMA_DEVICE_ID,
      enrollmentType: 'AppManagement',
      acceptanceId,
      device: {
        name: 'KITCHEN-PC',
        type: 'CIMClient_Windows',
        osVersion: '10.0.26200.9278',
        osEdition: 48,
        applicationVersion: '10.0.26200.9270',
        locale: 'de-AT',
      },
    });
  });

  it('is read as the first Windows 10 that knows MAM sends it', () => {
    expect(read(enrollmentFixture('rst-windows-10-1703', {}))).toEqual({
      requestType: 'Issue',
      omaDeviceId: '1E08C6E9-5D8B-B843-B127-8FF45BC60CC6',
      enrollmentType: undefined,
      acceptanceId: undefined,
      device: { type: 'CIMClient_Windows', locale: 'en-US' },
    });
  });

  it.each(['Renew', 'Recovery'] as const)('says %s without the items of an enrollment', (requestType) => {
    const text = mamRst({}, [`${WST}/Issue`, `${WST}/${requestType}`], ['Name="DeviceID"', 'Name="Other"']);
    expect(read(text)).toEqual({ requestType });
  });

  it('is read without TokenType, because the reply is the same', () => {
    expect(read(mamRst({}, ['wst:TokenType', 'wst:NoTokenType']))).toMatchObject({ omaDeviceId: OMA_DEVICE_ID });
  });

  it('is read when an item is repeated with the same value', () => {
    const twice = item('deviceID', OMA_DEVICE_ID) + item('DeviceID', OMA_DEVICE_ID);
    expect(read(mamRst({}, [item('DeviceID', OMA_DEVICE_ID), twice]))).toMatchObject({ omaDeviceId: OMA_DEVICE_ID });
  });

  it.each(['', ' ', 'null', 'NULL', 'short', `${newAcceptanceId()}A`, '../../secrets'])(
    'has no acceptance when EnrollmentData is %j',
    (opaqueBlob) => expect(read(mamRst({ opaqueBlob }))).toMatchObject({ acceptanceId: undefined }),
  );

  it('keeps at most 128 characters of a name, and no half of one', () => {
    const rst = read(mamRst({}, ['KITCHEN-PC', '\u{1F4BB}'.repeat(500)]));
    expect(rst).toMatchObject({ device: { name: '\u{1F4BB}'.repeat(128) } });
  });

  it.each([
    ['OSEdition', '48', 'forty-eight'],
    ['OSEdition', '48', '1e5'],
    ['OSEdition', '48', '99999'],
    ['Locale', 'de-AT', 'de_AT; DROP'],
  ])('leaves %s out when it is not one (%s became %s)', (name, from, to) => {
    const rst = read(mamRst({}, [item(name, from), item(name, to)]));
    expect(rst.requestType === 'Issue' && Object.keys(rst.device)).not.toContain(
      name === 'Locale' ? 'locale' : 'osEdition',
    );
  });

  it('ignores names from the wire that mean something to JavaScript', () => {
    const text = mamRst({}, ['Name="RequestVersion"', 'Name="__proto__"'], ['Name="NotInOobe"', 'Name="constructor"']);
    expect(read(text)).toMatchObject({ omaDeviceId: OMA_DEVICE_ID });
  });
});
