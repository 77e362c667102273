import { expect, it } from 'vitest';
import { recoveryBlob } from '../../../shared/policy/compile/recovery-blob';

it('writes the header that the guide prints for a certificate of three bytes', () => {
  expect(recoveryBlob(Buffer.from('aabbcc', 'hex')).toString('hex')).toBe(
    '0100010001000000230000001f0000000000000002000000030000001c0000000000000000000000aabbcc',
  );
});
