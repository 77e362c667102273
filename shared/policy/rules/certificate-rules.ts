import type { PolicyDocument } from '../document';
import type { Pfx, Scep } from '../sections/certificates';
import { companions, type EntryRule, forEntries, uniqueNames } from './entry-rule';
import type { Rule } from './remark';

const ofHello = {
  with: 'keyProtection windowsHello',
  applies: (entry: Scep) => entry.keyProtection === 'windowsHello',
};

const scepCompanions = companions<Scep>([
  { rule: 'CERT-2', member: 'containerName', ...ofHello, isNeeded: true },
  { rule: 'CERT-2', member: 'promptText', ...ofHello, isNeeded: false },
]);

const keyUsageIsUsable: EntryRule<Scep> = ({ keyUsage }) =>
  keyUsage.includes('digitalSignature') || keyUsage.includes('keyEncipherment')
    ? []
    : [
        [
          'keyUsage',
          {
            rule: 'CERT-2',
            message: 'needs digitalSignature or keyEncipherment',
            allowed: 'usages of which one is digitalSignature or keyEncipherment',
            suggestion: 'add `digitalSignature`',
          },
        ],
      ];

const helloTakesOneKind: EntryRule<Scep> = (entry) => {
  if (!ofHello.applies(entry)) return [];
  const { keyLength, hashAlgorithms } = entry;
  const message = 'Windows Hello takes no other';
  return [
    ...(keyLength === 2048
      ? []
      : [['keyLength', { rule: 'CERT-2', message, allowed: '2048', suggestion: 'write `2048`' }] as const]),
    ...(hashAlgorithms.every((name) => name === 'SHA256')
      ? []
      : [
          ['hashAlgorithms', { rule: 'CERT-2', message, allowed: 'SHA256', suggestion: 'write `["SHA256"]`' }] as const,
        ]),
  ];
};

const pfxCompanions = companions<Pfx>([
  {
    rule: 'CERT-1',
    member: 'containerName',
    with: 'keyLocation windowsHello',
    applies: ({ keyLocation }) => keyLocation === 'windowsHello',
    isNeeded: true,
  },
  {
    rule: 'CERT-1',
    member: 'passwordEncryptionStore',
    with: 'passwordEncryption deviceCertificate',
    applies: ({ passwordEncryption }) => passwordEncryption === 'deviceCertificate',
    isNeeded: true,
  },
]);

const onlySoftwareIsExportable: EntryRule<Pfx> = ({ exportable, keyLocation }) =>
  exportable === true && keyLocation !== 'software'
    ? [
        [
          'exportable',
          {
            rule: 'CERT-1',
            message: 'is possible with keyLocation software only',
            allowed: 'false, unless keyLocation is software',
            suggestion: 'write `false`',
          },
        ],
      ]
    : [];

const idsOf = ({ certificates }: PolicyDocument) =>
  (['scep', 'pfx'] as const).flatMap((list) =>
    (certificates?.[list] ?? []).map(({ id }, index) => [['certificates', list, index, 'id'], id] as const),
  );

/** Rules CERT-1 and CERT-2, as far as a document can break them. */
export const certificateRules: readonly Rule[] = [
  forEntries(['certificates', 'scep'], ({ certificates }) => certificates?.scep, [
    scepCompanions,
    keyUsageIsUsable,
    helloTakesOneKind,
  ]),
  forEntries(['certificates', 'pfx'], ({ certificates }) => certificates?.pfx, [
    pfxCompanions,
    onlySoftwareIsExportable,
  ]),
  uniqueNames('GEN-4', idsOf),
];
