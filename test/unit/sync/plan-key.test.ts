import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COMPILER_VERSION } from '../../../shared/policy/compile-policy';
import { compileInputs } from '../../../shared/sync/compile-inputs';
import { planKey } from '../../../shared/sync/plan-key';
import { anEnrollment } from '../../support/conversation';

const POLICY = { name: 'pcs', revision: 3 };
const OFFER = { discoveryUrl: 'https://mdm.contoso.com/discovery' };
const inputs = compileInputs(anEnrollment());
const key = planKey(POLICY, inputs, undefined);

describe('budget: planKey', () => {
  it('is the same for the same plan', () => {
    expect(planKey({ ...POLICY }, compileInputs(anEnrollment()), undefined)).toBe(key);
  });

  it.each([
    ['another policy', planKey({ ...POLICY, name: 'laptops' }, inputs, undefined)],
    ['another revision', planKey({ ...POLICY, revision: 4 }, inputs, undefined)],
    ['no policy', planKey(undefined, inputs, undefined)],
    ['an offer to change to MDM', planKey(POLICY, inputs, OFFER)],
    ['another provider', planKey(POLICY, compileInputs(anEnrollment({ providerId: 'OtherMam' })), undefined)],
    ['another Windows', planKey(POLICY, compileInputs(anEnrollment({ device: { osEdition: 101 } })), undefined)],
    ['other app lists', planKey(POLICY, { ...inputs, groupings: { protected: 'a', exempt: 'b' } }, undefined)],
    ['another minute of its own', planKey(POLICY, { ...inputs, pollJitter: inputs.pollJitter + 1 }, undefined)],
  ])('is another one with %s', (_what, other) => {
    expect(other).not.toBe(key);
  });

  // Raised with every change of the compiler or of its catalogue, so that devices are planned anew after a deployment.
  it('covers the version of the compiler', () => {
    const basis = JSON.stringify([POLICY.name, POLICY.revision, COMPILER_VERSION, inputs, null]);
    expect(key).toBe(createHash('sha256').update(basis).digest('base64url'));
  });
});
