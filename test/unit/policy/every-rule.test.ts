import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/csp/catalogue';

const here = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

const documents = 'rules.test.ts';
const commands = '../csp/check-command.test.ts';
const order = '../csp/check-order.test.ts';
const compiler = 'compile-policy.test.ts';
const signIn = 'sign-in.test.ts';
const sync = 'sync.test.ts';
const certificates = 'certificates.test.ts';
const profiles = 'profiles.test.ts';

/** Each rule of the catalogue, the test that proves it, and words of its title or of its row. */
const proofs: ReadonlyMap<string, readonly [file: string, words: string]> = new Map([
  ['GEN-1', [commands, 'a provider outside the list']],
  ['GEN-2', [commands, 'a verb without access']],
  ['GEN-3', [commands, 'a wrong format']],
  ['GEN-4', [commands, 'a slash hidden in a segment']],
  ['GEN-5', [commands, 'refuses a Get among the commands']],
  ['SIZE-1', [documents, 'more domains than fit one message']],
  ['WIP-1', [documents, 'a level without an identity']],
  ['WIP-2', [documents, 'a level without a boundary']],
  ['WIP-3', [documents, 'no recovery certificate']],
  ['WIP-4', [documents, 'another primary domain']],
  ['WIP-5', [documents, 'a network domain with a blank']],
  ['WIP-6', [documents, 'a template while the encryption is off']],
  ['WIP-7', [documents, 'extensions without an internal network']],
  ['WIP-8', [commands, 'a switch without effect']],
  ['WIP-9', [compiler, 'sends the level last']],
  ['WIP-10', ['../sync/exit.test.ts', 'writes RevokeOnUnenroll 1 first, sends Unenroll only after its 200']],
  ['WIP-11', [documents, 'a policy that lost its section']],
  ['NET-1', [documents, 'a paired proxy that is not internal']],
  ['NET-2', [documents, 'a proxy of both kinds']],
  ['NET-3', [documents, 'a range over two families']],
  ['NET-4', [compiler, 'internal proxies']],
  ['NET-5', [documents, 'a host with an asterisk']],
  ['NET-6', [documents, 'the marker in place of a host']],
  ['NET-7', [documents, 'connections by address']],
  ['NET-8', [documents, 'an empty list that is complete']],
  ['NET-9', [documents, 'a host that is work and neutral']],
  ['APP-1', [commands, 'rules of another type']],
  ['APP-2', [documents, 'the same entry twice']],
  ['APP-3', ['import.test.ts', 'two conditions (APP-3)']],
  ['APP-4', [documents, 'a version of two numbers']],
  ['APP-5', ['import.test.ts', 'a hash rule (APP-5)']],
  ['APP-6', [compiler, 'a protected list whose name marks it exempt']],
  ['APP-7', [documents, 'every publisher']],
  ['APP-8', [documents, 'a program that knows nothing of work data']],
  ['LOCK-1', [signIn, 'orders the leaves so that none resets one before it']],
  ['LOCK-2', [signIn, 'password rules without their parent']],
  ['LOCK-3', [signIn, 'password rules where none is required']],
  ['LOCK-4', [signIn, 'complexity with a type that does not fit']],
  ['LOCK-5', [signIn, 'three attempts']],
  ['LOCK-6', [signIn, 'a complexity that is for phones']],
  ['LOCK-7', [signIn, 'a limit of attempts']],
  ['LOCK-8', ['every-node.test.ts', 'is no password age, so that none can contradict another']],
  ['PIN-1', [signIn, 'a PIN of fixed length']],
  ['PIN-2', [signIn, 'a PIN of nothing']],
  ['PIN-3', [signIn, 'letters that stay forbidden']],
  ['PIN-4', [commands, 'a tenant in braces']],
  ['PIN-5', [signIn, 'two lengths for one PIN']],
  ['POLL-1', [sync, 'six zeros']],
  ['POLL-2', [sync, 'two endless pairs']],
  ['POLL-3', [sync, 'a first pair for ever']],
  ['POLL-4', [sync, 'a second pair that is no slower']],
  ['POLL-5', [sync, 'a long run of 8 hours']],
  ['HAND-1', [sync, 'writes the switch for work files when']],
  ['HAND-2', [sync, 'another identity in MDM']],
  ['HAND-3', ['leave-out.test.ts', 'never offers the move to MDM to Windows Home']],
  ['CERT-1', [certificates, 'sends the blob last']],
  ['CERT-2', [certificates, 'is one family with Enroll executed last']],
  ['CERT-3', [certificates, 'stand under their own SHA-1']],
  ['VPN-1', [profiles, 'is one family of single nodes']],
  ['VPN-2', [profiles, 'two bound profiles']],
  ['VPN-3', ['guide.test.ts', 'sends everything in the order of section 9']],
  ['WIFI-1', [profiles, 'names the network in both places']],
  ['ACC-1', [commands, 'message signing']],
  ['DHA-1', [order, 'a second certificate for one nonce']],
  ['REP-1', [order, 'a filter of the other branch']],
]);

describe('the rules of the catalogue', () => {
  it('are each proved by a test', () => {
    expect([...proofs.keys()].sort()).toEqual(catalogue.rules.map(({ id }) => id).sort());
  });

  it.each([...proofs])('%s is proved by the test that is named for it', (_, [file, words]) => {
    expect(here(file)).toContain(words);
  });
});
