import { expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { changed, notepad, now } from './documents';

const plugin = { packageFamilyName: 'Contoso.Vpn_8wekyb3d8bbwe', serverUrls: ['vpn.contoso.com'] };

it.each(['Société Générale', 'नमस्\u200dते', 'نامه\u200cای', '👨\u200d👩\u200d👧 WLAN', '❤\ufe0f Café', '社内無線'])(
  'the name %j is taken wherever people name something',
  (name) => {
    const document = changed({
      apps: { protected: [notepad, { ...notepad, name, publisher: `O=${name}, C=FR`, product: name }] },
      vpn: [{ name, plugin }],
      wifi: [{ name, authentication: 'WPA2PSK', sharedKey: 'not-a-real-key' }],
    });
    expect(checkPolicy(document, { now })).toMatchObject({ ok: true });
  },
);
