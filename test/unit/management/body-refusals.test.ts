import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { bodyRefusals } from '../../../functions/management/body-refusals';
import { tenantChange } from '../../../functions/management/operator-tenants';
import { actionRequest } from '../../../shared/actions/action';
import { tenantSettings } from '../../../shared/tenant/tenant';
import { termsText } from '../../../shared/terms/terms-text';

function refusalsOf(schema: z.ZodType, body: unknown) {
  const parsed = schema.safeParse(body);
  if (parsed.success) throw new Error('the body was to be refused');
  return bodyRefusals(schema, body, parsed.error.issues);
}

const group = '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d';

describe('the refusal of a body', () => {
  it.each<[string, z.ZodType, unknown, object]>([
    [
      'a wrong type',
      tenantSettings,
      { termsRequired: 'true' },
      { path: 'termsRequired', found: '"true"', allowed: 'true or false', suggestion: 'write `true`' },
    ],
    [
      'an unknown member',
      tenantSettings,
      { pollMinute: 500 },
      { path: 'pollMinute', rule: 'DOC-1', suggestion: 'write `pollMinutes`' },
    ],
    [
      'too small a number',
      tenantSettings,
      { pollMinutes: 5 },
      { path: 'pollMinutes', found: '5', allowed: 'at least 480' },
    ],
    [
      'too large a number',
      tenantSettings,
      { lostContactDays: 999 },
      { path: 'lostContactDays', allowed: 'at most 365' },
    ],
    [
      'a wrong form',
      tenantSettings,
      { defaultLocale: 'DE_at' },
      { path: 'defaultLocale', found: '"DE_at"', allowed: 'a BCP 47 language tag such as en, de-AT or zh-Hans-CN' },
    ],
    [
      'a member of a list',
      tenantSettings,
      { assignments: [{ group, policy: 'A B', priority: 1 }] },
      { path: 'assignments[0].policy' },
    ],
    [
      'a missing member',
      termsText,
      { version: '1', title: 'Terms' },
      { path: 'text', rule: 'DOC-2', found: 'nothing' },
    ],
    [
      'a value that is not listed',
      tenantChange,
      { displayName: 'Contoso', status: 'suspend' },
      { path: 'status', allowed: 'active, suspended, offboarding', suggestion: 'write `suspended`' },
    ],
    [
      'a kind that is not listed',
      actionRequest,
      { type: 'explode' },
      { path: 'type', found: '"explode"', allowed: 'resync, unenroll, wipe, handoff, withdraw-handoff' },
    ],
    [
      'a member of another kind',
      actionRequest,
      { type: 'wipe', keepData: true },
      { path: 'keepData', allowed: 'type' },
    ],
    ['another kind of body', tenantSettings, [], { path: '', found: 'a list of 0', allowed: 'an object' }],
  ])('says of %s what was found, what is allowed and what to write', (_, schema, body, expected) => {
    const [refusal] = refusalsOf(schema, body);
    expect(refusal).toMatchObject(expected);
    expect(Object.keys(refusal ?? {}).sort()).toEqual(['allowed', 'found', 'message', 'path', 'rule', 'suggestion']);
  });

  it('shows a long value shortened', () => {
    const [refusal] = refusalsOf(tenantSettings, { defaultPolicy: 'X'.repeat(5000) });
    expect(refusal?.found?.length).toBeLessThan(100);
  });
});
