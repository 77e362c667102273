import { describe, expect, it } from 'vitest';
import { readProvisioningDocument } from '../../../../simulator/enrollment/provisioning-document';
import { goodDocument } from './enrollment-replies';

const read = (text: string) => readProvisioningDocument(Buffer.from(text));

function changed(from: string | RegExp, to: string): string {
  const after = goodDocument.replace(from, to);
  if (after === goodDocument) throw new Error(`the mutation found nothing to change: ${from}`);
  return after;
}

const parm = (name: string, value: string, datatype = 'integer') =>
  `<parm name="${name}" value="${value}" datatype="${datatype}"/>`;
const withPoll = (...parms: readonly string[]) =>
  changed(/(<characteristic type="Poll">).*?(?=<\/characteristic>)/, `$1${parms.join('')}`);
const inApplication = (markup: string) =>
  changed(
    '</characteristic><characteristic type="DMClient">',
    `${markup}</characteristic><characteristic type="DMClient">`,
  );
const inProvider = (markup: string) => changed('<characteristic type="Poll">', `${markup}<characteristic type="Poll">`);

const refusals: readonly (readonly [what: string, document: string, sentence: string])[] = [
  ['another root', changed(/wap-provisioningdoc/g, 'provisioningdoc'), 'must be wap-provisioningdoc'],
  ['another version', changed('version="1.1"', 'version="1.0"'), 'must be wap-provisioningdoc of version 1.1'],
  [
    'a certificate store',
    changed('</wap', '<characteristic type="CertificateStore"/></wap'),
    'must not configure CertificateStore',
  ],
  ['the registry', changed('</wap', '<characteristic type="Registry"/></wap'), 'must not configure Registry'],
  ['a strange element', changed('</wap', '<node/></wap'), 'node must not stand in the document'],
  ['no APPLICATION', changed(/<characteristic type="APPLICATION">.*?<\/characteristic>/, ''), 'must have APPLICATION'],
  [
    'two APPLICATIONs',
    changed('</wap', '<characteristic type="APPLICATION"/></wap'),
    'APPLICATION must not be given twice',
  ],
  ['another APPID', changed('"w7"', '"w8"'), 'APPID must be w7'],
  ['a lower-case parm', changed('"APPID"', '"appid"'), 'must not have appid'],
  ['INIT', inApplication('<parm name="INIT"/>'), 'must not have INIT'],
  ['APPAUTH', inApplication('<characteristic type="APPAUTH"/>'), 'must not have APPAUTH'],
  ['a parm given twice', inApplication('<parm name="NAME" value="x"/>'), 'NAME must not be given twice'],
  ['no NAME', changed(/<parm name="NAME"[^>]*>/, ''), 'must have a NAME'],
  [
    'a blank in PROVIDER-ID',
    changed('name="PROVIDER-ID" value="ExampleMam"', 'name="PROVIDER-ID" value="Example Mam"'),
    'PROVIDER-ID must be printable',
  ],
  [
    'a slash in PROVIDER-ID',
    changed('name="PROVIDER-ID" value="ExampleMam"', 'name="PROVIDER-ID" value="a/b"'),
    'PROVIDER-ID must be printable',
  ],
  ['wbxml', changed('dm+xml', 'dm+wbxml'), 'DEFAULTENCODING must be'],
  ['a relative ADDR', changed('https://mam.example.org/', '/'), 'ADDR must be an absolute URL'],
  ['an ADDR without TLS', changed('https://mam', 'http://mam'), 'ADDR must be https'],
  [
    'a retry count in words',
    inApplication('<parm name="CONNRETRYFREQ" value="often"/>'),
    'CONNRETRYFREQ must be a number',
  ],
  [
    'DMClient beside Provider',
    changed('<characteristic type="Provider">', '<characteristic type="Other"/><characteristic type="Provider">'),
    'must hold Provider and nothing else',
  ],
  ['another provider', changed('type="ExampleMam"', 'type="Other"'), 'the provider that PROVIDER-ID names'],
  [
    'an unknown leaf',
    inProvider(parm('ManagementServerToUpgradeTo', 'x', 'string')),
    'must not configure ManagementServerToUpgradeTo',
  ],
  ['a leaf of another datatype', inProvider(parm('EntDMID', 'x')), 'EntDMID must have the datatype string'],
  ['an unknown branch', inProvider('<characteristic type="Push"/>'), 'must not configure Push'],
  ['a number without datatype', changed(' datatype="integer"', ''), 'must have the datatype integer'],
  [
    'a number in words',
    withPoll(parm('IntervalForRemainingScheduledRetries', 'daily')),
    'must be of the datatype integer',
  ],
  ['an unknown leaf of Poll', withPoll(parm('PollOnSunday', 'true', 'boolean')), 'Poll must not have PollOnSunday'],
  [
    'all values 0',
    withPoll(parm('IntervalForRemainingScheduledRetries', '0'), parm('NumberOfRemainingScheduledRetries', '0')),
    'must not have all values 0',
  ],
  [
    'all counts 0',
    withPoll(
      parm('NumberOfFirstRetries', '0'),
      parm('NumberOfSecondRetries', '0'),
      parm('NumberOfRemainingScheduledRetries', '0'),
      parm('IntervalForRemainingScheduledRetries', '1440'),
    ),
    'must not have all three counts 0',
  ],
  [
    'a first count of 0',
    withPoll(parm('NumberOfFirstRetries', '0'), parm('IntervalForFirstSetOfRetries', '15')),
    'NumberOfFirstRetries must not be 0',
  ],
  [
    'two infinite schedules',
    withPoll(
      parm('NumberOfSecondRetries', '0'),
      parm('IntervalForSecondSetOfRetries', '60'),
      parm('NumberOfRemainingScheduledRetries', '0'),
      parm('IntervalForRemainingScheduledRetries', '1440'),
    ),
    'must not have two infinite schedules',
  ],
  ['a long run below eight hours', changed('"1440"', '"479"'), 'must not be below 480'],
];

describe('a provisioning document', () => {
  it.each(refusals)('is refused with %s', (_what, document, sentence) => {
    expect(() => read(document)).toThrow(sentence);
  });

  it('may poll three times as recommended', () => {
    const values = [
      ['IntervalForFirstSetOfRetries', '15'],
      ['NumberOfFirstRetries', '5'],
      ['IntervalForSecondSetOfRetries', '60'],
      ['NumberOfSecondRetries', '10'],
      ['IntervalForRemainingScheduledRetries', '1440'],
      ['NumberOfRemainingScheduledRetries', '0'],
    ] as const;
    const { leaves } = read(
      withPoll(...values.map(([name, value]) => parm(name, value)), parm('PollOnLogin', 'true', 'boolean')),
    );
    expect(leaves).toContainEqual(['Poll/NumberOfFirstRetries', '5', 'integer']);
    expect(leaves).toHaveLength(7);
  });

  it.each(['http://127.0.0.1:7071/x', 'http://localhost/x', 'http://[::1]:80/x'])(
    'may lead to loopback without TLS: %s',
    (address) => {
      expect(read(changed('https://mam.example.org/mam/sync/kQ7v2n', address)).address).toBe(address);
    },
  );

  it('may tune retries and name the service', () => {
    const document = inApplication('<parm name="CONNRETRYFREQ" value="5"/><parm name="BACKCOMPATRETRYDISABLED"/>');
    expect(read(document)).toMatchObject({ retries: 5, backOff: { initial: 16_000, max: 86_400_000 } });
  });

  it('may leave the schedule to the client', () => {
    expect(read(changed(/<characteristic type="DMClient">.*(?=<\/wap)/, '')).leaves).toEqual([]);
  });
});
