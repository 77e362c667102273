import { describe, expect, it } from 'vitest';
import { checkHistory, type EarlierWip, earlierWip } from '../../../shared/policy/check-history';
import { policyDocument } from '../../../shared/policy/document';
import { soundDocument } from './documents';

const silent = (primaryDomain: string) => ({ mode: 'silent', primaryDomain });
const off = { mode: 'off' };

/** What revisions with these sections said, newest first; `undefined` is a revision without the section. */
const history = (...sections: unknown[]): EarlierWip[] =>
  sections.flatMap((wip, index) => earlierWip(sections.length - index, wip === undefined ? {} : { wip }) ?? []);

const judge = (wip: unknown, earlier: readonly EarlierWip[]) => {
  const { errors, warnings } = checkHistory(policyDocument.parse({ ...soundDocument, wip }), earlier);
  return { errors: errors.map(({ rule }) => rule), warnings: warnings.map(({ rule }) => rule) };
};

describe('the earlier revisions of a policy', () => {
  it.each<[string, unknown, EarlierWip[], string]>([
    ['another domain than the latest', silent('b.example'), history(silent('a.example')), 'WIP-4'],
    [
      'another domain than one behind revisions without the section',
      silent('b.example'),
      history(undefined, silent('a.example')),
      'WIP-4',
    ],
    [
      'mode off with another domain while the protection is on',
      { ...off, primaryDomain: 'b.example' },
      history(silent('a.example')),
      'WIP-4',
    ],
    ['no section after mode off', undefined, history(off, silent('a.example')), 'WIP-11'],
    ['no section behind revisions without one', undefined, history(undefined, undefined, off), 'WIP-11'],
    ['a section of null', null, history(off), 'WIP-11'],
  ])('refuse %s', (_, wip, earlier, rule) => {
    expect(judge(wip, earlier)).toEqual({ errors: [rule], warnings: [] });
  });

  it('only warn of another domain once mode off lies between, for some PC may not have seen it', () => {
    const earlier = history(off, silent('a.example'));
    expect(judge(silent('b.example'), earlier)).toEqual({ errors: [], warnings: ['WIP-4'] });
  });

  it.each<[string, unknown, EarlierWip[]]>([
    ['there are none', silent('a.example'), []],
    ['none had the section', undefined, history(undefined, undefined)],
    ['the domain is the same in another spelling', silent('A.example'), history(silent('a.EXAMPLE'))],
    ['the domain is the one from before mode off', silent('a.example'), history(off, silent('a.example'))],
    ['mode off names no domain', off, history(silent('a.example'))],
  ])('have nothing to say where %s', (_, wip, earlier) => {
    expect(judge(wip, earlier)).toEqual({ errors: [], warnings: [] });
  });

  it.each([undefined, null, 1, {}, { wip: null }, { wip: {} }, { wip: { mode: 1 } }])(
    'say nothing about the protection in a form like %j',
    (document) => {
      expect(earlierWip(1, document)).toBeUndefined();
    },
  );

  it('are read by their section alone, whatever else has changed since', () => {
    const document = { ...soundDocument, schemaVersion: 0, gone: true };
    expect(earlierWip(3, document)).toEqual({ revision: 3, isActive: true, primaryDomain: 'contoso.com' });
  });
});
