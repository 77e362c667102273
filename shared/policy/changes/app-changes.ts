import type { PolicyDocument } from '../document';
import type { App } from '../sections/apps';
import { isAbove } from '../values/version-number';
import { type ChangeRule, warn } from './change-rule';

/** An entry, with what it is compared by in lower case, once for all comparisons. */
interface Entry {
  readonly app: App;
  readonly signer: string;
  readonly product: string;
  readonly binary: string;
}

const entryOf = (app: App): Entry => ({
  app,
  signer: `${app.type} ${app.publisher.toLowerCase()}`,
  product: app.product.toLowerCase(),
  binary: (app.binary ?? '*').toLowerCase(),
});

const isDenied = ({ action }: App) => action === 'deny';

const entriesOf = (apps: readonly App[] | null | undefined) => (apps ?? []).map(entryOf);

const allowed = ({ apps }: PolicyDocument) => entriesOf(apps?.protected?.filter((app) => !isDenied(app)));

const denied = ({ apps }: PolicyDocument) => entriesOf(apps?.protected?.filter(isDenied));

/** True when an entry speaks of every program that another one speaks of. */
const isOf = (wide: Entry, narrow: Entry) =>
  wide.signer === narrow.signer &&
  (wide.product === '*' || wide.product === narrow.product) &&
  (wide.binary === '*' || wide.binary === narrow.binary);

/** True when an entry takes in every version that another one does. */
function isAsWide({ app: fresh }: Entry, { app: old }: Entry): boolean {
  const fromBelow = fresh.minVersion == null || (old.minVersion != null && !isAbove(fresh.minVersion, old.minVersion));
  const toAbove = fresh.maxVersion == null || (old.maxVersion != null && !isAbove(old.maxVersion, fresh.maxVersion));
  return fromBelow && toAbove;
}

const covers = (wide: Entry, narrow: Entry) => isOf(wide, narrow) && isAsWide(wide, narrow);

/** Denials that the revision before did not have, of what it let in. */
function newDenials(before: PolicyDocument, after: PolicyDocument): readonly Entry[] {
  const [letIn, old] = [allowed(before), denied(before)];
  return denied(after).filter(
    (entry) =>
      letIn.some((one) => isOf(one, entry) || isOf(entry, one)) && !old.some((denial) => covers(denial, entry)),
  );
}

/** What was let in and is not any more, in a sentence each; an app that is denied from now on is told of once. */
function lost(before: PolicyDocument, after: PolicyDocument): readonly string[] {
  const denials = newDenials(before, after);
  const kept = [...allowed(after), ...entriesOf(after.apps?.exempt)];
  const gone = allowed(before).filter(
    (entry) => !kept.some((one) => covers(one, entry)) && !denials.some((denial) => isOf(denial, entry)),
  );
  return [
    ...denials.map(({ app }) => `${app.name} is denied from now on and may be refused its own work files`),
    ...gone.map((entry) =>
      kept.some((one) => isOf(one, entry))
        ? `some versions of ${entry.app.name} may be refused their own work files`
        : `${entry.app.name} may be refused its own work files`,
    ),
  ];
}

/** CHANGE-5: an app, or some versions of it, can no longer work with work data. */
export const appChanges: ChangeRule = (before, after) =>
  lost(before, after).map((message) =>
    warn(after, 'apps.protected', {
      rule: 'CHANGE-5',
      message,
      allowed: 'the apps of the revision before',
      suggestion: 'move the app to the exempt list, which is gentler',
    }),
  );
