import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { writeReference } from '../../../shared/terms/decision-form';
import { type TermsPage, termsPage } from '../../../shared/terms/page';
import { defaultRedirectSchemes, parseRedirectUri } from '../../../shared/terms/redirect';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';
import { showing } from './showing';

const redirectUri = parseRedirectUri(showing.redirectUri, defaultRedirectSchemes);
if (redirectUri === undefined) throw new Error('the target of this test is allowed');

function page(change: Partial<TermsPage> = {}) {
  return termsPage({
    terms: { version: '2026-11', title: 'Terms of use', text: 'One.\n\nTwo.' },
    acceptance: showing,
    organization: 'Contoso',
    returnTo: { redirectUri: redirectUri ?? fail() },
    action: '/mam/terms',
    canDecline: true,
    look: 'settings',
    ...change,
  });
}

function fail(): never {
  throw new Error('checked above');
}

const text = (words: string) => page({ terms: { version: '2026-11', title: 'Terms', text: words } }).html;
const inLocale = (locale: string) => page({ acceptance: { ...showing, locale } }).html;

describe('termsPage', () => {
  it('lets no text of the tenant become markup', () => {
    const evil = `<script>alert('1')</script>"&`;
    const { html } = page({ terms: { version: '1', title: evil, text: evil }, organization: evil });
    expect(html).not.toContain('<script');
    expect(html.split('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;')).toHaveLength(6);
  });

  it('contains no script, no handler, no address of its own and nothing to fetch', () => {
    const { html } = page();
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\son[a-z]+=|\sstyle=|url\(|@import|https?:|src=|href=/i);
  });

  it('parts paragraphs at blank lines and keeps single line breaks', () => {
    expect(text('One\r\ngoes on.\r\n  \r\n\r\n\r\nTwo.\n')).toContain('<p>One\ngoes on.</p>\n<p>Two.</p>');
  });

  it('needs time that grows with the length alone for a text of blank lines only', () => {
    expect(growthOf((share) => '\r\n'.repeat(25_000 * share), text)).toBeLessThan(NEARLY_LINEAR);
  });

  it('names the version that was shown', () => {
    expect(page().html).toContain('Version <span dir="ltr">2026-11</span>');
  });

  it('names title and organization', () => {
    expect(page().html).toContain('<h1>Terms of use</h1>');
    expect(page().html).toContain('<title>Terms of use – Contoso</title>');
  });

  it('has one form that posts the reference of the row to the same path', () => {
    const { html } = page();
    expect(html.match(/<form /g)).toHaveLength(1);
    expect(html).toContain('method="post" action="/mam/terms"');
    expect(html).toContain(`<input type="hidden" name="acceptance" value="${writeReference(showing)}">`);
  });

  it('offers both answers as submit buttons', () => {
    expect(page().html).toMatch(/<button type="submit"[^>]*name="decision" value="accept">Accept<\/button>/);
    expect(page().html).toMatch(/<button type="submit"[^>]*name="decision" value="decline">Decline<\/button>/);
  });

  it('hides the refusal where the user has no choice', () => {
    const { html } = page({ canDecline: false });
    expect(html).toContain('value="accept"');
    expect(html).not.toContain('decline');
  });

  it('speaks the language of the terms', () => {
    expect(inLocale('de-AT')).toContain('<html lang="de-AT" dir="ltr">');
    expect(inLocale('de-AT')).toContain('>Akzeptieren</button>');
  });

  it('is written from right to left where the language is', () => {
    expect(inLocale('ar')).toContain('<html lang="ar" dir="rtl">');
  });

  it('speaks English in a language that it does not know, and says so to screen readers', () => {
    const html = inLocale('he');
    expect(html).toContain('<html lang="he" dir="rtl">');
    expect(html).toMatch(/<form [^>]*lang="en" dir="ltr">/);
    expect(html).toContain('>Accept</button>');
  });

  it.each(['settings', 'first-run'] as const)('allows exactly its own stylesheet in the look %s', (look) => {
    const { html, contentSecurityPolicy } = page({ look });
    const css = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(css).digest('base64');
    expect(contentSecurityPolicy).toContain(`style-src 'sha256-${hash}';`);
  });

  it('is dark at first run and light in Settings for a web view that knows no preferred colors', () => {
    const base = (html: string) => /html,body,\.decision\{background:(#\w+)/.exec(html)?.[1];
    expect(base(page({ look: 'first-run' }).html)).toBe('#1c1c1c');
    expect(base(page({ look: 'settings' }).html)).toBe('#f3f3f3');
  });

  it('forbids everything else, and lets the form lead to us and back to Windows only', () => {
    const directives = page().contentSecurityPolicy.split('; ');
    expect(directives).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^style-src 'sha256-[^']+'$/),
      "form-action 'self' ms-appx-web:",
      "base-uri 'none'",
    ]);
  });
});
