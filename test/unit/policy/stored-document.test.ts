import { expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { storedDocument } from '../../../shared/policy/stored-document';
import { changed, inputs, soundDocument } from './documents';

it.each([
  ['nothing', undefined],
  ['no object', 'a policy'],
  ['the number of another form', { ...soundDocument, schemaVersion: 2 }],
  ['a member that is not known', { ...soundDocument, wiper: {} }],
  ['a value of another type', changed({ wip: { mode: 1 } })],
  ['a word that is no choice', changed({ wip: { mode: 'loud' } })],
  ['a required member that is missing', changed({ wip: { mode: undefined } })],
  ['such a member beside a value that is refused', changed({ wip: { primaryDomain: '?', mode: 'loud' } })],
])('a stored document is not read with %s', (_, document) => {
  expect(storedDocument(document)).toBeUndefined();
});

it.each([
  ['all values that are good', soundDocument],
  ['a host that is refused', changed({ network: { cloudResources: [{ host: 'a\u00a0.com' }] } })],
  ['a number out of its range', changed({ signIn: { deviceLock: { passwordRequired: true, minLength: 999 } } })],
  ['a list that is too long', changed({ wip: { additionalDomains: Array(501).fill('contoso.com') } })],
])('a stored document is read as it stands with %s', (_, document) => {
  const read = storedDocument(document);
  expect(read).toEqual(document);
  expect(read && compilePolicy(read, inputs).settings.length).toBeGreaterThan(0);
});
