import type { PolicyDocument } from '../document';
import { enlightenedApps } from '../enlightened-apps';
import type { App } from '../sections/apps';
import { isAbove } from '../values/version-number';
import { type Remark, type Rule, remarksOn, type Wording } from './remark';

const lists = ['protected', 'exempt'] as const;
type ListName = (typeof lists)[number];

interface Entry {
  readonly list: ListName;
  readonly index: number;
  readonly app: App;
}

const entriesOf = ({ apps }: PolicyDocument): Entry[] =>
  lists.flatMap((list) => (apps?.[list] ?? []).map((app, index) => ({ list, index, app })));

/** A rule over single entries: the member it speaks about and what it says. */
type EntryRule = (entry: Entry) => readonly (readonly [member: string, wording: Wording])[];

const binaryFitsType: EntryRule = ({ app: { type, binary } }) => {
  const isAbsent = binary === undefined || binary === null;
  if (type === 'desktop' && isAbsent) {
    return [
      [
        'binary',
        { rule: 'DOC-2', message: 'is missing', allowed: 'a file name, or * for any', suggestion: 'write `*`' },
      ],
    ];
  }
  if (type === 'store' && !isAbsent)
    return [
      [
        'binary',
        {
          rule: 'DOC-4',
          message: 'a store app has no binary',
          allowed: 'nothing, with type store',
          suggestion: 'remove it',
        },
      ],
    ];
  return [];
};

const storeNamesProduct: EntryRule = ({ app: { type, product } }) =>
  type === 'store' && product === '*'
    ? [
        [
          'product',
          {
            rule: 'DOC-3',
            message: 'a store app is named',
            allowed: 'the package identity name',
            suggestion: 'copy Name from `Get-AppxPackage`, e.g. `Microsoft.Windows.Photos`',
          },
        ],
      ]
    : [];

const denyIsProtectedOnly: EntryRule = ({ list, app: { action } }) =>
  list === 'exempt' && action === 'deny'
    ? [
        [
          'action',
          {
            rule: 'DOC-4',
            message: 'deny belongs to the protected list only',
            allowed: 'allow, in the exempt list',
            suggestion: 'remove the entry',
          },
        ],
      ]
    : [];

const versionsRunForward: EntryRule = ({ app: { minVersion, maxVersion } }) =>
  minVersion != null && maxVersion != null && isAbove(minVersion, maxVersion)
    ? [
        [
          'maxVersion',
          {
            rule: 'APP-4',
            message: 'is below minVersion',
            allowed: `a version from ${minVersion} on`,
            suggestion: `write \`"minVersion": "${maxVersion}", "maxVersion": "${minVersion}"\``,
          },
        ],
      ]
    : [];

/** Rules that refuse single entries. */
const entryErrors: readonly EntryRule[] = [binaryFitsType, storeNamesProduct, denyIsProtectedOnly, versionsRunForward];

const publisherIsNamed: EntryRule = ({ app: { publisher } }) =>
  publisher === '*'
    ? [
        [
          'publisher',
          {
            rule: 'APP-7',
            message: 'every signed file is covered',
            allowed: 'the subject of one signer',
            suggestion: 'name the publisher as `Get-AppLockerFileInformation` shows it',
          },
        ],
      ]
    : [];

const publisherForms = {
  store: {
    message: 'publishers of store apps begin with CN=',
    allowed: 'the subject of the certificate, from CN= on',
    suggestion: 'copy Publisher from `Get-AppxPackage`',
  },
  desktop: {
    message: 'signers of programs are matched without CN',
    allowed: 'the subject of the signer from O= on',
    suggestion: 'leave out what stands before `O=`',
  },
} as const;

const publisherFitsType: EntryRule = ({ app: { type, publisher } }) => {
  const hasCommonName = /^\s*CN=/i.test(publisher);
  if (publisher === '*' || hasCommonName === (type === 'store')) return [];
  return [['publisher', { rule: 'DOC-6', ...publisherForms[type] }]];
};

const isEnlightened: EntryRule = ({ list, app: { type, product, binary, action } }) => {
  const identity = (type === 'store' ? product : (binary ?? '')).toLowerCase();
  if (list === 'exempt' || action === 'deny' || enlightenedApps.has(identity)) return [];
  const message = 'an app that does not tell work from personal data runs as personal under MAM';
  return [
    [
      'name',
      {
        rule: 'APP-8',
        message,
        allowed: 'an app that is known to tell work from personal data',
        suggestion: 'check with its maker that it supports Windows Information Protection',
      },
    ],
  ];
};

/** Rules that warn about single entries. */
const entryWarnings: readonly EntryRule[] = [publisherIsNamed, publisherFitsType, isEnlightened];

const judgeEntries: Rule = (document) => {
  const { refuse, warn } = remarksOn(document);
  const apply = (rules: readonly EntryRule[], make: typeof refuse) => (entry: Entry) =>
    rules.flatMap((rule) =>
      rule(entry).map(([member, wording]) => make(['apps', entry.list, entry.index, member], wording)),
    );
  const entries = entriesOf(document);
  return [...entries.flatMap(apply(entryErrors, refuse)), ...entries.flatMap(apply(entryWarnings, warn))];
};

const identityOf = ({ type, publisher, product, binary }: App) =>
  JSON.stringify([type, publisher, product, binary ?? '*']).toLowerCase();

const wholeOf = (app: App) =>
  JSON.stringify([identityOf(app), app.name, app.minVersion ?? '*', app.maxVersion ?? '*', app.action ?? 'allow']);

/** APP-2: equal entries would become rules of the same Id. */
const entriesDiffer: Rule = (document) => {
  const seen = new Set<string>();
  return entriesOf(document).flatMap(({ list, index, app }): Remark[] => {
    const key = `${list} ${wholeOf(app)}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = 'the same entry stands in the list before';
    const wording = { rule: 'APP-2', message, allowed: 'each entry once in a list', suggestion: 'remove it' };
    return [remarksOn(document).refuse(['apps', list, index], wording)];
  });
};

/** An app is either fenced or exempt. */
const listsDiffer: Rule = (document) => {
  const fenced = new Set((document.apps?.protected ?? []).filter(({ action }) => action !== 'deny').map(identityOf));
  return (document.apps?.exempt ?? []).flatMap((app, index) => {
    if (!fenced.has(identityOf(app))) return [];
    const message = 'the app is protected as well';
    const suggestion = 'keep it in one of the two lists';
    const allowed = 'an app that the protected list does not allow';
    return [remarksOn(document).refuse(['apps', 'exempt', index], { rule: 'DOC-4', message, allowed, suggestion })];
  });
};

/** Rules APP-2, APP-4, APP-7, APP-8 and what entries demand of each other. */
export const appRules: readonly Rule[] = [judgeEntries, entriesDiffer, listsDiffer];
