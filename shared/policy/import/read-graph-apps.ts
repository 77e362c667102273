import { Buffer } from 'node:buffer';
import { ServiceError } from '../../errors';
import type { GraphPolicy } from './graph-policy';
import { type ImportedApps, importAppLocker } from './import-app-locker';
import { type NotCarried, nameShown } from './not-carried';
import { defined, type Json, text } from './read-graph-values';

type GraphApp = NonNullable<GraphPolicy['protectedApps']>[number];
type GraphFile = NonNullable<GraphPolicy['protectedAppLockerFiles']>[number];

/** Graph's members for each list of apps. */
const sources = {
  protected: { apps: 'protectedApps', files: 'protectedAppLockerFiles' },
  exempt: { apps: 'exemptApps', files: 'exemptAppLockerFiles' },
} as const;

/** Kinds of app by the end of Graph's type; without a type it is a program, which all of its members fit. */
const kinds: readonly (readonly [end: string, type: 'store' | 'desktop'])[] = [
  ['StoreApp', 'store'],
  ['DesktopApp', 'desktop'],
];

const kindOf = ({ '@odata.type': name }: GraphApp) =>
  name == null ? 'desktop' : kinds.find(([end]) => name.endsWith(end))?.[1];

const version = (value: string | null | undefined) => (text(value) === '*' ? undefined : text(value));

const entryOf = (type: 'store' | 'desktop', app: GraphApp): Json => ({
  ...defined({
    type,
    name: text(app.displayName) ?? text(app.productName),
    publisher: text(app.publisherName),
    product: text(app.productName) ?? '*',
    binary: type === 'desktop' ? (text(app.binaryName) ?? '*') : undefined,
    minVersion: version(app.binaryVersionLow),
    maxVersion: version(app.binaryVersionHigh),
    action: app.denied === true ? 'deny' : undefined,
  }),
});

function readApp(list: string, app: GraphApp): { readonly entries: Json[]; readonly notCarried: NotCarried[] } {
  const what = nameShown(`${list} ${text(app.displayName) ?? text(app.productName) ?? ''}`.trim());
  const type = kindOf(app);
  if (type === undefined) return { entries: [], notCarried: [{ what, why: 'is an app of a kind that is unknown' }] };
  const isPart = type === 'store' && (text(app.binaryName) ?? '*') !== '*';
  const notCarried = isPart ? [{ what, why: 'its binary: a store app is covered whole' }] : [];
  return { entries: [entryOf(type, app)], notCarried };
}

/** The apps of one AppLocker file; a file that cannot be read is reported, for the rest of the policy is good. */
function readFile({ displayName, file }: GraphFile): ImportedApps {
  try {
    return importAppLocker(Buffer.from(file ?? '', 'base64'));
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const what = nameShown(`AppLocker file ${text(displayName) ?? ''}`.trim());
    return { apps: [], notCarried: [{ what, why: `cannot be read: ${thrown.message}` }] };
  }
}

/** A list of apps from both of its sources: entries and AppLocker files. */
export function readList(list: keyof typeof sources, policy: GraphPolicy) {
  const { apps, files } = sources[list];
  const fromApps = (policy[apps] ?? []).map((app) => readApp(apps, app));
  const fromFiles = (policy[files] ?? []).map(readFile);
  const entries = [...fromApps.flatMap((app) => app.entries), ...fromFiles.flatMap((file) => file.apps)];
  const notCarried = [...fromApps, ...fromFiles].flatMap((source) => source.notCarried);
  return { entries: entries.length === 0 ? undefined : entries, notCarried };
}
