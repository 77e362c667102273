import type { Command, CommandProblem } from './check-command';
import { findNode } from './find-node';

const attestation = './Vendor/MSFT/HealthAttestation';
const reporting = './Vendor/MSFT/Reporting/EnterpriseDataProtection/';
const nonce = `${attestation}/Nonce`;
const certificate = `${attestation}/Certificate`;

const parentOf = (uri: string) => uri.slice(0, uri.lastIndexOf('/'));
const isLogs = (uri: string) => uri.startsWith(reporting) && uri.endsWith('/Logs');

/** What the commands so far have made ready to be read. */
interface Prepared {
  /** A nonce was written that no reading of the certificate has used. */
  hasFreshNonce: boolean;
  readonly nonces: Set<string>;
  /** Branches of the reporting in which a filter was set. */
  readonly filtered: Set<string>;
}

function prepare(uri: string, data: string, prepared: Prepared): void {
  if (uri.startsWith(reporting)) prepared.filtered.add(parentOf(uri));
  if (uri !== nonce) return;
  // Hex digits mean the same in both cases; a nonce that comes back is not fresh.
  const value = data.toLowerCase();
  prepared.hasFreshNonce = !prepared.nonces.has(value);
  prepared.nonces.add(value);
}

function read(uri: string, prepared: Prepared): CommandProblem[] {
  if (isLogs(uri)) {
    const isFiltered = prepared.filtered.has(parentOf(uri));
    return isFiltered ? [] : [{ rule: 'REP-1', message: 'a filter of the branch is set before its logs are read' }];
  }
  if (uri !== certificate) return [];
  const isFresh = prepared.hasFreshNonce;
  prepared.hasFreshNonce = false;
  return isFresh ? [] : [{ rule: 'DHA-1', message: 'each reading of the certificate needs a fresh nonce before it' }];
}

/**
 * What speaks against sending commands in this order (rules DHA-1 and REP-1): the health certificate is read once per
 * fresh nonce, logs are read behind a filter of their branch. Expects commands that `checkCommand` accepts, in the order
 * in which they travel; what went in earlier messages is not known here. That the certificate is read at Status 3 only
 * is for the caller to see to, from the device's answer.
 */
export function checkOrder(commands: readonly Command[]): CommandProblem[] {
  const prepared: Prepared = { hasFreshNonce: false, nonces: new Set(), filtered: new Set() };
  return commands.flatMap(({ verb, node }) => {
    const uri = findNode(node.uri)?.node.uri ?? '';
    if (verb === 'Replace') prepare(uri, node.data ?? '', prepared);
    return verb === 'Get' ? read(uri, prepared) : [];
  });
}
