import { SOURCE, violate } from '../conformance/protocol-violation';
import { SYNCML_MEDIA_TYPE } from '../syncml/namespaces';
import { attributeOf, type XmlElement } from '../xml/element';
import { readXml, XmlRefused } from '../xml/read-xml';
import { childrenOf, type Parms, parmsOf } from './characteristic';
import { checkPoll } from './poll-rules';

/** The DM account that the document makes. */
export interface DmAccount {
  readonly providerId: string;
  /** Shown to the user. */
  readonly name: string;
  /** `ADDR`: where the policy sync goes. */
  readonly address: string;
  /** CONNRETRYFREQ, how often a message is tried again after a failure of the connection. */
  readonly retries: number;
  /** INITIALBACKOFFTIME and MAXBACKOFFTIME in milliseconds. */
  readonly backOff: { readonly initial: number; readonly max: number };
  /** Leaves below `DMClient/Provider/{id}`: path from there to value. */
  readonly leaves: readonly (readonly [path: string, value: string, datatype: string])[];
}

// INIT, ROLE, certificates and APPAUTH are not for MAM (protocol facts 4.4).
const APPLICATION_PARMS = new Set([
  'APPID',
  'PROVIDER-ID',
  'NAME',
  'ADDR',
  'DEFAULTENCODING',
  'CONNRETRYFREQ',
  'INITIALBACKOFFTIME',
  'MAXBACKOFFTIME',
  'BACKCOMPATRETRYDISABLED',
]);

// Leaves that a document may carry beside Poll, with their datatype.
const PROVIDER_LEAVES = new Map([
  ['UPN', 'string'],
  ['EntDeviceName', 'string'],
  ['EntDMID', 'string'],
  ['HelpPhoneNumber', 'string'],
  ['HelpWebsite', 'string'],
  ['HelpEmailAddress', 'string'],
  ['AADResourceID', 'string'],
  ['ForceAadToken', 'integer'],
  ['SyncApplicationVersion', 'string'],
  ['EnableOmaDmKeepAliveMessage', 'boolean'],
]);

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads a provisioning document as strictly as the client, which drops the whole enrollment for one wrong node.
 * @throws ProtocolViolation
 */
export function readProvisioningDocument(bytes: Uint8Array): DmAccount {
  const root = parse(bytes);
  if (root.name !== 'wap-provisioningdoc' || attributeOf(root, 'version') !== '1.1') {
    violate('the document must be wap-provisioningdoc of version 1.1', SOURCE.mde2);
  }
  const top = childrenOf(root, '');
  const stranger = [...top.keys()].find((type) => type !== 'APPLICATION' && type !== 'DMClient');
  if (stranger !== undefined) violate(`the document must not configure ${stranger}`, SOURCE.mam);
  const application = top.get('APPLICATION') ?? violate('the document must have APPLICATION', SOURCE.mam);
  const account = readApplication(application);
  const dmClient = top.get('DMClient');
  return { ...account, leaves: dmClient === undefined ? [] : readDmClient(dmClient, account.providerId) };
}

function parse(bytes: Uint8Array): XmlElement {
  try {
    return readXml(bytes);
  } catch (thrown) {
    if (thrown instanceof XmlRefused)
      violate(`the document must be plain well-formed XML: ${thrown.message}`, SOURCE.mde2);
    throw thrown;
  }
}

function readApplication(application: XmlElement): Omit<DmAccount, 'leaves'> {
  const parms = parmsOf(application);
  const below = [...childrenOf(application, 'APPLICATION').keys()];
  const foreign = [...parms.keys(), ...below].find((name) => !APPLICATION_PARMS.has(name));
  if (foreign !== undefined) violate(`APPLICATION must not have ${foreign}`, SOURCE.mam);
  const value = (name: string) => parms.get(name)?.value ?? '';
  if (value('APPID') !== 'w7') violate('APPID must be w7', SOURCE.mam);
  if (value('NAME') === '') violate('APPLICATION must have a NAME', SOURCE.mam);
  if (!/^[\x21-\x2e\x30-\x7e]+$/.test(value('PROVIDER-ID'))) {
    violate('PROVIDER-ID must be printable, without blanks and slashes', SOURCE.mam);
  }
  if (value('DEFAULTENCODING') !== SYNCML_MEDIA_TYPE)
    violate(`DEFAULTENCODING must be ${SYNCML_MEDIA_TYPE}`, SOURCE.mam);
  checkAddress(value('ADDR'));
  return {
    providerId: value('PROVIDER-ID'),
    name: value('NAME'),
    address: value('ADDR'),
    retries: numberIn(parms, 'CONNRETRYFREQ', 3),
    backOff: {
      initial: numberIn(parms, 'INITIALBACKOFFTIME', 16_000),
      max: numberIn(parms, 'MAXBACKOFFTIME', 86_400_000),
    },
  };
}

function checkAddress(address: string): void {
  if (!URL.canParse(address)) violate('ADDR must be an absolute URL', SOURCE.mam);
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.has(hostname))) {
    violate('ADDR must be https, or http on loopback', SOURCE.mam);
  }
}

function numberIn(parms: Parms, name: string, standard: number): number {
  const text = parms.get(name)?.value;
  if (text === undefined) return standard;
  return /^\d{1,10}$/.test(text) ? Number(text) : violate(`${name} must be a number`, SOURCE.mam);
}

function readDmClient(dmClient: XmlElement, providerId: string): DmAccount['leaves'] {
  const [provider, ...more] = [...childrenOf(dmClient, 'DMClient').entries()];
  if (provider?.[0] !== 'Provider' || more.length > 0)
    violate('DMClient must hold Provider and nothing else', SOURCE.mde2);
  const [named, ...others] = [...childrenOf(provider[1], 'Provider').entries()];
  if (named?.[0] !== providerId || others.length > 0) {
    violate('DMClient/Provider must hold the provider that PROVIDER-ID names, and no other', SOURCE.mde2);
  }
  const leaves = [...parmsOf(named[1])].map(([name, parm]) => readLeaf(name, parm));
  const below = childrenOf(named[1], providerId);
  const foreign = [...below.keys()].find((name) => name !== 'Poll');
  if (foreign !== undefined) violate(`DMClient/Provider must not configure ${foreign}`, SOURCE.mde2);
  const poll = below.get('Poll');
  return poll === undefined ? leaves : [...leaves, ...readPoll(poll)];
}

function readLeaf(name: string, { value, datatype }: { value: string; datatype: string | undefined }) {
  const expected = PROVIDER_LEAVES.get(name);
  if (expected === undefined) violate(`DMClient/Provider must not configure ${name}`, SOURCE.mde2);
  if ((datatype ?? 'string') !== expected) violate(`${name} must have the datatype ${expected}`, SOURCE.mde2);
  return [name, value, expected] as const;
}

function readPoll(poll: XmlElement): DmAccount['leaves'] {
  if (poll.children.some((child) => child.name === 'characteristic')) violate('Poll must hold parms only', SOURCE.mde2);
  const parms = parmsOf(poll);
  checkPoll(parms);
  return [...parms].map(([name, { value, datatype = 'string' }]) => [`Poll/${name}`, value, datatype] as const);
}
