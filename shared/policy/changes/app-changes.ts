import { isDeepStrictEqual } from 'node:util';
import type { PolicyDocument } from '../document';
import type { App } from '../sections/apps';
import { isAbove } from '../values/version-number';
import { type ChangeRule, warn } from './change-rule';

const isDenied = ({ action }: App) => action === 'deny';

const protectedApps = ({ apps }: PolicyDocument) => apps?.protected ?? [];

const nameOf = ({ type, publisher, product, binary }: App) =>
  JSON.stringify([type, publisher, product, binary ?? '*']).toLowerCase();

const windowOf = ({ minVersion, maxVersion }: App) => [minVersion ?? undefined, maxVersion ?? undefined];

/** True when an entry lets in every version that another one did. */
function isAsWide(fresh: App, old: App): boolean {
  const [from, to] = windowOf(fresh);
  const [oldFrom, oldTo] = windowOf(old);
  const fromBelow = from === undefined || (oldFrom !== undefined && !isAbove(from, oldFrom));
  const toAbove = to === undefined || (oldTo !== undefined && !isAbove(oldTo, to));
  return fromBelow && toAbove;
}

/** What was let in and is not any more, in one sentence a rule; an app that is denied from now on is told of once. */
function lost(before: PolicyDocument, after: PolicyDocument): readonly string[] {
  const kept = [...protectedApps(after).filter((app) => !isDenied(app)), ...(after.apps?.exempt ?? [])];
  const denied = protectedApps(after).filter((app) => isDenied(app) && !isDeniedBy(before, app));
  const gone = protectedApps(before).filter((app) => !isDenied(app) && !denied.some((one) => isSame(one, app)));
  return [
    ...denied.map(({ name }) => `${name} is denied from now on and may be refused its own work files`),
    ...gone.flatMap((app) => {
      const entries = kept.filter((one) => isSame(one, app));
      if (entries.length === 0) return [`${app.name} may be refused its own work files`];
      const isCovered = entries.some((one) => isAsWide(one, app));
      return isCovered ? [] : [`some versions of ${app.name} may be refused their own work files`];
    }),
  ];
}

const isSame = (left: App, right: App) => nameOf(left) === nameOf(right);

const isDeniedBy = (document: PolicyDocument, app: App) =>
  protectedApps(document).some(
    (one) => isDenied(one) && isSame(one, app) && isDeepStrictEqual(windowOf(one), windowOf(app)),
  );

/** CHANGE-5: an app, or some versions of it, can no longer work with work data. */
const losesApps: ChangeRule = (before, after) =>
  lost(before, after).map((message) =>
    warn(after, 'apps.protected', {
      rule: 'CHANGE-5',
      message,
      allowed: 'the apps of the revision before',
      suggestion: 'move the app to the exempt list, which is gentler',
    }),
  );

/** See {@link losesApps}. */
export const appChanges: readonly ChangeRule[] = [losesApps];
