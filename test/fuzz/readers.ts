import { readMessage as readEnrollmentMessage } from '../../shared/enrollment/read-message';
import { readRst } from '../../shared/enrollment/read-rst';
import { readSecurityToken } from '../../shared/enrollment/read-security-token';
import { type ErrorKind, ServiceError } from '../../shared/errors';
import { renderStatuses } from '../../shared/sync/render-reply';
import { readMessage } from '../../shared/syncml/read-message';
import { writeMessage } from '../../shared/syncml/write-message';
import { readLog } from '../../shared/wip-logs/read-log';
import type { XmlElement } from '../../shared/xml/element';
import { readXml } from '../../shared/xml/read-xml';
import { readXml as readAsClient } from '../../simulator/xml/read-xml';

const LIMIT = 512 * 1024;
const NOW = new Date('2026-11-24T08:00:00Z');

/** What a hostile body may lead to. */
const FAULTS_OF_THE_BODY: ReadonlySet<ErrorKind> = new Set(['invalid', 'too-large']);
/** A token that is no token is the caller's fault as well. */
const FAULTS_OF_THE_TOKEN: ReadonlySet<ErrorKind> = new Set([...FAULTS_OF_THE_BODY, 'unauthenticated']);

/** How far a message was read. */
export type Reading = 'xml' | 'syncml' | 'envelope' | 'rst' | 'log' | 'refused';

/**
 * Reads a body with every reader that a client's body reaches; of a SyncML message the plain answer is written as well,
 * which a client must be able to read. The log of the protection is read whatever it is: there is nothing that it refuses.
 * @throws whatever is no refusal of the caller's fault
 */
export function readHostile(bytes: Uint8Array): ReadonlySet<Reading> {
  const readings = new Set<Reading>();
  const text = new TextDecoder().decode(bytes);
  if (readLog(text, { now: NOW, from: NOW }).events.length > 0) readings.add('log');
  const root = attempt(() => readXml(bytes, { maxBytes: LIMIT }));
  if (root === undefined) return readings.add('refused');
  readings.add('xml');
  if (attempt(() => answer(root)) !== undefined) readings.add('syncml');
  const envelope = attempt(() => readEnrollmentMessage(root));
  if (envelope === undefined) return readings;
  readings.add('envelope');
  attempt(() => readSecurityToken(envelope.header), FAULTS_OF_THE_TOKEN);
  if (attempt(() => readRst(envelope.body)) !== undefined) readings.add('rst');
  return readings;
}

function answer(root: XmlElement): XmlElement {
  return readAsClient(Buffer.from(writeMessage(renderStatuses(readMessage(root)))));
}

function attempt<T>(read: () => T, faults = FAULTS_OF_THE_BODY): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof ServiceError && faults.has(thrown.kind)) return undefined;
    throw thrown;
  }
}
