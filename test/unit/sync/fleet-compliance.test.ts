import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REASON_CODES } from '../../../shared/compliance/reason-code';
import { summarizeCompliance, summaryAt } from '../../../shared/compliance/summary';
import { verdictAt } from '../../../shared/compliance/verdict';
import type { Compliance } from '../../../shared/policy/sections/compliance';
import { readState, stateColumns } from '../../../shared/storage/rows/state-row';
import type { ClientCommand, ClientMessage, ServerMessage } from '../../../shared/syncml/message';
import { anEnrollment, Conversation, message, policyOf, status } from '../../support/conversation';

const HOUR = 3_600_000;
const DEMANDS: Compliance = {
  requireSecureBoot: true,
  requireEncryption: true,
  requireTpm: true,
  requireAntivirus: true,
  requireFirewall: true,
  requireWip: true,
  minRelease: '10.0.19045.0',
  maxSilentDays: 30,
  graceHours: 48,
};

/** Nodes in the order of the columns of the list. */
const NODES = [
  'DeviceStatus/SecureBootState',
  'DeviceStatus/Compliance/EncryptionCompliance',
  'DeviceStatus/TPM/SpecificationVersion',
  'DeviceStatus/Antivirus/Status',
  'DeviceStatus/Antivirus/SignatureStatus',
  'DeviceStatus/Firewall/Status',
  'EnterpriseDataProtection/Status',
];

interface FleetPc {
  readonly line: string;
  /** What it answers, by node. */
  readonly readings: ReadonlyMap<string, string>;
  readonly osVersion: string | undefined;
  /** Hours between its first bad reading and its last sync. */
  readonly first: number;
  /** Days of silence since. */
  readonly quiet: number;
  readonly state: string;
  readonly reasons: readonly string[];
}

/** The list, one entry a PC. */
function readFleet(): readonly FleetPc[] {
  const text = readFileSync(new URL('../../fixtures/compliance/fleet.txt', import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.flatMap((line) => Array.from({ length: Number(line.split('|')[0]) }, () => pcOf(line)));
}

function pcOf(line: string): FleetPc {
  const [, ...fields] = line.split('|').map((field) => field.trim());
  const readings = new Map(NODES.map((node, n) => [node.toLowerCase(), fields[n] ?? 'none']));
  const [osVersion, first, quiet, state = '', reasons = ''] = fields.slice(NODES.length);
  return {
    line,
    readings,
    osVersion: osVersion === '-' ? undefined : osVersion,
    first: first === '-' ? 0 : Number(first),
    quiet: Number(quiet),
    state,
    reasons: reasons === '' ? [] : reasons.split(' '),
  };
}

function result(source: string, data: string): ClientCommand {
  const none = { target: undefined, format: undefined, type: undefined, size: undefined, moreData: false };
  return { name: 'Results', cmdId: '7', data: undefined, items: [{ ...none, source, data }], msgRef: '1', cmdRef: '1' };
}

function answers({ readings }: FleetPc, sent: ServerMessage): ClientMessage['body'] {
  return sent.commands.flatMap((command) => {
    if (command.kind !== 'item') return [];
    const { uri } = command.node;
    const said = readings.get(uri.toLowerCase().replace(/^.*\/vendor\/msft\//, '')) ?? 'none';
    if (said === 'none') return [];
    return said === '404' ? [status(command.id, 404)] : [status(command.id, 200), result(uri, said)];
  });
}

/** One sync; what is known of the PC goes through its row, as between two syncs. */
function sync(talk: Conversation, pc: FleetPc, sessionId: string): void {
  let { reply } = talk.say(message({ sessionId }));
  for (let msgId = 2; reply.commands.length > 0 && msgId < 9; msgId += 1) {
    reply = talk.say(message({ sessionId, msgId, body: answers(pc, reply) })).reply;
  }
  const { state } = talk.device;
  if (state === undefined) throw new Error('the PC has synced');
  const row = { partition: 'pcs', key: 'live_state', etag: '', columns: stateColumns(state) };
  talk.device = { ...talk.device, state: readState(row) };
}

function pass(talk: Conversation, hours: number): void {
  talk.now = new Date(talk.now.getTime() + hours * HOUR);
}

/** The PC after the syncs and the silence that the list says. */
function lived(pc: FleetPc) {
  const talk = new Conversation();
  talk.policy = { ...policyOf([]), asks: { compliance: DEMANDS } };
  const device = pc.osVersion === undefined ? {} : { osVersion: pc.osVersion };
  talk.device = { ...talk.device, enrollment: anEnrollment({ device }) };
  sync(talk, pc, '1');
  if (pc.first > 0) {
    pass(talk, pc.first);
    sync(talk, pc, '2');
  }
  const lastSyncAt = talk.now.toISOString();
  pass(talk, 24 * pc.quiet);
  const record = talk.device.state?.compliance;
  if (record === undefined) throw new Error('the PC was judged');
  return { record, moment: { now: talk.now, lastSyncAt } };
}

describe('a fleet of 200 PCs with mixed health', () => {
  const fleet = readFleet();

  it('has 200 PCs, of every state, with every reason that readings, release and silence can give', () => {
    expect(fleet).toHaveLength(200);
    expect(new Set(fleet.map(({ state }) => state)).size).toBe(4);
    const others = /^(attestation\.|policy\.|facts\.stale|protection\.missing)/;
    const possible = REASON_CODES.filter((code) => !others.test(code));
    expect(new Set(fleet.flatMap(({ reasons }) => reasons))).toEqual(new Set(possible));
  });

  it('stands as the list written by hand says', () => {
    const verdicts = fleet.map((pc) => {
      const { record, moment } = lived(pc);
      const { state, findings } = verdictAt(record, moment);
      return [pc.line, state, findings.map(({ code }) => code).join(' ')];
    });
    expect(verdicts).toEqual(fleet.map(({ line, state, reasons }) => [line, state, reasons.join(' ')]));
  });

  it('stands in lists as it does by itself, but for the silence, which lists tell by the week', () => {
    for (const pc of fleet.filter(({ reasons }) => !reasons.includes('silence.tooLong'))) {
      const { record, moment } = lived(pc);
      expect(summaryAt(summarizeCompliance(record), moment.now).state, pc.line).toBe(pc.state);
    }
  });
});
