import { describe, expect, it } from 'vitest';
import { toServiceError } from '../../../shared/errors';
import { markupOf } from '../../../shared/xml/find';
import { readXml } from '../../../shared/xml/read-xml';

const SIZE = 500_000;
const numbered = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join('');
const filled = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length));

const hostile: readonly [what: string, body: string][] = [
  ['start brackets', filled('<')],
  ['ampersands', `<a>${filled('&')}</a>`],
  ['references', `<a>${filled('&amp;')}</a>`],
  ['numeric references', `<a>${filled('&#x41;')}</a>`],
  ['open elements', filled('<a>')],
  ['open elements without end bracket', filled('<a ')],
  ['end tags', filled('</a>')],
  ['siblings', `<a>${filled('<b/>')}</a>`],
  ['siblings up to the limit, all with different names', `<a>${numbered(19_000, (index) => `<b${index}/>`)}</a>`],
  ['attributes', `<a${numbered(40_000, (index) => ` a${index}=""`)}/>`],
  [
    'attributes times texts, up to the limits',
    `<a${numbered(100, (index) => ` a${index}=""`)}>${'x<b/>'.repeat(9_000)}</a>`,
  ],
  ['attributes without value', `<a ${filled('b ')}/>`],
  ['quotes', `<a ${filled('"')}`],
  ['equals signs', `<a ${filled('=')}/>`],
  ['blanks in a tag', `<a${filled(' ')}`],
  ['blanks in a tag that ends', `<a${filled(' ')}/>`],
  ['an attribute that does not end', `<a b="${filled('x')}`],
  ['a name', `<${filled('a')}`],
  ['comments', `<a>${filled('<!---->')}</a>`],
  ['comments that do not end', `<a>${filled('<!--')}`],
  ['hyphens', `<a><!--${filled('-')}`],
  ['CDATA sections', `<a>${filled('<![CDATA[]]>')}</a>`],
  ['CDATA sections that do not end', `<a>${filled('<![CDATA[')}`],
  ['brackets in CDATA', `<a><![CDATA[${filled(']')}]]></a>`],
  ['instructions that do not end', filled('<?')],
  ['carriage returns', `<a>${filled('\r')}</a>`],
  ['line feeds before a tag that does not match', `<a>${filled('\n')}</b>`],
  [
    'namespace declarations on each element, up to the limits',
    `<a${numbered(100, (index) => ` xmlns:a${index}="u"`)}>${'<b xmlns:c="u" c:d=""/>'.repeat(6_000)}</a>`,
  ],
];

describe('readXml is done in time that grows with the size alone', () => {
  // 500 KB of plain text takes some 30 ms; quadratic time would take minutes.
  it.each(hostile)('with half a megabyte of %s', (_, body) => {
    const bytes = Buffer.from(body);
    const started = performance.now();
    expect(outcome(bytes)).toMatch(/^(read|invalid|too-large)$/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('and inline markup written back does not multiply', () => {
    const namespace = 'u'.repeat(256);
    const root = readXml(Buffer.from(`<a xmlns:p="${namespace}">${'<p:b/>'.repeat(15_000)}</a>`), {
      maxBytes: 2 ** 20,
    });
    expect(markupOf(root).length).toBeLessThan(15_000 * (namespace.length + 20));
  });
});

function outcome(bytes: Uint8Array): string {
  try {
    readXml(bytes, { maxBytes: 2 ** 20 });
    return 'read';
  } catch (error) {
    return toServiceError(error).kind;
  }
}
