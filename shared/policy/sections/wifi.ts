import { z } from 'zod';
import { judged } from '../values/judged';
import { ssid } from '../values/segment';
import { xmlText } from '../values/xml-text';
import { optional, required, secret } from './member';

const sharedKey = judged({
  rule: 'DOC-3',
  allowed: '8 to 63 characters of ASCII',
  advice: 'write the pass phrase of the network',
  judge: (text) => (/^[\x20-\x7e]{8,63}$/.test(text) ? undefined : { message: 'is not a key of WPA2' }),
});

const profile = z.strictObject({
  name: required(ssid, 'Name of the network and of the profile.'),
  authentication: required(z.enum(['WPA2PSK', 'WPA2']), 'Shared key, or 802.1X with EAP. The encryption is AES.'),
  sharedKey: optional(secret(sharedKey), 'With WPA2PSK only. Secret.'),
  eapXml: optional(
    xmlText,
    'EapHostConfig; with WPA2 only. Left out of differences and explanations, because keys are put into it; no place for secrets, since it can be read back.',
  ),
  cost: optional(z.enum(['unmetered', 'fixed', 'payPerByte']), 'What the connection costs.'),
});

/** Wi-Fi profiles. */
export const wifi = z.array(profile).max(20);

/** One Wi-Fi profile. */
export type WifiProfile = z.infer<typeof profile>;
