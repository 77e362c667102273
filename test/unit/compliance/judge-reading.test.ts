import { describe, expect, it } from 'vitest';
import { FACT_NODES } from '../../../shared/compliance/fact';
import { judgeReading } from '../../../shared/compliance/judge-reading';
import { catalogueFile } from '../../support/catalogue-file';

const DEVICE_STATUS = './Vendor/MSFT/DeviceStatus';
const standing = (leaf: string, data: string) => judgeReading(`${DEVICE_STATUS}/${leaf}`, { data }).standing;

/** Policy guide, section 10, line by line: leaf, and each value with how it counts. */
const POLARITY: readonly (readonly [leaf: string, values: Readonly<Record<string, string>>])[] = [
  ['SecureBootState', { '1': 'good', '2': 'bad', '0': 'bad' }],
  ['Compliance/EncryptionCompliance', { '1': 'good', true: 'good', TRUE: 'good', '0': 'bad', false: 'bad' }],
  [
    'TPM/SpecificationVersion',
    { '2.0': 'good', '1.2': 'good', '2.0, 0, 1.38': 'good', '0': 'bad', '0.0': 'bad', 'Not available': 'bad' },
  ],
  ['Antivirus/Status', { '0': 'good', '1': 'bad', '2': 'bad', '3': 'snoozed', '4': 'notApplicable' }],
  ['Firewall/Status', { '0': 'good', '1': 'bad', '2': 'bad', '3': 'snoozed', '4': 'notApplicable' }],
  ['Antispyware/Status', { '0': 'good', '1': 'bad', '2': 'bad', '3': 'snoozed', '4': 'unknown' }],
  ['Antivirus/SignatureStatus', { '1': 'good', '0': 'bad', '2': 'notApplicable' }],
  ['Antispyware/SignatureStatus', { '1': 'good', '0': 'bad', '2': 'notApplicable' }],
  ['DeviceGuard/VirtualizationBasedSecurityHwReq', { '0': 'good', '1': 'bad', '2': 'bad', '4': 'bad', '15': 'bad' }],
  [
    'DeviceGuard/VirtualizationBasedSecurityStatus',
    { '0': 'good', '1': 'snoozed', '2': 'bad', '3': 'bad', '4': 'bad', '5': 'bad', '42': 'bad' },
  ],
  ['DeviceGuard/LsaCfgCredGuardStatus', { '0': 'good', '1': 'snoozed', '2': 'bad', '3': 'bad', '4': 'bad' }],
  ['DeviceGuard/HypervisorEnforcedCodeIntegrityStatus', { '0': 'good', '1': 'snoozed', '2': 'bad', '3': 'bad' }],
  ['DeviceGuard/SystemGuardStatus', { '0': 'good', '1': 'snoozed', '2': 'bad', '3': 'bad' }],
  ['DMA/BootDMAProtectionStatus', { '1': 'good', '2': 'bad' }],
  // No documented vocabulary, or no more than a fact: nothing is judged by these.
  ['UAC/Status', { '0': 'unknown', '1': 'unknown' }],
  ['Battery/Status', { '0': 'unknown', '1': 'unknown' }],
  ['OS/Edition', { '48': 'unknown', Professional: 'unknown' }],
  ['OS/Mode', { '0': 'unknown', '1': 'unknown', 'Not available': 'unknown' }],
];

const ROWS = POLARITY.flatMap(([leaf, values]) =>
  Object.entries(values).map(([value, counts]) => [leaf, value, counts] as const),
);

describe('the polarity of a reading', () => {
  it.each(ROWS)('%s = %s is %s', (leaf, value, counts) => {
    expect(standing(leaf, value)).toBe(counts);
    expect(standing(leaf, `  ${value}\r\n`)).toBe(counts);
  });

  it('is told above for every node that the catalogue judges, and for each of its documented values', () => {
    const judged = catalogueFile.nodes.filter(({ uri, compliance }) => compliance && uri.startsWith(DEVICE_STATUS));
    const table = new Map(POLARITY);
    for (const { uri, allowed = {} } of judged) {
      const values = Object.keys(table.get(uri.slice(DEVICE_STATUS.length + 1)) ?? {});
      expect(values, uri).toEqual(expect.arrayContaining(Object.keys(allowed)));
      expect(values.length, uri).toBeGreaterThan(0);
    }
  });

  it.each([
    ['11', 'good'],
    ['1', 'good'],
    ['27', 'good'],
    ['0', 'bad'],
    ['10', 'bad'],
    ['on', 'unknown'],
  ])('of the protection tests bit 0: %s is %s', (data, counts) => {
    expect(judgeReading(FACT_NODES.protection, { data }).standing).toBe(counts);
  });
});

describe('a reading that says nothing', () => {
  it.each([404, 405, 406, 401, 403, 425, 500, 503])('is unknown, never good, as status %i', (code) => {
    for (const uri of Object.values(FACT_NODES)) {
      expect(judgeReading(uri, { code })).toEqual({ standing: 'unknown', said: `status ${code}` });
    }
  });

  it.each(['', ' ', 'yes', '-1', '1.0', '99', '1e0', '0x1', '١', '1'.repeat(400_000)])(
    'is unknown where the value is %.12j',
    (data) => {
      for (const leaf of [
        'SecureBootState',
        'Compliance/EncryptionCompliance',
        'Antivirus/Status',
        'Firewall/Status',
      ]) {
        expect(standing(leaf, data)).toBe('unknown');
      }
    },
  );

  it('is unknown for a version that is none, and for a node that nobody knows', () => {
    for (const data of ['', 'two', ' - ', 'v2.0']) expect(standing('TPM/SpecificationVersion', data)).toBe('unknown');
    expect(judgeReading('./Vendor/MSFT/DeviceStatus/Nothing', { data: '1' }).standing).toBe('unknown');
  });
});

describe('what is kept of a reading', () => {
  it('is the value that was judged, and of a TPM its version without what its maker adds', () => {
    const said = (leaf: string, data: string) => judgeReading(`${DEVICE_STATUS}/${leaf}`, { data }).said;
    expect(said('TPM/SpecificationVersion', '2.0, 0, 1.38')).toBe('2.0');
    expect(said('TPM/SpecificationVersion', 'not available')).toBe('Not available');
    expect(said('Firewall/Status', ' 2 ')).toBe('2');
    expect(said('Compliance/EncryptionCompliance', 'TRUE')).toBe('true');
  });

  it('is nothing of a value that is not documented', () => {
    const { said } = judgeReading(`${DEVICE_STATUS}/Firewall/Status`, { data: 'a name and an address' });
    expect(said).toBe('a value that is not documented');
  });
});
