import { z } from 'zod';
import type { PolicyDocument } from './document';
import { foundText } from './member-path';
import type { Refusal, Warning } from './refusal';
import { canonicalName } from './values/domain';

/** What an earlier revision said about the protection. */
export interface EarlierWip {
  /** Its number; absent for the revision before this one. */
  readonly revision: number | undefined;
  readonly isActive: boolean;
  readonly primaryDomain: string | undefined;
}

/** What the earlier revisions of a policy have to say about the next one. */
export interface HistoryCheck {
  readonly errors: readonly Refusal[];
  readonly warnings: readonly Warning[];
}

// Of an old document no more is read than this: it was accepted by the rules of its own time.
const wipSection = z.object({ wip: z.object({ mode: z.string(), primaryDomain: z.string().nullish() }) });

/** What a stored document says about the protection; `undefined` when it has no such section. */
export function earlierWip(revision: number | undefined, document: unknown): EarlierWip | undefined {
  const parsed = wipSection.safeParse(document);
  if (!parsed.success) return undefined;
  const { mode, primaryDomain } = parsed.data.wip;
  return { revision, isActive: mode !== 'off', primaryDomain: primaryDomain ?? undefined };
}

const nameOf = ({ revision }: EarlierWip) => (revision === undefined ? 'the revision before' : `revision ${revision}`);

function otherDomain(document: PolicyDocument, { isActive, primaryDomain: old }: EarlierWip): string | undefined {
  const next = document.wip?.primaryDomain;
  if (!isActive || old === undefined || next == null || canonicalName(next) === canonicalName(old)) return undefined;
  return canonicalName(old);
}

function sectionFindings(document: PolicyDocument, [newest]: readonly EarlierWip[]): Refusal[] {
  if (newest === undefined || document.wip != null) return [];
  const message = `${nameOf(newest)} has this section, and it is not left away`;
  const suggestion = 'write `"wip": { "mode": "off" }`, which decrypts the work files';
  const found = foundText(document, ['wip']);
  return [{ path: 'wip', rule: 'WIP-11', message, found, allowed: 'an object with a mode', suggestion }];
}

function domainFindings(document: PolicyDocument, earlier: readonly EarlierWip[]): HistoryCheck {
  const active = earlier.find(({ isActive }) => isActive);
  const allowed = active === undefined ? undefined : otherDomain(document, active);
  if (active === undefined || allowed === undefined) return { errors: [], warnings: [] };
  const found = foundText(document, ['wip', 'primaryDomain']);
  const finding = { path: 'wip.primaryDomain', rule: 'WIP-4', found, allowed };
  if (active === earlier[0]) {
    const message = `${nameOf(active)} has deployed another primary domain: its work files would become unreadable`;
    const suggestion = 'save mode off first, wait until every PC has cleaned up, then deploy the new domain';
    return { errors: [{ ...finding, message, suggestion }], warnings: [] };
  }
  const message = `a PC that has not yet taken mode off keeps the domain of ${nameOf(active)}; there the new one is held back`;
  const suggestion = 'wait until every PC has taken mode off, and save this then';
  return { errors: [], warnings: [{ ...finding, message, suggestion }] };
}

/**
 * Rules WIP-4 and WIP-11 against every earlier revision, not the latest one alone: revisions are saved faster than PCs
 * come by.
 * @param earlier What revisions with a `wip` section said, newest first; may end with the first active one.
 */
export function checkHistory(document: PolicyDocument, earlier: readonly EarlierWip[]): HistoryCheck {
  const { errors, warnings } = domainFindings(document, earlier);
  return { errors: [...sectionFindings(document, earlier), ...errors], warnings };
}
