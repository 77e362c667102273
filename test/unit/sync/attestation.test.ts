import { describe, expect, it } from 'vitest';
import type { HealthEvidence } from '../../../shared/compliance/attestation/attestation-state';
import { readSession, sessionColumns } from '../../../shared/storage/rows/session-row';
import { readState, stateColumns } from '../../../shared/storage/rows/state-row';
import type { HealthToVerify } from '../../../shared/sync/inquiries/health-to-verify';
import type { ClientCommand, ServerMessage } from '../../../shared/syncml/message';
import {
  alert,
  anEnrollment,
  aTenant,
  Conversation,
  inShort,
  message,
  policyOf,
  status,
} from '../../support/conversation';

const ROOT = './Vendor/MSFT/HealthAttestation';
const DAY = 24 * 3_600_000;
const DEMAND = { requireHealthAttestation: { maxReportAgeHours: 48, attributes: ['SecureBootEnabled' as const] } };
const PROVIDER = 'https://contoso.weu.attest.azure.net';

function asking(compliance: object | null = DEMAND): Conversation {
  const talk = new Conversation();
  talk.policy = { ...policyOf([]), asks: compliance === null ? {} : { compliance } };
  return talk;
}

/** A tenant with a provider of its own, and a PC with Windows 11. */
function askingWindows11(): Conversation {
  const talk = asking();
  talk.device = { ...talk.device, enrollment: anEnrollment({ device: { osVersion: '10.0.22631.1' } }) };
  const tenant = aTenant(1);
  talk.tenant = { ...tenant, settings: { ...tenant.settings, attestationProvider: PROVIDER } };
  return talk;
}

function result(source: string, data: string): ClientCommand {
  const item = {
    source,
    data,
    target: undefined,
    format: undefined,
    type: undefined,
    size: undefined,
    moreData: false,
  };
  return { name: 'Results', cmdId: '7', data: undefined, items: [item], msgRef: '1', cmdRef: '1' };
}

const HEALTH_ALERT = 'com.microsoft.mdm:HealthAttestation.Result';

/** What a PC answers: a status code or a value by the last part of the node. */
type Answers = Readonly<Record<string, number | string>>;

function answer(talk: Conversation, sent: ServerMessage, answers: Answers): ServerMessage {
  const body = sent.commands.flatMap((command) => {
    if (command.kind !== 'item') return [];
    const reply = answers[command.node.uri.split('/').at(-1) ?? ''] ?? 200;
    if (typeof reply === 'number') return [status(command.id, reply)];
    return [status(command.id, 200), result(command.node.uri, reply)];
  });
  return talk.say(message({ msgId: sent.msgId + 1, sessionId: sent.sessionId, body })).reply;
}

const open = (talk: Conversation, sessionId: string) => talk.say(message({ sessionId })).reply;
const state = (talk: Conversation) => talk.device.state?.inquiries?.attestation;

function verifying(talk: Conversation, evidence: HealthEvidence): HealthToVerify[] {
  const brought: HealthToVerify[] = [];
  talk.verifyHealth = (health) => {
    brought.push(health);
    return evidence;
  };
  return brought;
}

describe('the classic flow', () => {
  it('asks nothing where the policy demands nothing', () => {
    expect(inShort(open(asking({ maxSilentDays: 30 }), '1'))).toEqual([]);
    expect(inShort(open(asking(null), '1'))).toEqual([]);
  });

  it('begins with VerifyHealth and Status in one package', () => {
    expect(inShort(open(asking(), '1'))).toEqual(['Exec VerifyHealth', 'Get Status']);
  });

  it('names the validation host of the tenant first, where it has one', () => {
    const talk = asking();
    talk.tenant = { ...talk.tenant, settings: { ...talk.tenant.settings, attestationHost: 'dha.contoso.com' } };
    expect(inShort(open(talk, '1'))).toEqual(['Replace HASEndpoint', 'Exec VerifyHealth', 'Get Status']);
  });

  it('reads the certificate at status 3 behind a fresh nonce (DHA-1), and believes what is verified alone', () => {
    const talk = asking();
    const report = {
      issuedAt: talk.now.toISOString(),
      good: [],
      bad: ['SecureBootEnabled' as const],
      contradicts: false,
    };
    const brought = verifying(talk, { report });
    const second = answer(talk, open(talk, '1'), { Status: '3' });
    expect(inShort(second)).toEqual(['Replace Nonce', 'Get Certificate', 'Get CorrelationID']);
    const [nonce] = second.commands;
    expect(inShort(answer(talk, second, { Certificate: 'QUJD', CorrelationID: 'x' }))).toEqual([]);
    expect(brought).toEqual([{ flow: 'classic', data: 'QUJD', nonce: state(talk)?.nonce }]);
    expect(nonce).toMatchObject({ node: { data: state(talk)?.nonce } });
    expect(state(talk)).toMatchObject({
      stage: 'over',
      report,
      dueAt: new Date(talk.now.getTime() + DAY).toISOString(),
    });
  });

  it.each(['0', '1'])('waits for the alert when the status is %s, also in a later session', (code) => {
    const talk = asking();
    expect(inShort(answer(talk, open(talk, '1'), { Status: code }))).toEqual([]);
    expect(inShort(open(talk, '2'))).toEqual([]);
    const body = [alert('1201'), alert('1226', { type: HEALTH_ALERT, data: '3' })];
    expect(inShort(talk.say(message({ sessionId: '3', body })).reply)).toContain('Get Certificate');
  });

  it('asks for the status again the next day, and gives up after three days', () => {
    const talk = asking();
    answer(talk, open(talk, '1'), { Status: '1' });
    for (let day = 2; day < 5; day += 1) {
      talk.now = new Date(talk.now.getTime() + DAY);
      const sent = open(talk, String(day));
      expect(inShort(sent)).toEqual(['Get Status']);
      answer(talk, sent, { Status: '1' });
    }
    expect(state(talk)).toMatchObject({ stage: 'over', failure: { code: '1' } });
  });

  it.each([
    ['a status that lasts', { Status: '7' }, '7', 7 * DAY],
    ['a status that passes', { Status: '26' }, '26', 20 * 3_600_000],
    ['a PC without the node', { VerifyHealth: 404, Status: 404 }, 'not-supported', 7 * DAY],
    ['a PC that does not take it', { VerifyHealth: 500, Status: '0' }, 'not-accepted', 20 * 3_600_000],
    ['a status that is none', { Status: 'constructor' }, 'not-supported', 7 * DAY],
  ])('ends with %s, is shown, and begins anew later', (_, answers: Answers, code, rest) => {
    const talk = asking();
    answer(talk, open(talk, '1'), answers);
    const dueAt = new Date(talk.now.getTime() + rest).toISOString();
    expect(state(talk)).toMatchObject({ stage: 'over', failure: { code }, dueAt });
    talk.now = new Date(Date.parse(dueAt));
    expect(inShort(open(talk, '2'))).toEqual(['Exec VerifyHealth', 'Get Status']);
  });

  it('ends with a PC that takes the request and never answers, whatever it leaves unanswered', () => {
    for (const answers of [{}, { Status: '3' }] as const) {
      const talk = asking();
      const sessions = ['1', '2', '3', '4', '5'].map((session) => {
        const sent = open(talk, session);
        if (sent.commands.length > 0) answer(talk, sent, answers);
        talk.now = new Date(talk.now.getTime() + DAY);
        return inShort(sent);
      });
      expect(sessions).toEqual([...Array.from({ length: 4 }, () => ['Exec VerifyHealth', 'Get Status']), []]);
      expect(state(talk)).toMatchObject({ stage: 'over', failure: { code: 'not-answered' } });
      const { findings } = talk.device.state?.compliance ?? { findings: [] };
      expect(findings).toMatchObject([{ code: 'attestation.failed', kind: 'unknown', about: ['not-answered'] }]);
    }
  });

  it('goes on with a PC that waits and then falls silent as with one that never answered', () => {
    const talk = asking();
    answer(talk, open(talk, '1'), { Status: '1' });
    const asked = ['2', '3'].map((session) => {
      talk.now = new Date(talk.now.getTime() + DAY);
      return inShort(open(talk, session));
    });
    expect(asked).toEqual([['Get Status'], ['Exec VerifyHealth', 'Get Status']]);
  });

  it('has a PC fetch a certificate afresh where the last one was older than the policy allows, and then no more', () => {
    const talk = asking();
    const made = (issuedAt: Date) =>
      verifying(talk, { report: { issuedAt: issuedAt.toISOString(), good: [], bad: [], contradicts: false } });
    made(new Date(talk.now.getTime() - 3 * DAY));
    answer(talk, answer(talk, open(talk, '1'), { Status: '3' }), { Certificate: 'QUJD' });
    talk.now = new Date(talk.now.getTime() + DAY);
    const first = open(talk, '2');
    expect(inShort(first)).toEqual(['Replace ForceRetrieve', 'Exec VerifyHealth', 'Get Status']);
    expect(first.commands[0]).toMatchObject({ node: { format: 'bool', data: 'true' } });
    made(talk.now);
    const second = answer(talk, first, { Status: '3' });
    expect(inShort(second)).toEqual(['Replace Nonce', 'Get Certificate', 'Get CorrelationID', 'Replace ForceRetrieve']);
    expect(second.commands[3]).toMatchObject({ node: { format: 'bool', data: 'false' } });
    answer(talk, second, { Certificate: 'QUJD' });
    talk.now = new Date(talk.now.getTime() + DAY);
    expect(inShort(open(talk, '3'))).toEqual(['Exec VerifyHealth', 'Get Status']);
  });

  it('is asked for at once when an administrator asks for a resync, also where it rests for a week', () => {
    const talk = asking();
    answer(talk, open(talk, '1'), { Status: '7' });
    expect(inShort(open(talk, '2'))).toEqual([]);
    talk.want({ type: 'resync' });
    expect(inShort(open(talk, '3'))).toEqual(['Exec VerifyHealth', 'Get Status']);
  });

  it('is asked for earlier, though not twice a day, when the policy wants younger reports', () => {
    const talk = asking({ requireHealthAttestation: { maxReportAgeHours: 240, attributes: ['SecureBootEnabled'] } });
    verifying(talk, { report: { issuedAt: talk.now.toISOString(), good: [], bad: [], contradicts: false } });
    answer(talk, answer(talk, open(talk, '1'), { Status: '3' }), { Certificate: 'QUJD' });
    talk.now = new Date(talk.now.getTime() + DAY);
    talk.policy = { ...policyOf([]), asks: { compliance: DEMAND } };
    talk.tenant = { ...talk.tenant, policies: new Map([['pcs', 2]]) };
    expect(inShort(open(talk, '2'))).toEqual([]);
    talk.now = new Date(talk.now.getTime() + DAY);
    expect(inShort(open(talk, '3'))).toContain('Exec VerifyHealth');
  });

  it('ends where the certificate is withheld', () => {
    const talk = asking();
    const second = answer(talk, open(talk, '1'), { Status: '3' });
    answer(talk, second, { Certificate: 404 });
    expect(state(talk)).toMatchObject({ stage: 'over', failure: { code: 'no-certificate' } });
  });

  it('keeps the last report when a later request fails', () => {
    const talk = asking();
    const report = { issuedAt: talk.now.toISOString(), good: [], bad: [], contradicts: false };
    verifying(talk, { report });
    answer(talk, answer(talk, open(talk, '1'), { Status: '3' }), { Certificate: 'QUJD' });
    talk.now = new Date(talk.now.getTime() + 2 * DAY);
    answer(talk, open(talk, '2'), { Status: '30' });
    expect(state(talk)).toMatchObject({ report, failure: { code: '30' } });
  });

  it('uses another nonce for each request', () => {
    const talk = asking();
    const nonces = ['1', '2', '3'].map((session) => {
      answer(talk, open(talk, session), { Status: '30' });
      talk.now = new Date(talk.now.getTime() + DAY);
      return state(talk)?.nonce;
    });
    expect(new Set(nonces).size).toBe(3);
  });

  it('triggers once per nonce: a lost answer repeats the bytes, a lost session begins with another nonce', () => {
    const talk = asking();
    const first = talk.say(message({ sessionId: '1' }));
    expect(talk.say(message({ sessionId: '1' })).bytes).toBe(first.bytes);
    expect(inShort(open(talk, '2'))).toEqual([]);
    const { nonce } = state(talk) ?? {};
    talk.now = new Date(talk.now.getTime() + DAY);
    expect(inShort(open(talk, '3'))).toEqual(['Exec VerifyHealth', 'Get Status']);
    expect(state(talk)?.nonce).not.toBe(nonce);
  });

  it('is not verified where a PC hands it out before it was asked for it behind its nonce', () => {
    const talk = asking();
    const brought = verifying(talk, { failure: 'report-unverified' });
    answer(talk, open(talk, '1'), { Status: '1' });
    const body = [alert('1201'), result(`${ROOT}/Certificate`, 'QUJD')];
    talk.say(message({ sessionId: '2', body }));
    expect([brought, state(talk)?.stage]).toEqual([[], 'collecting']);
  });

  it('is dropped when the policy demands it no more', () => {
    const talk = asking();
    open(talk, '1');
    talk.policy = policyOf([]);
    talk.tenant = aTenant(2);
    open(talk, '2');
    expect(state(talk)).toBeUndefined();
  });

  it('repeats the nonce byte for byte from what is stored', () => {
    const talk = asking();
    const second = answer(talk, open(talk, '1'), { Status: '3' });
    const { session, state: stored } = talk.device;
    if (session === undefined || stored === undefined) throw new Error('the device is in a session');
    const row = (columns: Record<string, unknown>) => ({
      partition: 'a',
      key: 'b',
      etag: '',
      columns: JSON.parse(JSON.stringify(columns), reviveBytes),
    });
    talk.device = {
      ...talk.device,
      session: readSession(row(sessionColumns(session))),
      state: readState(row(stateColumns(stored))),
    };
    expect(talk.device.session?.decision.commands.map(({ asked }) => asked?.data)).toEqual([
      state(talk)?.nonce,
      undefined,
      undefined,
    ]);
    expect(second.commands).toHaveLength(3);
  });
});

function reviveBytes(_: string, value: unknown): unknown {
  const isBuffer =
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;
  return isBuffer && Array.isArray(value.data) ? Uint8Array.from(value.data) : value;
}

describe('the flow of Windows 11', () => {
  const report = { issuedAt: '2026-11-24T08:00:00.000Z', good: [], bad: [], contradicts: false };

  it.each([
    ['without a provider of the tenant', asking()],
    ['on Windows 10', Object.assign(askingWindows11(), { device: asking().device })],
  ])('is not used %s', (_, talk) => {
    expect(inShort(open(talk, '1'))[0]).toBe('Exec VerifyHealth');
  });

  it('triggers with a nonce and the address of the provider', () => {
    const [command] = open(askingWindows11(), '1').commands;
    expect(command).toMatchObject({ verb: 'Exec', node: { uri: `${ROOT}/TriggerAttestation`, format: 'chr' } });
    const { node } = command?.kind === 'item' ? command : { node: { data: '' } };
    expect(JSON.parse(node.data ?? '')).toMatchObject({
      serviceEndpoint: `${PROVIDER}/attest/tpm?api-version=2020-10-01`,
      nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('reads result and report at the next sync, and believes what is verified alone', () => {
    const talk = askingWindows11();
    const brought = verifying(talk, { report });
    expect(inShort(answer(talk, open(talk, '1'), { TriggerAttestation: 202 }))).toEqual([]);
    talk.now = new Date(talk.now.getTime() + DAY);
    const sent = open(talk, '2');
    expect(inShort(sent)).toEqual(['Get AttestStatus', 'Get GetAttestReport']);
    answer(talk, sent, { AttestStatus: '0', GetAttestReport: 'a.b.c' });
    expect(brought).toEqual([{ flow: 'windows11', data: 'a.b.c', nonce: state(talk)?.nonce }]);
    expect(state(talk)).toMatchObject({ stage: 'over', report });
  });

  it('shows the result of a run that failed, and verifies no report that lies there', () => {
    const talk = askingWindows11();
    const brought = verifying(talk, { report });
    answer(talk, open(talk, '1'), { TriggerAttestation: 202 });
    talk.now = new Date(talk.now.getTime() + DAY);
    answer(talk, open(talk, '2'), { AttestStatus: '-2147012867', GetAttestReport: 'a.b.c' });
    expect(state(talk)).toMatchObject({ stage: 'over', failure: { code: '0x80072efd' } });
    expect(brought).toEqual([]);
  });

  it('reads again while the report is still that of another request, and gives up after some days', () => {
    const talk = askingWindows11();
    verifying(talk, { failure: 'report-foreign' });
    answer(talk, open(talk, '1'), { TriggerAttestation: 202 });
    for (let day = 2; state(talk)?.stage !== 'over' && day < 9; day += 1) {
      talk.now = new Date(talk.now.getTime() + DAY);
      answer(talk, open(talk, String(day)), { AttestStatus: '0', GetAttestReport: 'a.b.c' });
    }
    expect(state(talk)).toMatchObject({ stage: 'over', failure: { code: 'report-foreign' } });
  });

  it.each([405, 500])('ends where the PC answers the trigger with %s', (code) => {
    const talk = askingWindows11();
    answer(talk, open(talk, '1'), { TriggerAttestation: code });
    expect(state(talk)).toMatchObject({ stage: 'over' });
  });
});
