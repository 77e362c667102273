import { describe, expect, it } from 'vitest';
import { toServiceError } from '../../../shared/errors';
import { markupOf } from '../../../shared/xml/find';
import { readXml } from '../../../shared/xml/read-xml';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';

const SIZE = 500_000;
const numbered = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join('');
type Body = (share: number) => string;
const filled = (first: string, piece: string, last = ''): Body => {
  return (share) => `${first}${piece.repeat((SIZE * share) / piece.length)}${last}`;
};

const hostile: readonly [what: string, body: Body][] = [
  ['start brackets', filled('', '<')],
  ['ampersands', filled('<a>', '&', '</a>')],
  ['references', filled('<a>', '&amp;', '</a>')],
  ['numeric references', filled('<a>', '&#x41;', '</a>')],
  ['open elements', filled('', '<a>')],
  ['open elements without end bracket', filled('', '<a ')],
  ['end tags', filled('', '</a>')],
  ['siblings', filled('<a>', '<b/>', '</a>')],
  [
    'siblings up to the limit, all with different names',
    (share) => `<a>${numbered(19_000 * share, (index) => `<b${index}/>`)}</a>`,
  ],
  ['attributes', (share) => `<a${numbered(40_000 * share, (index) => ` a${index}=""`)}/>`],
  [
    'attributes times texts, up to the limits',
    (share) => `<a${numbered(100 * share, (index) => ` a${index}=""`)}>${'x<b/>'.repeat(9_000 * share)}</a>`,
  ],
  ['attributes without value', filled('<a ', 'b ', '/>')],
  ['quotes', filled('<a ', '"')],
  ['equals signs', filled('<a ', '=', '/>')],
  ['blanks in a tag', filled('<a', ' ')],
  ['blanks in a tag that ends', filled('<a', ' ', '/>')],
  ['an attribute that does not end', filled('<a b="', 'x')],
  ['a name', filled('<', 'a')],
  ['comments', filled('<a>', '<!---->', '</a>')],
  ['comments that do not end', filled('<a>', '<!--')],
  ['hyphens', filled('<a><!--', '-')],
  ['CDATA sections', filled('<a>', '<![CDATA[]]>', '</a>')],
  ['CDATA sections that do not end', filled('<a>', '<![CDATA[')],
  ['brackets in CDATA', filled('<a><![CDATA[', ']', ']]></a>')],
  ['instructions that do not end', filled('', '<?')],
  ['carriage returns', filled('<a>', '\r', '</a>')],
  ['line feeds before a tag that does not match', filled('<a>', '\n', '</b>')],
  [
    'namespace declarations on each element, up to the limits',
    (share) => {
      const declarations = numbered(100 * share, (index) => ` xmlns:a${index}="u"`);
      return `<a${declarations}>${'<b xmlns:c="u" c:d=""/>'.repeat(6_000 * share)}</a>`;
    },
  ],
];

describe('readXml is done in time that grows with the size alone', () => {
  it.each(hostile)('with half a megabyte of %s', (_, body) => {
    const bytes = (share: number) => Buffer.from(body(share));
    const read = (input: Buffer) => expect(outcome(input)).toMatch(/^(read|invalid|too-large)$/);
    expect(growthOf(bytes, read)).toBeLessThan(NEARLY_LINEAR);
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
