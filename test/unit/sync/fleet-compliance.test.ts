import { describe, expect, it } from 'vitest';
import { REASON_CODES } from '../../../shared/compliance/reason-code';
import { summarizeCompliance, summaryAt } from '../../../shared/compliance/summary';
import { verdictAt } from '../../../shared/compliance/verdict';
import { readState, stateColumns } from '../../../shared/storage/rows/state-row';
import type { ClientCommand, ClientMessage, ServerMessage } from '../../../shared/syncml/message';
import { anEnrollment, Conversation, message, policyOf, status } from '../../support/conversation';
import { FLEET_DEMANDS, type FleetPc, readFleet } from '../../support/fleet';

const HOUR = 3_600_000;

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
  talk.policy = { ...policyOf([]), asks: { compliance: FLEET_DEMANDS } };
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
