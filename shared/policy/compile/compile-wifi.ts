import { escapeXml } from '../../xml/escape';
import type { PolicyDocument } from '../document';
import { familyKey, familyRoot } from '../family-keys';
import type { WifiProfile } from '../sections/wifi';
import { given } from './encode';
import { family } from './family';
import type { Part } from './part';

const costs = { unmetered: '1', fixed: '2', payPerByte: '3' } as const;

/** Windows reads the three members of a shared key in this order only. */
const sharedKeyXml = (key: string) =>
  `<sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>${escapeXml(key)}</keyMaterial></sharedKey>`;

const oneXXml = (eapXml: string) =>
  `<OneX xmlns="http://www.microsoft.com/networking/OneX/v1"><EAPConfig>${eapXml.trim()}</EAPConfig></OneX>`;

/** The profile document, the name of the network in both places (rule WIFI-1). */
function wlanXml({ name, authentication, sharedKey, eapXml }: WifiProfile): string {
  const escaped = escapeXml(name);
  const useOneX = String(authentication === 'WPA2');
  return (
    `<WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1"><name>${escaped}</name>` +
    `<SSIDConfig><SSID><name>${escaped}</name></SSID></SSIDConfig>` +
    '<connectionType>ESS</connectionType><connectionMode>auto</connectionMode><MSM><security>' +
    `<authEncryption><authentication>${authentication}</authentication><encryption>AES</encryption><useOneX>${useOneX}</useOneX></authEncryption>` +
    `${sharedKey == null ? '' : sharedKeyXml(sharedKey)}${eapXml == null ? '' : oneXXml(eapXml)}` +
    '</security></MSM></WLANProfile>'
  );
}

function compileProfile(profile: WifiProfile, index: number): Part {
  const key = familyKey('WiFi', profile.name);
  return family({
    key,
    root: `${familyRoot(key)}/`,
    member: `wifi[${index}]`,
    leaves: [
      ['WlanXml', 'chr', wlanXml(profile)],
      ['WiFiCost', 'int', given(profile.cost, (cost) => costs[cost])],
    ],
  });
}

/** Wi-Fi profiles. */
export const compileWifi = ({ wifi }: PolicyDocument): Part[] => (wifi ?? []).map(compileProfile);
