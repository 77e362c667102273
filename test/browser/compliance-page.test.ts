import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { uiLanguages } from '../../shared/terms/ui-strings';
import { colleagueOf, DEMANDING_POLICY, type PcOwner, pcOwner, setVerdict } from '../support/compliance-visitor';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { findChromium } from './find-chromium';
import { inspect } from './terms-visitor';

const executablePath = findChromium();
const PATH = '/mam/compliance';

describe.skipIf(executablePath === undefined)('the user’s page in Chromium', () => {
  let world: OnboardingWorld;
  let browser: Browser;
  /** The account of a user in each state. */
  let accounts: ReadonlyMap<string, string>;
  let complaints: string[];

  beforeAll(async () => {
    world = await startWorld();
    vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
    vi.stubEnv('IDENTITY_HEADER', 'header');
    accounts = await usersInEveryState();
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await browser?.close();
    await world?.stop();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function usersInEveryState(): Promise<ReadonlyMap<string, string>> {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const off = { code: 'firewall.off', kind: 'bad', since } as const;
    const judged = async (...verdict: [findings: Parameters<typeof setVerdict>[2], graceHours?: number]) => {
      const owner = await pcOwner(world, { policy: DEMANDING_POLICY });
      await setVerdict(world, owner.person, ...verdict);
      return owner.user.userName;
    };
    const undemanded: PcOwner = await pcOwner(world);
    return new Map([
      ['compliant', await judged([])],
      ['inGrace', await judged([off], 48)],
      ['notCompliant', await judged([off], 0)],
      ['unknown', await judged([{ code: 'facts.pending', kind: 'pending', since }])],
      ['nothingDemanded', undemanded.user.userName],
      ['without a PC', colleagueOf(world, undemanded).userName],
    ]);
  }

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en', ...options })).newPage();
    page.on('console', (message) => {
      // The icon that a browser asks every site for by itself.
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text());
    });
    await page.goto(`${world.service.origin}${PATH}`);
    return page;
  }

  async function signIn(page: Page, state: string): Promise<void> {
    await page.locator('button.accept').click();
    await page.getByRole('button', { name: accounts.get(state) ?? '', exact: true }).click();
    await page.waitForURL(`${world.service.origin}${PATH}/callback`);
  }

  async function expectNoFinding(page: Page): Promise<void> {
    const { findings, fulfilled } = await inspect(page);
    expect(findings).toEqual([]);
    expect(fulfilled).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang', 'page-has-heading-one']));
  }

  const states = ['compliant', 'inGrace', 'notCompliant', 'unknown', 'nothingDemanded', 'without a PC'];
  const looks = ['light', 'dark'] as const;
  const cases = states.flatMap((state) =>
    looks.flatMap((colorScheme) => ['de', 'ar'].map((locale) => [state, colorScheme, locale] as const)),
  );

  it.each(cases)('gives axe no cause for a finding: %s, %s, in %s', async (state, colorScheme, locale) => {
    const page = await open({ locale, colorScheme });
    await signIn(page, state);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ar' ? 'rtl' : 'ltr');
    expect(await page.locator('h2').count()).toBe(state === 'without a PC' ? 0 : 1);
    await expectNoFinding(page);
    expect(complaints).toEqual([]);
  });

  it.each(uiLanguages)('gives axe no cause for a finding in %s before the sign-in', async (locale) => {
    const page = await open({ locale });
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    await expectNoFinding(page);
  });

  it.each(looks.flatMap((colorScheme) => ['de', 'ar'].map((locale) => [colorScheme, locale] as const)))(
    'gives axe no cause for a finding when it refuses: %s, in %s',
    async (colorScheme, locale) => {
      const page = await open({ locale, colorScheme });
      await page.locator('button.accept').click();
      await page.context().clearCookies();
      await page.getByRole('button', { name: accounts.get('compliant') ?? '', exact: true }).click();
      await page.waitForURL(`${world.service.origin}${PATH}/callback`);
      expect(await page.locator('h2').count()).toBe(0);
      await expectNoFinding(page);
    },
  );

  it('leads by the keyboard alone, and without a script, from the sign-in to the answer and back', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const account = page.getByRole('button', { name: accounts.get('inGrace') ?? '', exact: true });
    await account.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${world.service.origin}${PATH}/callback`);
    expect(await page.locator('.state').textContent()).toContain('Something is to be done by');
    expect(await page.locator('li').allTextContents()).toEqual([expect.stringContaining('The firewall is off')]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await account.waitFor();
    expect(complaints).toEqual([]);
  });

  it('tells a screen reader which PC is which, and when', async () => {
    const page = await open();
    await signIn(page, 'notCompliant');
    expect(await page.getByRole('region', { name: 'ADA-PC' }).locator('time').count()).toBe(2);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your PCs');
  });

  it.each(['en', 'de', 'ar', 'ja'])('needs no scrolling sideways at 320 pixels in %s', async (locale) => {
    const page = await open({ locale, viewport: { width: 320, height: 640 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
    await signIn(page, 'inGrace');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
  });
});
