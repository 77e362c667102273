import { Buffer } from 'node:buffer';
import { forbiddenCharacter } from '../../xml/characters';
import { judged } from './judged';
import { isUnseen } from './unseen';

function isSegment(text: string, mostBytes: number): boolean {
  if (text === '' || text === '.' || text === '..' || Buffer.byteLength(text) > mostBytes) return false;
  return !/[/{}\p{Cc}]/u.test(text) && !forbiddenCharacter.test(text) && !isUnseen(text);
}

/** A name that becomes one segment of a path, percent-encoded (rule GEN-4). */
export const segment = judged({
  rule: 'GEN-4',
  allowed: 'up to 256 bytes without /, { and }, not blanks alone',
  advice: 'write a short name of letters, digits, blanks and hyphens, e.g. `office-client`',
  judge: (text) => (isSegment(text, 256) ? undefined : { message: 'cannot be part of a path' }),
});

/** Name of a wireless network (rule WIFI-1). */
export const ssid = judged({
  rule: 'WIFI-1',
  allowed: '1 to 32 bytes of UTF-8 without /, { and }, not blanks alone',
  advice: 'write the name as the access point announces it, at most 32 bytes',
  judge: (text) => (isSegment(text, 32) ? undefined : { message: 'cannot be the name of a wireless network' }),
});
