import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { uiLanguages } from '../../shared/terms/ui-strings';
import { addCustomer, type Customer } from '../support/directory';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { findChromium } from './find-chromium';
import { inspect } from './terms-visitor';

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('the pages below /onboard in Chromium', () => {
  let world: OnboardingWorld;
  let browser: Browser;
  let customer: Customer;
  let complaints: string[];

  beforeAll(async () => {
    world = await startWorld();
    vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
    vi.stubEnv('IDENTITY_HEADER', 'header');
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
    customer = addCustomer(world.standIns);
    complaints = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en', ...options })).newPage();
    page.on('console', (message) => {
      // The icon that a browser asks every site for by itself.
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text());
    });
    await page.goto(`${world.service.origin}${path}`);
    return page;
  }

  /** Signs in with the administrator's account, from the first page. */
  async function signIn(page: Page): Promise<void> {
    await page.locator('button.accept').click();
    await page.getByRole('button', { name: customer.administrator.userName }).click();
    await page.locator('#field').waitFor();
  }

  async function expectNoFinding(page: Page): Promise<void> {
    const { findings, fulfilled } = await inspect(page);
    expect(findings).toEqual([]);
    expect(fulfilled).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang', 'page-has-heading-one']));
  }

  it.each(uiLanguages)('give axe no cause for a finding in %s, before and after the sign-in', async (locale) => {
    const page = await open('/onboard', { locale });
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    await expectNoFinding(page);
    await signIn(page);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    await expectNoFinding(page);
  });

  it.each<[string, string, BrowserContextOptions]>([
    ['the first page, dark', '/onboard', { colorScheme: 'dark' }],
    ['a refusal, light', '/onboard/callback', {}],
    ['a refusal, dark', '/onboard/callback', { colorScheme: 'dark' }],
    ['the way back to the command line', '/onboard/callback?state=command-line', {}],
  ])('give axe no cause for a finding: %s', async (_, path, options) => {
    await expectNoFinding(await open(path, options));
  });

  it('lead the whole way without a script, and end with the commands that are left', async () => {
    const page = await open('/onboard', { javaScriptEnabled: false });
    await signIn(page);
    await page.locator('#field').fill('Contoso GmbH');
    await page.locator('button.accept').click();
    await page.getByRole('link', { name: /accept/i }).click();
    await expect.poll(() => page.locator('h1').textContent()).toContain('Contoso GmbH');
    expect(await page.locator('code').allTextContents()).toEqual([
      expect.stringMatching(`^npm run onboard -- --tenant ${customer.tenant.id} --service http://127`),
      expect.stringMatching(`^npm run doctor -- --tenant ${customer.tenant.id} --service http://127`),
    ]);
    expect(complaints).toEqual([]);
  });

  it.each(['en', 'de', 'ar', 'ja'])('need no scrolling sideways at 320 pixels in %s', async (locale) => {
    const page = await open('/onboard', { locale, viewport: { width: 320, height: 640 } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
    await signIn(page);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
  });

  it('tell the sign-in of another window apart', async () => {
    const page = await open('/onboard');
    await page.locator('button.accept').click();
    await page.context().clearCookies();
    await page.getByRole('button', { name: customer.administrator.userName }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Your organization was not brought in');
  });
});
