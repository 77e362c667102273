import { describe, expect, it } from 'vitest';
import {
  type HttpRequestOut,
  type HttpResponseIn,
  REDIRECT_URI,
  SimulatedPc,
  seededGuids,
} from '../../../../simulator/index';
import { bodyOf, identity, scripted } from '../scripted-server';

const TERMS = 'https://mam.example.org/mam/terms?tenant=1';
const PAGE =
  '<!DOCTYPE html>\n<html lang="de-AT" dir="ltr"><head><meta charset="utf-8"><title>Bedingungen</title><style>p{}</style></head>' +
  '<body><main><!-- c --><h1>Bedingungen &amp; Regeln</h1><p class="version">Version <span>2026-11</span></p><p>Ein<br>Absatz.</p>' +
  '<form method="post" action="/mam/terms"><input type="hidden" name="ref" value="a&quot;b">' +
  '<button type="submit" name="decision" value="accept">Zustimmen</button>' +
  '<button type="submit" name="decision" value="decline">Ablehnen</button></form></main></body></html>';

function reply(status: number, body: string, headers: Readonly<Record<string, string>>): HttpResponseIn {
  const bytes = Buffer.from(body);
  return {
    status,
    headers: new Map([['content-length', String(bytes.length)], ...Object.entries(headers)]),
    body: bytes,
  };
}

const html = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" };
const page = (text = PAGE, headers: Readonly<Record<string, string>> = {}) => reply(200, text, { ...html, ...headers });
const redirect = (query: string, to: string = REDIRECT_URI) => reply(302, '', { location: `${to}${query}` });

function pcFor(...replies: readonly HttpResponseIn[]) {
  const server = scripted(...replies.map((one) => (_request: HttpRequestOut) => one));
  const options = { identity, tokens: async () => 'a.b.c', transport: server, guids: seededGuids('terms') };
  return { server, pc: new SimulatedPc(options) };
}

function changed(from: string | RegExp, to: string): HttpResponseIn {
  const after = PAGE.replace(from, to);
  if (after === PAGE) throw new Error(`the mutation found nothing to change: ${from}`);
  return page(after);
}

const violations: readonly (readonly [what: string, page: HttpResponseIn, sentence: string])[] = [
  ['a script', changed('</main>', '<script>1</script></main>'), 'must not have <script>'],
  ['an inline handler', changed('<button', '<button onclick="x()"'), '<button> must not have onclick'],
  ['a frame', changed('</main>', '<iframe></iframe></main>'), 'must not have <iframe>'],
  ['no language', changed(' lang="de-AT"', ''), 'must name its language'],
  ['no heading', changed(/<h1>.*<\/h1>/, ''), 'must have a heading'],
  ['no form', changed(/<form.*<\/form>/, ''), 'must have one form'],
  ['two forms', changed('</main>', '<form></form></main>'), 'must have one form'],
  ['a form that is fetched', changed('method="post"', 'method="get"'), 'form must be posted'],
  ['a form that leads elsewhere', changed('action="/mam', 'action="https://evil.example/mam'), 'back to the origin'],
  ['no way to accept', changed('value="accept"', 'value="later"'), 'must have a button that accepts'],
  ['a button without words', changed('Ablehnen', ''), 'button must have words'],
  ['a tag that is never closed', changed('</body></html>', ''), 'never closed'],
  ['tags that cross', changed('</main></body>', '</body></main>'), 'closes <main>'],
  ['X-Frame-Options', page(PAGE, { 'x-frame-options': 'DENY' }), 'must not have X-Frame-Options'],
  ['a cookie', page(PAGE, { 'set-cookie': 'a=1' }), 'must not set a cookie'],
  ['no Content-Security-Policy', reply(200, PAGE, { 'content-type': 'text/html' }), 'Content-Security-Policy'],
  ['plain text', page(PAGE, { 'content-type': 'text/plain' }), 'Content-Type must be text/html'],
  ['no Content-Length', { ...page(), headers: new Map(Object.entries(html)) }, 'must have a Content-Length'],
];

describe('the terms page', () => {
  it.each(violations)('is refused with %s', async (_what, response, sentence) => {
    await expect(pcFor(response).pc.showTerms(TERMS)).rejects.toThrow(sentence);
  });

  it('is asked for as the web view of Windows does', async () => {
    const { pc, server } = pcFor(page());
    await pc.showTerms(TERMS);
    const [request] = server.sent;
    const query = new URL(request?.url ?? '').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      tenant: '1',
      redirect_uri: REDIRECT_URI,
      'client-request-id': seededGuids('terms')(),
      'api-version': '1.0',
    });
    expect(request?.headers.get('authorization')).toBe('Bearer a.b.c');
    expect(request?.headers.get('accept-language')).toBe('de-AT');
  });

  it('is read for what the user sees', async () => {
    const shown = await pcFor(page()).pc.showTerms(TERMS);
    expect(shown).toMatchObject({ title: 'Bedingungen & Regeln', language: 'de-AT', version: 'Version 2026-11' });
    expect(shown.text).toBe('Bedingungen & Regeln Version 2026-11 Ein Absatz. Zustimmen Ablehnen');
  });

  it('may be skipped by the service', async () => {
    const shown = pcFor(redirect('?IsAccepted=true&OpaqueBlob=x')).pc.showTerms(TERMS);
    await expect(shown).rejects.toMatchObject({ name: 'TermsNotShown', answer: { accepted: true, opaqueBlob: 'x' } });
  });

  it('may tell of an error by redirect', async () => {
    const shown = pcFor(redirect('?error=unauthorized_client&error_description=unauthorized_client')).pc.showTerms(
      TERMS,
    );
    await expect(shown).rejects.toMatchObject({ name: 'TermsRefused', error: 'unauthorized_client' });
  });

  it('may show an error where it has no address to tell', async () => {
    const shown = pcFor(reply(400, '<p>No</p>', html)).pc.showTerms(TERMS);
    await expect(shown).rejects.toMatchObject({ name: 'TermsRefused', error: 'HTTP 400' });
  });
});

describe('the answer to the terms', () => {
  async function answer(decision: 'accept' | 'decline', response: HttpResponseIn) {
    const { pc, server } = pcFor(page(), response);
    const answered = await pc.answerTerms(await pc.showTerms(TERMS), decision);
    return { answered, form: server.sent[1] };
  }

  it('is the form with the pressed button', async () => {
    const { form } = await answer('accept', redirect('?IsAccepted=true&OpaqueBlob=x'));
    expect(form?.url).toBe('https://mam.example.org/mam/terms');
    expect(bodyOf(form)).toBe('ref=a%22b&decision=accept');
    expect(form?.headers.has('authorization')).toBe(false);
  });

  it('brings the proof of an acceptance', async () => {
    const { answered } = await answer('accept', redirect('?IsAccepted=true&OpaqueBlob=a%2Bb&client-request-id=1'));
    expect(answered).toEqual({ accepted: true, opaqueBlob: 'a+b' });
  });

  it('brings no proof of a refusal', async () => {
    expect((await answer('decline', redirect('?IsAccepted=false'))).answered).toEqual({ accepted: false });
  });

  const wrong: readonly (readonly [what: string, response: HttpResponseIn, sentence: string])[] = [
    ['another status', reply(303, '', { location: REDIRECT_URI }), 'must be a redirect (302)'],
    ['no Location', reply(302, '', {}), 'must have a Location'],
    ['another target', redirect('?IsAccepted=false', 'https://evil.example'), 'must go to redirect_uri'],
    ['a longer target', redirect('x?IsAccepted=false'), 'must go to redirect_uri'],
    ['no outcome', redirect('?x=1'), 'must say IsAccepted'],
    ['two outcomes', redirect('?IsAccepted=true&IsAccepted=false&OpaqueBlob=x'), 'must not be given twice'],
    ['an acceptance without proof', redirect('?IsAccepted=true'), 'must come with an OpaqueBlob'],
  ];
  it.each(wrong)('is refused with %s', async (_what, response, sentence) => {
    await expect(answer('accept', response)).rejects.toThrow(sentence);
  });

  it('cannot be a button that the page does not have', async () => {
    const { pc } = pcFor(changed(/<button type="submit" name="decision" value="decline">Ablehnen<\/button>/, ''));
    const shown = await pc.showTerms(TERMS);
    await expect(pc.answerTerms(shown, 'decline')).rejects.toThrow('no button to decline');
  });
});
