import { APP_LISTS } from '../../shared/csp/locuri';
import { compilePolicy } from '../../shared/policy/compile-policy';
import { policyDocument } from '../../shared/policy/document';
import { removalOf } from '../../shared/policy/remove-setting';
import type { CompiledPolicy, Setting } from '../../shared/policy/setting';
import type { Store } from '../../shared/storage/store';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import { compileInputs } from '../../shared/sync/compile-inputs';
import type { DeviceState } from '../../shared/sync/device-state';
import { withHandoff } from '../../shared/sync/handoff-overlay';
import type { ManagementTree } from '../../simulator/index';
import { catalogue } from '../../simulator/tree/catalogue';
import { parentOf } from '../../simulator/tree/node-facts';

/** A device as its policy wants it, and what is known about it. */
export interface Wanted {
  readonly policy: CompiledPolicy;
  readonly pointer: { readonly name: string; readonly revision: number };
  readonly live: LiveDevice;
}

/** What the tenant's policy wants of a live device. @throws TypeError when nothing is assigned or enrolled */
export async function wantedOf(store: Store, live: LiveDevice): Promise<Wanted> {
  const enrollment = live.enrollment?.value;
  const tenant = enrollment === undefined ? undefined : (await store.tenants.load(enrollment.tenantId))?.value;
  const name = tenant?.settings.defaultPolicy;
  const revision = name === undefined ? undefined : tenant?.policies.get(name);
  if (enrollment === undefined || name === undefined || revision === undefined)
    throw new TypeError('nothing is wanted');
  const saved = await store.tenants.loadPolicy(enrollment.tenantId, name, revision);
  const bare = compilePolicy(policyDocument.parse(saved?.document), compileInputs(enrollment));
  const policy = withHandoff(bare, enrollment, live.state?.value.handoff);
  return { policy, pointer: { name, revision }, live };
}

/** Keys of settings that cannot be in force: refused for good by the PC, or resting on such a one. */
export function refusedKeys({ settings }: CompiledPolicy, isRefused: (uri: string) => boolean): ReadonlySet<string> {
  const refused = new Set(
    settings.filter(({ nodes }) => nodes.some(({ uri }) => isRefused(uri))).map(({ key }) => key),
  );
  for (let before = -1; before < refused.size; ) {
    before = refused.size;
    for (const { key, restsOn } of settings) if (restsOn.some((other) => refused.has(other))) refused.add(key);
  }
  return refused;
}

/**
 * Everything in which the tree of a PC differs from what is wanted, in words; none when all is well. `account` are the
 * nodes that the enrollment itself wrote.
 */
export function differences(
  { tree, account }: { readonly tree: ManagementTree; readonly account: ReadonlySet<string> },
  { policy, live }: Wanted,
  exempt: ReadonlySet<string>,
): readonly string[] {
  const settings = policy.settings.filter(({ key }) => !exempt.has(key));
  const missing = settings.flatMap((setting) => missingOf(tree, setting));
  const state = live.state?.value;
  const left = (state?.settings ?? []).filter(({ leftInPlace }) => leftInPlace === true).map(({ key }) => key);
  const known = new Set(policy.settings.flatMap(({ nodes }) => nodes.flatMap(({ uri }) => [...withParents(uri)])));
  for (const key of left) for (const uri of withParents(key)) known.add(uri);
  const surplus = tree
    .snapshot()
    .map(([uri]) => uri)
    .filter((uri) => !known.has(uri) && !account.has(uri) && !isByProduct(uri, policy, known))
    .filter((uri) => !isAppInUse(uri, policy, exempt))
    .map((uri) => `${uri} is there, but nobody wants it`);
  return [...missing, ...surplus, ...removalsOf(tree, policy)];
}

/** Everything in which the stored state differs from what is wanted. */
export function stateDifferences({ policy, pointer, live }: Wanted, exempt: ReadonlySet<string>): readonly string[] {
  const state = live.state?.value;
  if (state === undefined) return ['there is no state'];
  const known = new Map(state.settings.map((setting) => [setting.key, setting]));
  const wrong = policy.settings
    .filter(({ key, hash }) => !exempt.has(key) && known.get(key)?.acknowledged !== hash)
    .map(({ key }) => `the state does not say that ${key} is in force: ${JSON.stringify(known.get(key))}`);
  const isOther = state.policy?.name !== pointer.name || state.policy.revision !== pointer.revision;
  return isOther
    ? [...wrong, `the state names ${JSON.stringify(state.policy)}, not ${JSON.stringify(pointer)}`]
    : wrong;
}

/** The settings of a state in short, for a story. */
export function stateInShort(state: DeviceState | undefined): string {
  const settings = (state?.settings ?? []).map(
    ({ key, acknowledged, tried, code, retryAt, nextVerb }) =>
      `${key} ack=${acknowledged.slice(0, 6)} tried=${tried.slice(0, 6)} code=${code} retry=${retryAt ?? ''} next=${nextVerb ?? ''}`,
  );
  return [`planKey=${state?.planKey ?? ''} due=${state?.dueAt ?? ''}`, ...settings].join('\n      ');
}

function missingOf(tree: ManagementTree, { nodes }: Setting): readonly string[] {
  return nodes.flatMap(({ uri, format, data }) => {
    if (format === 'null') return [];
    if (format === 'node') return tree.exists(uri) ? [] : [`${uri} is missing`];
    const present = tree.valueOf(uri);
    return present === data ? [] : [`${uri} is ${present}, not ${data}`];
  });
}

function removalsOf(tree: ManagementTree, { removals }: CompiledPolicy): readonly string[] {
  const written = new Set(tree.snapshot().map(([uri]) => uri));
  return removals.flatMap(({ key }) => {
    const removal = removalOf(key);
    const uris = removal.kind === 'delete' ? removal.uris : [];
    return uris.filter((uri) => written.has(canonical(uri))).map((uri) => `${uri} is not removed`);
  });
}

function* withParents(uri: string): Generator<string> {
  for (let at: string | undefined = canonical(uri); at !== undefined; at = parentOf(at)) yield at;
}

function canonical(uri: string): string {
  return catalogue.find(uri)?.uri ?? uri;
}

function isByProduct(uri: string, policy: CompiledPolicy, known: ReadonlySet<string>): boolean {
  return isReset(uri, policy) || isScepStatus(uri, known) || /^\.\/Vendor\/MSFT\/Policy\/Config\/\w+$/.test(uri);
}

// An app stays allowed while the PC refuses those that are allowed instead.
function isAppInUse(uri: string, { settings }: CompiledPolicy, exempt: ReadonlySet<string>): boolean {
  return uri.startsWith(APP_LISTS) && settings.some(({ key }) => key.startsWith(APP_LISTS) && exempt.has(key));
}

// What a certificate request came to, beside the request itself.
function isScepStatus(uri: string, known: ReadonlySet<string>): boolean {
  return uri.endsWith('/Status') && known.has(uri.replace(/\/Status$/, '/Install/Enroll'));
}

// Windows writes these by itself when DevicePasswordEnabled is written.
function isReset(uri: string, { settings }: CompiledPolicy): boolean {
  return (
    /\/DeviceLock\/(MinDevicePasswordLength|MinDevicePasswordComplexCharacters)$/.test(uri) &&
    settings.some(({ key }) => key === 'DeviceLock')
  );
}
