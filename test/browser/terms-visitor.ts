import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { TestPerson, TestService } from '../support/service';
import { QUERY, termsToken } from '../support/terms-visit';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page that a user has open, and what the browser said about it. */
export interface Visit {
  readonly page: Page;
  /** Warnings and errors of the browser's console; violations of the security policy are among them. */
  readonly complaints: readonly string[];
  /** Addresses to which the browser set out, those included that only Windows could open. */
  readonly journeys: readonly string[];
}

/** How to open the page. */
export interface VisitOptions {
  readonly context?: BrowserContextOptions;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What becomes of the security policy on its way to the browser. */
  readonly policy?: (policy: string) => string;
}

/** A new window without memory. The bearer goes with the first request only, as Windows sends it. */
export async function openWindow(
  browser: Browser,
  visitor: { service: TestService; person: TestPerson },
  options: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext(options.context);
  const page = await context.newPage();
  const complaints: string[] = [];
  const journeys: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const devtools = await context.newCDPSession(page);
  devtools.on('Network.requestWillBeSent', ({ request }) => journeys.push(request.url));
  await devtools.send('Network.enable');
  const authorization = `Bearer ${await termsToken(visitor.service, visitor.person)}`;
  await page.route(isPageRequest, async (route) => {
    const headers = { ...route.request().headers(), ...options.headers, authorization };
    const reply = await route.fetch({ headers, maxRedirects: 0 });
    const changed = reply.headers();
    changed['content-security-policy'] = (options.policy ?? same)(changed['content-security-policy'] ?? '');
    await route.fulfill({ status: reply.status(), headers: changed, body: await reply.body() });
  });
  return { page, complaints, journeys };
}

const same = (policy: string) => policy;
const isPageRequest = (url: URL) => url.pathname === '/mam/terms' && url.search !== '';

/** Opens the terms in a new window. */
export async function visitTerms(
  browser: Browser,
  visitor: { service: TestService; person: TestPerson },
  options: VisitOptions = {},
): Promise<Visit> {
  const visit = await openWindow(browser, visitor, options);
  await visit.page.goto(`${visitor.service.origin}/mam/terms?${options.query ?? QUERY}`);
  return visit;
}

/** What axe has to say: ids of the broken rules with the elements, and how many rules were fulfilled. */
export async function inspect(page: Page): Promise<{ findings: string[]; fulfilled: string[] }> {
  await page.evaluate(AXE);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return {
    findings: results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)),
    fulfilled: results.passes.map(({ id }) => id),
  };
}
