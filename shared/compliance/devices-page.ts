import type { TenantStatus } from '../tenant/tenant';
import { closedPage, type LeadingForm } from '../terms/closed-page';
import { filled } from '../terms/filled';
import { escapeHtml, type HtmlPage } from '../terms/html';
import { type OwnDevice, type Standing, standingOf } from './own-device';
import type { StandingState } from './page-words';
import { timeMarkup } from './time-markup';
import { type ComplianceWords, type UserAdvice, userAdvice } from './user-words';

/** What the answer to a user is made of. */
export interface DevicesPage {
  readonly words: ComplianceWords;
  /** Who signed in, for display only. */
  readonly account: string | undefined;
  readonly tenant: { readonly displayName: string; readonly status: TenantStatus };
  readonly devices: readonly OwnDevice[];
  readonly now: Date;
  /** Leads back to the begin. */
  readonly form: LeadingForm;
}

interface Shown {
  readonly device: OwnDevice;
  readonly standing: Standing;
}

// What needs its user comes first.
const URGENCY: Readonly<Record<StandingState, number>> = {
  notCompliant: 0,
  inGrace: 1,
  unknown: 2,
  compliant: 3,
  nothingDemanded: 4,
};

/** The user's PCs: each with how it stands, why, and what to do, since and until when, and when it was last here. */
export function devicesPage({ words, account, tenant, devices, now, form }: DevicesPage): HtmlPage {
  const { language, page } = words;
  const shown = devices.map((device) => ({ device, standing: standingOf(device, now) })).sort(byUrgency);
  const sections = shown.map((one, position) => deviceMarkup(words, one, `pc-${position + 1}`));
  const content = [
    `<p class="version">${identity(words, account, tenant.displayName)}</p>`,
    ...(tenant.status === 'active' ? [] : [`<div class="terms"><p>${escapeHtml(page[tenant.status])}</p></div>`]),
    ...(sections.length === 0 ? [`<div class="terms">\n${adviceMarkup(page.none)}\n</div>`] : sections),
  ];
  return closedPage({ language, title: page.devices, content: content.join('\n'), form });
}

function byUrgency(one: Shown, other: Shown): number {
  return (
    URGENCY[one.standing.state] - URGENCY[other.standing.state] ||
    (one.device.name ?? '').localeCompare(other.device.name ?? '', 'en')
  );
}

function identity({ page }: ComplianceWords, account: string | undefined, organization: string): string {
  const sentence = account === undefined ? '{organization}' : page.signedIn;
  return escapeHtml(filled(sentence, { account: account ?? '', organization }));
}

function deviceMarkup(words: ComplianceWords, { device, standing }: Shown, id: string): string {
  const { page, language } = words;
  const until = standing.until === undefined ? '' : timeMarkup(language, standing.until);
  const advice = userAdvice(words, standing.codes).map((one) => `<li>${adviceMarkup(one)}</li>`);
  return `<section class="terms" aria-labelledby="${id}">
<h2 id="${id}"><span dir="auto">${escapeHtml(device.name ?? page.unnamed)}</span></h2>
<p class="state">${filled(escapeHtml(page.states[standing.state]), { until })}</p>
${advice.length === 0 ? '' : `<ul>\n${advice.join('\n')}\n</ul>\n<p class="hint">${escapeHtml(page.report)}</p>`}
${factsMarkup(words, { device, standing })}
</section>`;
}

function adviceMarkup({ problem, advice }: UserAdvice): string {
  return `<p>${escapeHtml(problem)}</p>\n<p>${escapeHtml(advice)}</p>`;
}

function factsMarkup({ page, language }: ComplianceWords, { device, standing }: Shown): string {
  const { facts } = page;
  const { lastSyncAt, enrolledAt, record } = device;
  const isJudged = lastSyncAt !== undefined && record !== undefined;
  const lastReport = lastSyncAt === undefined ? escapeHtml(facts.never) : timeMarkup(language, lastSyncAt);
  const [label, time] = isJudged ? [facts.since, standing.since] : [facts.added, enrolledAt];
  return `<dl class="facts">
<dt>${escapeHtml(label)}</dt><dd>${timeMarkup(language, time)}</dd>
<dt>${escapeHtml(facts.lastReport)}</dt><dd>${lastReport}</dd>
</dl>`;
}
