import { escapeXml } from '../xml/escape';

/** What a device is told at enrollment. */
export interface Provisioning {
  /** DM account name, without blanks or `/`. */
  readonly providerId: string;
  /** Account name that Windows shows to its user. */
  readonly name: string;
  /** `ADDR`: absolute URL of the policy sync of this generation. */
  readonly address: string;
  /** Minutes between two policy syncs. */
  readonly pollMinutes: number;
}

/**
 * The provisioning document of a MAM enrollment (protocol.md 4.4): the DM account and its schedule, nothing else, since
 * one node that Windows refuses fails the whole enrollment. No APPAUTH and no certificate: the sync authenticates by
 * token. A schedule with number 0 and an interval runs for ever ([MS-MDE2] 2.2.9.3).
 */
export function provisioningDocument({ providerId, name, address, pollMinutes }: Provisioning): string {
  const application = [
    parm('APPID', 'w7'),
    parm('PROVIDER-ID', providerId),
    parm('NAME', name),
    parm('ADDR', address),
    parm('DEFAULTENCODING', 'application/vnd.syncml.dm+xml'),
  ];
  const poll = [
    parm('NumberOfRemainingScheduledRetries', '0', 'integer'),
    parm('IntervalForRemainingScheduledRetries', String(pollMinutes), 'integer'),
  ];
  const provider = characteristic('Provider', characteristic(providerId, characteristic('Poll', poll.join(''))));
  return (
    '<wap-provisioningdoc version="1.1">' +
    characteristic('APPLICATION', application.join('')) +
    characteristic('DMClient', provider) +
    '</wap-provisioningdoc>'
  );
}

function characteristic(type: string, content: string): string {
  return `<characteristic type="${escapeXml(type)}">${content}</characteristic>`;
}

function parm(name: string, value: string, datatype?: 'integer'): string {
  const typed = datatype === undefined ? '' : ` datatype="${datatype}"`;
  return `<parm name="${name}" value="${escapeXml(value)}"${typed}/>`;
}
