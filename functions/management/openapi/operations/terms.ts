import { termsText } from '../../../../shared/terms/terms-text';
import { saveQuery } from '../../authorize-save';
import type { Operation } from '../operation';
import { NOT_ACTIVE } from '../problems';
import { termsList, termsVersion } from '../views/terms';

/** `/terms`. */
export const termsOperations: readonly Operation[] = [
  {
    id: 'listTerms',
    method: 'GET',
    path: '/terms',
    tag: 'terms',
    summary: 'The languages of the terms of use',
    roles: ['Mam.Admin', 'Mam.Reader'],
    replies: { 200: { description: 'Every language with the version that counts.', schema: termsList } },
    examples: { all: { summary: 'Every language', status: 200 } },
  },
  {
    id: 'getTerms',
    method: 'GET',
    path: '/terms/{locale}',
    tag: 'terms',
    summary: 'The terms of use in one language',
    roles: ['Mam.Admin', 'Mam.Reader'],
    replies: { 200: { description: 'The version that counts.', schema: termsText, headers: ['etag'] } },
    refusals: ['terms.unknown'],
    examples: { english: { summary: 'The English terms', status: 200 } },
  },
  {
    id: 'putTerms',
    method: 'PUT',
    path: '/terms/{locale}',
    tag: 'terms',
    summary: 'Saves a version of the terms of use in one language',
    description:
      'From then on it is what people are shown. What somebody accepted stays what it was: a version never changes, and saving the same one again does nothing.',
    roles: ['Mam.Admin'],
    query: saveQuery,
    isConditional: true,
    body: { schema: termsText },
    replies: { 200: { description: 'The version that counts now.', schema: termsVersion, headers: ['etag'] } },
    refusals: [...NOT_ACTIVE, 'terms.version-taken', 'quota.terms'],
    examples: {
      nextVersion: {
        summary: 'A new version',
        body: {
          version: '2026-12',
          title: 'Work data on your own PC',
          text: 'We protect the files of our organization on this PC.\n\nWe do not see your own files.',
        },
        status: 200,
      },
    },
  },
];
