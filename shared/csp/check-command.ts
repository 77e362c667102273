import { createHash } from 'node:crypto';
import type { ItemVerb, NodeValue, SyncMlFormat } from '../syncml/message';
import { wireSize } from '../syncml/wire-size';
import { forbiddenCharacter } from '../xml/characters';
import { catalogue } from './catalogue';
import type { CatalogueNode } from './catalogue-node';
import { checkValue, compiledPattern } from './check-value';
import { type FoundNode, findNode } from './find-node';

/** One command as it would travel to a device. */
export interface Command {
  readonly verb: ItemVerb;
  readonly node: NodeValue;
}

/** Why a command must not travel: a rule of the catalogue and what is wrong, without the value. */
export interface CommandProblem {
  readonly rule: string;
  readonly message: string;
}

/** Largest value in bytes, escaped as it travels: a bigger one could not go in one message of 128 KB (rule SIZE-1). */
export const MAXIMUM_VALUE_BYTES = 100 * 1024;

const appLists = './Vendor/MSFT/AppLocker/EnterpriseDataProtection/';

const segmentPatterns: ReadonlyMap<string, string> = new Map(Object.entries(catalogue.segmentPatterns));
const segmentRules: ReadonlyMap<string, string> = new Map([
  ['TenantId', 'PIN-4'],
  ['CertHash', 'CERT-3'],
]);
/** Leaves for which a rule of its own says why they are never written; the others marked `avoid` fall under GEN-2. */
const neverWritten: ReadonlyMap<string, string> = new Map([
  ['AllowUserDecryption', 'WIP-8'],
  ['RequireProtectionUnderLockConfig', 'WIP-8'],
  ['RequireMessageSigning', 'ACC-1'],
  ['SSLCLIENTCERTSEARCHCRITERIA', 'ACC-1'],
  ['Proxy', 'WIFI-1'],
  ['ProxyPacUrl', 'WIFI-1'],
  ['ProxyWPAD', 'WIFI-1'],
]);
const execData: ReadonlyMap<string, SyncMlFormat> = new Map([
  ['./Device/Vendor/MSFT/DMClient/Provider/{ProviderID}/Unenroll', 'chr'],
  ['./Device/Vendor/MSFT/DMClient/Unenroll', 'chr'],
  ['./Vendor/MSFT/HealthAttestation/TriggerAttestation', 'chr'],
]);

const problem = (rule: string, message: string): CommandProblem[] => [{ rule, message }];

const leafName = (node: CatalogueNode) => node.uri.slice(node.uri.lastIndexOf('/') + 1);

function unknownNode(uri: string): CommandProblem[] {
  const lower = uri.toLowerCase();
  const blocked = catalogue.blocked.find(({ prefix }) => lower.startsWith(prefix.toLowerCase()));
  return problem('GEN-1', blocked?.reason ?? 'the MAM client knows no such node');
}

function checkSegments(found: FoundNode): CommandProblem[] {
  return [...found.segments].flatMap(([name, value]) => {
    const pattern = segmentPatterns.get(name);
    const isText = !value.includes('/') && !forbiddenCharacter.test(value);
    const isGood = isText && (pattern === undefined || compiledPattern(pattern).test(value));
    return isGood ? [] : problem(segmentRules.get(name) ?? 'GEN-4', `the segment {${name}} has not the shape it needs`);
  });
}

/** One character that XML cannot carry would keep the whole reply from being written. */
function checkCharacters({ data = '' }: NodeValue): CommandProblem[] {
  return forbiddenCharacter.test(data) ? problem('GEN-3', 'the data has a character that XML cannot carry') : [];
}

function checkAccess(verb: ItemVerb, node: CatalogueNode): CommandProblem[] {
  if (!node.access.includes(verb)) return problem('GEN-2', `${verb} is not among ${node.access.join(', ')}`);
  if (verb === 'Add' && node.replaceOnly === true) return problem('LOCK-1', 'the node is replaced, never added');
  if (node.use !== 'avoid' || verb === 'Get' || verb === 'Delete') return [];
  return problem(neverWritten.get(leafName(node)) ?? 'GEN-2', 'the node is not for personal PCs and never written');
}

function checkExec(value: NodeValue, node: CatalogueNode): CommandProblem[] {
  if (value.data === undefined)
    return value.format === 'null' ? [] : problem('GEN-3', 'an Exec without data has format null');
  const format = execData.get(node.uri);
  if (format === undefined) return problem('GEN-2', 'the node is executed without data');
  return value.format === format ? [] : problem('GEN-3', `the format is ${format}`);
}

function checkWrite(value: NodeValue, node: CatalogueNode): CommandProblem[] {
  if (value.format !== node.format) return problem('GEN-3', `the format is ${node.format}`);
  if (node.format === 'node') return value.data === undefined ? [] : problem('GEN-2', 'an interior node takes no data');
  if (value.data === undefined) return problem('GEN-3', 'the data is missing');
  if (wireSize(value.data) > MAXIMUM_VALUE_BYTES) return problem('SIZE-1', 'the value is larger than 100 KB');
  if (leafName(node) === 'PFXCertPasswordEncryptionType' && value.data === '1')
    return problem('ACC-1', 'MAM issues no client certificate with which the password could be encrypted');
  const reason = checkValue(value.data, node);
  return reason === undefined ? [] : problem(isAppList(node) ? 'APP-1' : 'GEN-3', reason);
}

const isAppList = ({ uri }: CatalogueNode) => uri.startsWith(appLists) && uri.endsWith('/Policy');

/** Rule CERT-3: a certificate stands under its own SHA-1, and in the tree of the device, where everybody sees it. */
function checkCertificate({ node, segments }: FoundNode, { verb, node: value }: Command): CommandProblem[] {
  if (!node.uri.endsWith('/{CertHash}/EncodedCertificate') || (verb !== 'Add' && verb !== 'Replace')) return [];
  if (node.uri.startsWith('./User/')) return problem('CERT-3', 'the certificate belongs into the tree of the device');
  const hash = createHash('sha1')
    .update(value.data ?? '', 'base64')
    .digest('hex');
  const isOwn = segments.get('CertHash')?.toLowerCase() === hash;
  return isOwn ? [] : problem('CERT-3', 'the segment {CertHash} is not the SHA-1 of the certificate');
}

const valueChecks: Readonly<Record<ItemVerb, (value: NodeValue, node: CatalogueNode) => CommandProblem[]>> = {
  Add: checkWrite,
  Replace: checkWrite,
  Exec: checkExec,
  Get: checkNoData,
  Delete: checkNoData,
};

function checkNoData(value: NodeValue): CommandProblem[] {
  return value.data === undefined ? [] : problem('GEN-2', 'the command carries no data');
}

/**
 * Everything that speaks against sending one command, by the facts of the catalogue (rules GEN-1 to GEN-4, SIZE-1 and
 * those of single nodes). An empty list means that it may travel. Formats of Get and Delete are ignored.
 */
export function checkCommand({ verb, node: value }: Command): CommandProblem[] {
  if (/[{}]/.test(value.uri)) return problem('GEN-4', 'a variable segment was not filled in');
  const found = findNode(value.uri);
  if (found === undefined) return unknownNode(value.uri);
  return [
    ...checkSegments(found),
    ...checkAccess(verb, found.node),
    ...checkCharacters(value),
    ...valueChecks[verb](value, found.node),
    ...checkCertificate(found, { verb, node: value }),
  ];
}

/** As `checkCommand`, for the commands inside one Atomic, which holds no Get (rule GEN-5). */
export function checkAtomic(commands: readonly Command[]): CommandProblem[] {
  return commands.flatMap((command) =>
    command.verb === 'Get' ? problem('GEN-5', 'an Atomic contains no Get') : checkCommand(command),
  );
}
