import { describe, expect, it } from 'vitest';
import { goPastProxy } from '../../../local/past-proxy';
import { countText, durationText, sizeText } from '../../../local/print/measures';
import { messageText } from '../../../local/print/message-text';
import { createNarrator, type Exchange, type Narrator } from '../../../local/print/narrator';
import { createStyle, wantsColors } from '../../../local/print/style';

const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${'p'.repeat(90)}.${'s'.repeat(90)}`;

describe('colors', () => {
  it.each([
    ['a pipe', {}, {}, false],
    ['a terminal', { isTTY: true }, {}, true],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
  ])('are decided for %s', (_, stream, env, expected) => {
    expect(wantsColors(stream, env)).toBe(expected);
  });

  it('leave no trace when they are off', () => {
    expect(createStyle(false).bold('text')).toBe('text');
    expect(createStyle(true).red('text')).toBe('\u001b[31mtext\u001b[39m');
  });
});

describe('measures', () => {
  it.each([
    [sizeText(820), '820 bytes'],
    [sizeText(5324), '5.2 KB'],
    [durationText(41.4), '41 ms'],
    [durationText(1340), '1.3 s'],
    [countText(1, 'message'), '1 message'],
    [countText(0, 'message'), '0 messages'],
  ])('reads %s as %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('a message in full', () => {
  it.each([
    ['a token', `Bearer ${TOKEN}`],
    ['a token in Base64', `<t>${Buffer.from(TOKEN).toString('base64')}</t>`],
  ])('never shows %s', (_, body) => {
    expect(messageText(body)).toMatch(/\[token, \d+ characters\]/);
    expect(messageText(body)).not.toContain(TOKEN.slice(30, 60));
  });

  it('shows a document in Base64 as the XML that it is', () => {
    const base64 = Buffer.from(`<wap-provisioningdoc version="1.1">${'<parm/>'.repeat(10)}</wap-provisioningdoc>`);
    expect(messageText(`<T>${base64.toString('base64')}</T>`)).toContain('\n  <wap-provisioningdoc version="1.1">\n');
  });

  it('has one element of XML a line', () => {
    expect(messageText('<A><B>1</B><C/></A>')).toBe('<A>\n  <B>1</B>\n  <C/>\n</A>');
  });

  it('has one member of JSON a line', () => {
    expect(messageText('{"a":1}')).toBe('{\n  "a": 1\n}');
  });

  it.each(['{not json', 'plain text', '<!doctype html><p>a</p>'])('is left as it is: %s', (body) => {
    expect(messageText(body)).toBe(body);
  });
});

describe('the narrator', () => {
  const tell = (what: (narrator: Narrator) => void): string => {
    const parts: string[] = [];
    what(createNarrator((text) => parts.push(text), createStyle(false)));
    return parts.join('');
  };
  const exchange: Exchange = {
    method: 'POST',
    url: 'http://127.0.0.1:7071/mam/enroll?a=b',
    requestBody: 'x'.repeat(2048),
    status: 200,
    replyBody: 'ok',
  };

  it('tells a step with what travelled, what came of it and how long it took', () => {
    const text = tell((narrator) =>
      narrator.step({ number: 3, title: 'Enroll', travelled: [exchange], result: ['Done.'], milliseconds: 41 }),
    );
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      `  3  Enroll${' '.repeat(62)}41 ms`,
      '    POST /mam/enroll  2.0 KB → 200, 2 bytes',
      '    Done.',
      '',
      '',
    ]);
  });

  it('counts requests when there are many', () => {
    const travelled = Array.from({ length: 7 }, () => exchange);
    const text = tell((narrator) =>
      narrator.step({ number: 1, title: 'Onboard', travelled, result: [], milliseconds: 1 }),
    );
    expect(text).toContain('7 requests: POST /mam/enroll');
  });

  it('shows a whole message with its query and without its tokens', () => {
    const text = tell((narrator) => narrator.exchange({ ...exchange, requestBody: TOKEN }));
    expect(text).toContain('→ POST /mam/enroll?a=b\n');
    expect(text).not.toContain(TOKEN);
    expect(text).toContain('← 200\n      ok\n\n');
  });

  it('tells a failure in one sentence, then what to do', () => {
    expect(tell((narrator) => narrator.failure('It broke', 'Mend it.'))).toBe('\n✗ It broke.\n  Mend it.\n\n');
  });
});

describe('goPastProxy', () => {
  it.each([
    [{}, '127.0.0.1,localhost'],
    [{ NO_PROXY: 'corp.example' }, 'corp.example,127.0.0.1,localhost'],
    [{ no_proxy: 'localhost' }, 'localhost,127.0.0.1'],
  ])('adds loopback to %j', (env: NodeJS.ProcessEnv, expected) => {
    goPastProxy(env);
    expect(env['NO_PROXY']).toBe(expected);
  });
});
