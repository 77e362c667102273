import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../shared/errors';
import { parseUserId } from '../../../shared/ids';
import { admitDevice, type Caller } from '../../../shared/sync/admit-device';
import { anEnrollment, message } from '../../support/conversation';

const enrollment = anEnrollment();
const good: Caller = {
  principal: enrollment,
  generation: enrollment.generation,
  request: { message: message(), bodyHash: '' },
};
const stranger = parseUserId('b0000000-0000-4000-8000-000000000002') ?? enrollment.userId;

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (thrown) {
    return thrown instanceof ServiceError ? thrown.code : 'not a ServiceError';
  }
}

describe('admission of a device to its enrollment', () => {
  it.each<[string, Partial<Caller>]>([
    ['sync.other-generation', { generation: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['sync.other-generation', { generation: '' }],
    ['sync.other-user', { principal: { ...enrollment, userId: stranger } }],
    [
      'sync.other-dm-device',
      { request: { message: message({ source: 'FFFFFFFF91B24F6688AD13E07C52F9B4' }), bodyHash: '' } },
    ],
  ])('is refused with %s', (code, changes) => {
    expect(codeOf(() => admitDevice(enrollment, { ...good, ...changes }))).toBe(code);
  });

  it('is refused where nothing is enrolled', () => {
    expect(codeOf(() => admitDevice(undefined, good))).toBe('sync.not-enrolled');
  });

  it.each([
    '5d0c3a7e91b24f6688ad13e07c52f9b4',
    '5D0C3A7E-91B2-4F66-88AD-13E07C52F9B4',
    ' {5d0c3a7e-91b2-4f66-88ad-13e07c52f9b4} ',
  ])('knows the DM device id written as %j', (source) => {
    expect(admitDevice(enrollment, { ...good, request: { message: message({ source }), bodyHash: '' } })).toBe(
      enrollment,
    );
  });
});
