import { expect, it } from 'vitest';
import { policyReferenceText } from '../../../shared/policy/policy-reference';

// After a change of the document: npx vitest run test/unit/policy/policy-reference.test.ts --update
it('the reference of the policy is the one that lies in schemas/', async () => {
  await expect(policyReferenceText()).toMatchFileSnapshot('../../../schemas/policy.md');
});

it('the reference of the policy names members at every depth', () => {
  const text = policyReferenceText();
  for (const member of [
    'wip.mode',
    'apps.protected[].publisher',
    'signIn.windowsHello.pin.minLength',
    'vpn[].routes[].prefix',
    'sync.poll.then.everyMinutes',
  ]) {
    expect(text).toContain(`| \`${member}\` `);
  }
});
