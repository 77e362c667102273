import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DevicesPage, devicesPage } from '../../../shared/compliance/devices-page';
import type { OwnDevice } from '../../../shared/compliance/own-device';
import type { StandingState } from '../../../shared/compliance/page-words';
import { complianceLanguages, complianceWords } from '../../../shared/compliance/user-words';
import type { ComplianceRecord, ComplianceState, Finding } from '../../../shared/compliance/verdict';
import { directionOf } from '../../../shared/terms/direction-of';
import { escapeHtml } from '../../../shared/terms/html';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const ENROLLED = '2026-11-01T08:00:00.000Z';
const SEEN = '2026-11-24T06:05:00.000Z';
const SINCE = '2026-11-20T12:00:00.000Z';
const SERVICE = 'https://mam.example';
const ENTRA = 'https://login.example';
const HOSTILE = `"><script>alert(1)</script><img src=x onerror='x'>&{until}`;

const finding = (code: Finding['code'], kind: Finding['kind']): Finding => ({ code, kind, since: SINCE });

const judged = (state: ComplianceState, findings: readonly Finding[], graceHours: number): ComplianceRecord => ({
  findings,
  graceHours,
  unknownIs: 'notCompliant',
  history: [{ state, at: SINCE, codes: findings.map(({ code }) => code) }],
});

const RECORDS: Readonly<Record<Exclude<StandingState, 'nothingDemanded'>, ComplianceRecord>> = {
  compliant: judged('compliant', [], 0),
  inGrace: judged('inGrace', [finding('firewall.off', 'bad')], 240),
  unknown: judged('unknown', [finding('facts.pending', 'pending')], 0),
  notCompliant: judged('notCompliant', [finding('encryption.off', 'bad'), finding('tpm.unknown', 'unknown')], 0),
};

const STATES: readonly StandingState[] = ['compliant', 'inGrace', 'unknown', 'notCompliant', 'nothingDemanded'];

const pc = (state: StandingState, name = 'KIM-PC'): OwnDevice => ({
  name,
  enrolledAt: ENROLLED,
  lastSyncAt: SEEN,
  ...(state === 'nothingDemanded' ? {} : { record: RECORDS[state] }),
});

const page = (devices: readonly OwnDevice[], changes: Partial<DevicesPage> = {}) =>
  devicesPage({
    words: complianceWords(['en']),
    account: 'kim@contoso.com',
    tenant: { displayName: 'Contoso', status: 'active' },
    devices,
    now: NOW,
    form: {
      method: 'get',
      action: `${SERVICE}/mam/compliance`,
      label: 'Look again',
      hidden: [['step', 'sign-in']],
      leadsTo: [SERVICE, ENTRA],
    },
    ...changes,
  });

const textOf = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, '')
    .replace(/[\u2068\u2069]/g, '');

const CASES = complianceLanguages.flatMap((words) => STATES.map((state) => [words.language, state, words] as const));

describe('the page with the user’s PCs', () => {
  it.each(CASES)('tells in %s that a PC is %s', (language, state, words) => {
    const { html } = page([pc(state)], { words });
    const [before = '', after = ''] = escapeHtml(words.page.states[state]).split('{until}');
    expect(html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
    expect(html).toContain(`<h1>${escapeHtml(words.page.devices)}</h1>`);
    expect(html).toContain(`<p class="state">${before}`);
    expect(html).toContain(`${after}</p>`);
    expect(textOf(html)).not.toMatch(/\{\w+\}|undefined/);
  });

  it.each(CASES)('tells in %s what is to be done where a PC is %s, and nothing else', (_, state, words) => {
    const { reasons } = words;
    const wrong = {
      compliant: [],
      inGrace: [reasons.firewall],
      unknown: [reasons.pending],
      notCompliant: [reasons.encryption, reasons.unknown],
      nothingDemanded: [],
    }[state];
    const { html } = page([pc(state)], { words });
    const told = Object.values(reasons).filter(({ problem }) => html.includes(escapeHtml(problem)));
    expect(told).toEqual(wrong);
    for (const { advice } of wrong) expect(html).toContain(escapeHtml(advice));
    expect(html.includes(escapeHtml(words.page.report))).toBe(wrong.length > 0);
  });

  it.each(complianceLanguages.map((words) => [words.language, words] as const))(
    'says in %s each time as a time, in UTC',
    (_, words) => {
      const { html } = page([pc('inGrace')], { words });
      const times = [...html.matchAll(/<time datetime="([^"]+)">([^<]+)<\/time>/g)];
      expect(times.map(([, time]) => time)).toEqual(['2026-11-30T12:00:00.000Z', SINCE, SEEN]);
      for (const [, , text] of times) expect(text).toMatch(/UTC/);
    },
  );

  it('tells of a PC that was never here since when it has the work account', () => {
    const { html } = page([{ name: 'NEW-PC', enrolledAt: ENROLLED }]);
    expect(html).toContain('Not known yet');
    expect(html).toMatch(/Work account added<\/dt><dd><time datetime="2026-11-01T08:00:00.000Z">/);
    expect(html).toContain('<dt>Last report</dt><dd>none yet</dd>');
  });

  it('shows every PC under a heading of its own, what needs its user first', () => {
    const { html } = page([
      pc('compliant', 'B'),
      pc('nothingDemanded', 'N'),
      pc('notCompliant', 'Z'),
      pc('compliant', 'A'),
    ]);
    const names = [...html.matchAll(/<h2 id="(pc-\d)"><span dir="auto">(\w)<\/span><\/h2>/g)];
    expect(names.map(([, id, name]) => `${id} ${name}`)).toEqual(['pc-1 Z', 'pc-2 A', 'pc-3 B', 'pc-4 N']);
    for (const [, id] of names) expect(html).toContain(`<section class="terms" aria-labelledby="${id}">`);
  });

  it('gives a PC without a name one in the language of the page', () => {
    expect(page([{ enrolledAt: ENROLLED }], { words: complianceWords(['de']) }).html).toContain('PC ohne Namen');
  });

  it.each<[string, Partial<DevicesPage>]>([
    ['computer name', { devices: [pc('inGrace', HOSTILE)] }],
    ['account', { account: HOSTILE }],
    ['organization', { tenant: { displayName: HOSTILE, status: 'active' } }],
  ])('shows a hostile %s as text', (_, changes) => {
    const { html } = page([], changes);
    expect(html).toContain(escapeHtml(HOSTILE));
    expect(html).not.toMatch(/<script|<img/);
  });

  it('tells a user without PCs how to add one', () => {
    const { html } = page([]);
    expect(html).toContain('No PC is set up with this account.');
    expect(html).toContain('Access work or school, Connect');
  });

  it.each([
    ['suspended', 'This service is suspended for your organization.'],
    ['offboarding', 'Your organization is leaving this service.'],
  ] as const)('says where a tenant is %s that what it shows may be old', (status, sentence) => {
    const { html } = page([pc('compliant')], { tenant: { displayName: 'Contoso', status } });
    expect(html).toContain(sentence);
    expect(html).toContain('KIM-PC');
  });

  it('says who signed in, for whom, and that without an account’s name too', () => {
    expect(textOf(page([]).html)).toContain('Signed in as kim@contoso.com · Contoso');
    expect(textOf(page([], { account: undefined }).html)).toMatch(/^Contoso$/m);
  });

  it('has one form, which leads back to the sign-in', () => {
    const { html } = page([pc('compliant')]);
    expect(html.match(/<form /g)).toHaveLength(1);
    expect(html).toContain(`method="get" action="${SERVICE}/mam/compliance"`);
    expect(html).toContain('<input type="hidden" name="step" value="sign-in">');
  });

  it('allows its own stylesheet, the way to the sign-in, no frame around it, and nothing else', () => {
    const { html, contentSecurityPolicy } = page([pc('compliant')]);
    const css = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(css).digest('base64');
    expect(contentSecurityPolicy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' ${SERVICE} ${ENTRA}; base-uri 'none'; frame-ancestors 'none'`,
    );
  });
});
