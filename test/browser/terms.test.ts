import { createServer } from 'node:http';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '../../local/loopback';
import { startTestService, type TestPerson, type TestService } from '../support/service';
import { onboardWithTerms, QUERY } from '../support/terms-visit';
import { findChromium } from './find-chromium';
import { inspect, openWindow, type VisitOptions, visitTerms } from './terms-visitor';

const WORD = 'Donaudampfschifffahrtsgesellschaft'.repeat(4);
const terms = (title: string, sentence: string) => ({
  version: '2026-11',
  title,
  text: Array.from({ length: 12 }, () => `${sentence} ${sentence}\n• ${sentence}`).join('\n\n'),
});
const TEXTS = {
  en: terms('Terms of use for work data', 'Your employer protects its files on this PC.'),
  de: terms(`Nutzungsbedingungen ${WORD}`, `Diese Bedingungen nennen ${WORD}.`),
  ar: terms('شروط استخدام بيانات العمل', 'تحمي الشركة ملفات العمل على هذا الجهاز.'),
  he: terms('תנאי שימוש', 'המעסיק מגן על קובצי העבודה במחשב זה.'),
};

const executablePath = findChromium();

const onBuildServer = (process.env['CI'] ?? '') !== '';
const missing = 'No Chromium was found: install it, or name it with the setting CHROMIUM.';
if (executablePath === undefined) console.warn(`${missing} The tests of the terms page are skipped.`);

it.skipIf(executablePath === undefined && !onBuildServer)('a build server has Chromium', () => {
  expect(executablePath, missing).toBeDefined();
});

describe.skipIf(executablePath === undefined)('the terms page in Chromium', () => {
  let service: TestService;
  let browser: Browser;
  let person: TestPerson;

  beforeAll(async () => {
    service = await startTestService();
    person = await onboardWithTerms(service, { settings: { defaultLocale: 'en' }, terms: TEXTS });
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const visit = (options?: VisitOptions) => visitTerms(browser, { service, person }, options);
  const inLanguage = (locale: string): VisitOptions => ({ headers: { 'cxh-preferredLanguage': locale } });
  const onScreen = (context: BrowserContextOptions): VisitOptions => ({ context });

  it.each<[string, VisitOptions]>([
    ['in Settings, light', onScreen({ colorScheme: 'light' })],
    ['in Settings, dark', onScreen({ colorScheme: 'dark' })],
    ['at first run, light', { context: { colorScheme: 'light' }, headers: { 'CXH-HOST': 'FRX' } }],
    ['at first run, dark', { context: { colorScheme: 'dark' }, headers: { 'CXH-HOST': 'FRX' } }],
    ['in forced colors', onScreen({ forcedColors: 'active' })],
    ['320 pixels wide', onScreen({ viewport: { width: 320, height: 640 } })],
    ['from right to left', inLanguage('ar')],
    ['with buttons in another language than the text', inLanguage('he')],
    ['without a button to decline', { query: `${QUERY}&mode=azureadjoin` }],
    ['as the plain page of an error, light', { query: 'redirect_uri=https://x', context: { colorScheme: 'light' } }],
    ['as the plain page of an error, dark', { query: 'redirect_uri=https://x', context: { colorScheme: 'dark' } }],
  ])('gives axe no cause for a finding %s', async (_where, options) => {
    const { page } = await visit(options);
    const { findings, fulfilled } = await inspect(page);
    expect(findings).toEqual([]);
    expect(fulfilled).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang', 'page-has-heading-one']));
  });

  it('is shown without a complaint of the browser and without a cookie', async () => {
    const { page, complaints, journeys } = await visit();
    expect(complaints).toEqual([]);
    expect(journeys).toHaveLength(1);
    expect(await page.context().cookies()).toEqual([]);
  });

  it.each<[string, VisitOptions, string]>([
    ['light in Settings', onScreen({ colorScheme: 'light' }), 'rgb(243, 243, 243)'],
    ['dark in Settings where the user prefers it', onScreen({ colorScheme: 'dark' }), 'rgb(28, 28, 28)'],
    [
      'light at first run where the user prefers it',
      { context: { colorScheme: 'light' }, headers: { 'CXH-HOST': 'FRX' } },
      'rgb(243, 243, 243)',
    ],
  ])('is %s: the security policy lets its style through', async (_what, options, color) => {
    const { page } = await visit(options);
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(color);
  });

  it.each(['en', 'de', 'ar'])('needs no scrolling sideways at 320 pixels in the language %s', async (locale) => {
    const { page } = await visit({ ...inLanguage(locale), context: { viewport: { width: 320, height: 640 } } });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
    const widths = await page.locator('h1, p, button').evaluateAll((all) => all.map((one) => one.scrollWidth));
    expect(Math.max(...widths)).toBeLessThanOrEqual(320);
  });

  it('has buttons that a finger can hit', async () => {
    const { page } = await visit(onScreen({ viewport: { width: 320, height: 640 } }));
    const boxes = await Promise.all((await page.locator('button').all()).map((button) => button.boundingBox()));
    expect(boxes).toHaveLength(2);
    for (const box of boxes) expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  });

  it('keeps the buttons in sight on a screen that is high enough, and in the text on a low one', async () => {
    const { page } = await visit(onScreen({ viewport: { width: 800, height: 700 } }));
    const bottom = async () => {
      const box = await page.locator('button.accept').boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    expect(await bottom()).toBeLessThan(700);
    await page.setViewportSize({ width: 800, height: 400 });
    expect(await bottom()).toBeGreaterThan(400);
  });

  it('begins at the right where the language does', async () => {
    const { page } = await visit({ ...inLanguage('ar'), context: { viewport: { width: 800, height: 700 } } });
    const [accept, decline] = await Promise.all(
      ['accept', 'decline'].map((name) => page.locator(`button.${name}`).boundingBox()),
    );
    expect(accept?.x ?? 0).toBeGreaterThan(decline?.x ?? 0);
  });

  it('shows where the keyboard is', async () => {
    const { page } = await visit();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('button.accept:focus')).outline`,
    );
    expect(outline).toContain('solid 3px');
  });

  it('can be declined with the keyboard alone, without a script', async () => {
    const { page, journeys } = await visit(onScreen({ javaScriptEnabled: false }));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => journeys.at(-1)).toMatch(/^ms-appx-web:\/\/ContosoMdm\/ToUResponse\?IsAccepted=false&/);
  });

  it('sends the browser back to Windows when the user accepts', async () => {
    const { page, journeys, complaints } = await visit();
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => journeys.at(-1)).toMatch(/^ms-appx-web:\/\/ContosoMdm\/ToUResponse\?IsAccepted=true&Op/);
    expect(complaints).toEqual([]);
  });

  it('must name the scheme of Windows in its policy, because Chromium applies form-action to the redirect', async () => {
    const { page, journeys, complaints } = await visit({ policy: (text) => text.replace(' ms-appx-web:', '') });
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => complaints).toEqual([expect.stringContaining("form-action 'self'")]);
    expect(journeys.filter((address) => address.startsWith('ms-appx-web:'))).toEqual([]);
  });

  it('works inside a frame of a stranger, as Windows 11 shows it', async () => {
    const guest = await onboardWithTerms(service);
    const { page, complaints } = await openWindow(browser, { service, person: guest });
    const embedder = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<iframe title="terms" src="${service.origin}/mam/terms?${QUERY}"></iframe>`);
    });
    const origin = await listenOnLoopback(embedder, 0);
    try {
      await page.goto(origin.replace('127.0.0.1', 'localhost'));
      await page.frameLocator('iframe').getByRole('button', { name: 'Accept' }).click();
      const accepted = expect.stringMatching(`"terms.accepted",.*"tenantId":"${guest.tenantId}"`);
      await expect.poll(() => service.logs).toContainEqual(accepted);
      expect(complaints).toEqual([]);
    } finally {
      embedder.close();
      embedder.closeAllConnections();
    }
  });
});
