import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AttestationState } from '../../../shared/compliance/attestation/attestation-state';
import type { DirectoryRefusal } from '../../../shared/compliance/directory/directory-refusal';
import type { WriteAttempt, WriteBack } from '../../../shared/compliance/directory/write-back';
import { FACT_NODES, type Fact } from '../../../shared/compliance/fact';
import type { ComplianceRecord } from '../../../shared/compliance/verdict';
import { parseCorrelationId } from '../../../shared/ids';
import { parseVisitId, type Visit } from '../../../shared/onboarding/visit';
import { pastActionRow, pastEnrollmentRow } from '../../../shared/storage/history';
import { HELD_COLUMNS, HELD_KINDS } from '../../../shared/storage/person/held-columns';
import { pieceOperations } from '../../../shared/storage/pieces';
import { acceptanceColumns } from '../../../shared/storage/rows/acceptance-row';
import { auditColumns } from '../../../shared/storage/rows/audit-row';
import { dueColumns, progressColumns } from '../../../shared/storage/rows/due-row';
import { erasureColumns, goneColumns } from '../../../shared/storage/rows/erasure-row';
import { placeColumns } from '../../../shared/storage/rows/place-row';
import { policyRows } from '../../../shared/storage/rows/policy-rows';
import { proofColumns } from '../../../shared/storage/rows/proof-row';
import { refusalColumns } from '../../../shared/storage/rows/refusal-row';
import { rosterColumns } from '../../../shared/storage/rows/roster-row';
import { sessionColumns } from '../../../shared/storage/rows/session-row';
import { stateColumns } from '../../../shared/storage/rows/state-row';
import { tenantColumns } from '../../../shared/storage/rows/tenant-row';
import { termsColumns } from '../../../shared/storage/rows/terms-row';
import { visitColumns } from '../../../shared/storage/rows/visit-row';
import { wipEventColumns } from '../../../shared/storage/rows/wip-event-row';
import { writeBackColumns } from '../../../shared/storage/rows/write-back-row';
import type { AuditEntry } from '../../../shared/storage/stores/audit';
import type { DueEntry, Progress } from '../../../shared/storage/stores/due';
import type { RosterEntry } from '../../../shared/storage/stores/roster';
import { TABLE_NAMES } from '../../../shared/storage/tables';
import type { DeviceState } from '../../../shared/sync/device-state';
import type { LogsState } from '../../../shared/sync/inquiries/logs';
import type { Session } from '../../../shared/sync/session';
import type { Acceptance } from '../../../shared/terms/acceptance';
import type { LogCursor } from '../../../shared/wip-logs/log-cursor';
import type { WipEvent } from '../../../shared/wip-logs/wip-event';
import { aTenant } from '../../support/conversation';
import {
  newOwner,
  sampleAcceptance,
  sampleAction,
  sampleEnrollment,
  sampleSession,
  sampleState,
} from '../../support/storage-samples';

const text = readFileSync(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');
const ROWS = new URL('../../../shared/storage/rows/', import.meta.url);

// Every sample has every member, which the compiler holds: one that is added to a type must be added here.
type Whole<T> = { readonly [Name in keyof T]-?: Exclude<T[Name], undefined> };

const AT = '2026-11-24T08:00:00.000Z';
const owner = newOwner();
const { generation } = sampleEnrollment(owner);

function id<T>(parsed: T | undefined): T {
  if (parsed === undefined) throw new Error('the id of this test is malformed');
  return parsed;
}

const fact: Whole<Fact> = {
  name: 'tpm',
  standing: 'good',
  said: '2.0',
  at: AT,
  since: AT,
  dueAt: AT,
  doubt: { standing: 'bad', said: '0', since: AT },
};
const attestation: Whole<AttestationState> = {
  flow: 'classic',
  stage: 'over',
  nonce: 'ab'.repeat(32),
  tries: 0,
  dueAt: AT,
  maxAgeHours: 24,
  report: { issuedAt: AT, good: [], bad: [], contradicts: false },
  failure: { code: '5', at: AT },
};
const cursor: Whole<LogCursor> = { from: AT, count: 1, atLeast: 1, most: 1, lost: 0, passed: 0, seen: [] };
const round: Whole<NonNullable<LogsState['round']>> = { epoch: 1, pages: 1, asked: 1 };
const logs: Whole<LogsState> = { dueAt: AT, cursor, retentionDays: 30, round };
const compliance: Whole<ComplianceRecord> = {
  findings: [{ code: 'tpm.missing', kind: 'bad', since: AT, about: [] }],
  graceHours: 0,
  unknownIs: 'compliant',
  maxSilentDays: 9,
  agesAfterHours: 9,
  factsUntil: AT,
  reportUntil: AT,
  history: [{ state: 'compliant', at: AT, codes: [] }],
};
const state: Whole<DeviceState> = {
  ...sampleState(generation),
  policy: { name: 'pcs', revision: 1 },
  settledAt: AT,
  dueAt: AT,
  driftCheckAt: AT,
  inquiries: { facts: { dueAt: AT, facts: [fact] }, attestation, logs },
  compliance,
  handoff: { discoveryUrl: 'https://mdm.example' },
  assignment: { policy: 'pcs', at: AT, basis: 'hash' },
  identity: 'contoso.com',
  withoutWipSince: AT,
};
const session: Whole<Session> = {
  ...sampleSession(generation),
  decision: { kind: 'commands', commands: [], policy: { name: 'pcs', revision: 1 } },
  exit: { action: 'a', stage: 'sent' },
  partial: { ref: '1', uri: './x', pieces: 1, bytes: 1 },
  outgoing: { setting: './x', hash: 'h', verb: 'Add', from: 0 },
  maxMsgSize: 9,
};
const enrollment = { ...sampleEnrollment(owner), ended: { at: AT, by: 'user' } as const };
const action = { ...sampleAction(generation), reason: 'why' };
const acceptance: Whole<Acceptance> = {
  ...sampleAcceptance(owner),
  clientRequestId: 'x',
  decision: 'accepted',
  decidedAt: AT,
  boundTo: owner.deviceId,
};
const roster: Whole<RosterEntry> = {
  ...owner,
  generation,
  status: 'enrolled',
  deviceName: 'PC',
  userName: 'ada@contoso.example',
  osVersion: '10.0',
  enrolledAt: AT,
  policy: { name: 'pcs', revision: 1 },
  failedSettings: 0,
  wip: 'none',
  openActions: [],
  compliance: { state: 'inGrace', since: AT, until: AT, agesAfterHours: 1 },
  seenAt: AT,
  lostSince: AT,
  changedAt: AT,
};
const audit: Whole<AuditEntry> = {
  id: 'x',
  tenantId: owner.tenantId,
  at: AT,
  action: 'x',
  outcome: 'done',
  code: 'x',
  actor: 'x',
  deviceId: owner.deviceId,
  correlationId: id(parseCorrelationId('11111111-2222-4333-8444-555555555555')),
  facts: {},
};
const due: Whole<DueEntry> = { at: AT, kind: 'device', tenantId: owner.tenantId, subject: 'x', item: 'x' };
const progress: Whole<Progress> = { day: '20261124', tenantsDay: '20261124', tenantsAfter: 'x' };
const visit: Visit = {
  id: id(parseVisitId(`20261124-${'a'.repeat(43)}`)),
  browser: 'x',
  begunAt: AT,
  stage: 'consenting',
  tenantId: owner.tenantId,
  userId: owner.userId,
  isAdministrator: false,
  displayName: 'Contoso',
  hadConsent: false,
};
const event: Whole<WipEvent> = {
  hash: 'x',
  at: AT,
  isTimeGuessed: true,
  kind: 'other',
  rawKind: 'x',
  way: 'other',
  rawWay: 'x',
  action: 'other',
  ownerSid: 'x',
  enterpriseId: 'x',
  justification: 'x',
  object: 'x',
  filePath: 'x',
  dataInfo: 'x',
  sourceApp: 'x',
  destinationApp: 'x',
  app: 'x',
  sourceName: 'x',
  destinationName: 'x',
  destinationEnterpriseId: 'x',
  isShortened: true,
};
const standing = { isManaged: true, isCompliant: true };
const attempt: Whole<WriteAttempt> = {
  standing,
  generation,
  at: AT,
  tries: 1,
  retryAt: AT,
  failure: 'graph.forbidden',
};
const writeBack: Whole<WriteBack> = { written: { ...standing, at: AT }, attempt };
const refusal: Whole<DirectoryRefusal> = { failure: 'graph.forbidden', since: AT, at: AT, tries: 1, retryAt: AT };
const proof = {
  ...owner,
  action: 'a',
  generation,
  requestedBy: 'x',
  requestedAt: AT,
  revokedAt: AT,
  confirmedAt: AT,
};
const document = { name: 'pcs', revision: 1, document: {}, author: 'x', savedAt: AT };
const [policy] = policyRows('t', document);
const [piece] = pieceOperations('p', { put: [{ index: 0, data: new Uint8Array(1) }] });

/** Every kind of row with the columns that the code writes, and the file that says so. */
const KINDS: readonly (readonly [row: string, file: string, columns: object])[] = [
  ['tenants tenant', 'tenant-row.ts', tenantColumns(aTenant(1))],
  ['tenants policy', 'policy-rows.ts', policy?.columns ?? {}],
  ['tenants directory', 'refusal-row.ts', refusalColumns(refusal)],
  ['tenants terms', 'terms-row.ts', termsColumns({ version: '1', title: 'x', text: 'x' })],
  ['devices enrollment', 'enrollment-row.ts', pastEnrollmentRow('p', enrollment, AT).columns],
  ['devices state', 'state-row.ts', stateColumns(state)],
  ['devices session', 'session-row.ts', sessionColumns(session)],
  ['devices action', 'action-row.ts', pastActionRow('p', action).columns],
  ['devices directory', 'write-back-row.ts', writeBackColumns(writeBack)],
  ['devices chunk', '../pieces.ts', piece !== undefined && 'columns' in piece.row ? piece.row.columns : {}],
  ['people terms', 'acceptance-row.ts', acceptanceColumns(acceptance)],
  ['people device', 'place-row.ts', placeColumns({ at: AT, generation })],
  ['people devices', '../places.ts', { v: 1, at: AT }],
  ['people erasure', 'erasure-row.ts', erasureColumns({ pseudonym: 'x', begunAt: AT, part: 0, place: 'x' })],
  ['people gone', 'erasure-row.ts', goneColumns(true)],
  ['people visit', 'visit-row.ts', visitColumns(visit)],
  ['roster device', 'roster-row.ts', rosterColumns(roster)],
  ['due entry', 'due-row.ts', dueColumns(due)],
  ['due progress', 'due-row.ts', progressColumns(progress)],
  ['audit month', 'audit-row.ts', auditColumns(audit)],
  ['audit proof', 'proof-row.ts', proofColumns(proof)],
  ['wiplogs record', 'wip-event-row.ts', wipEventColumns({ event, userId: owner.userId, until: AT })],
];

/** Columns by the heading of their table: `### `devices` `state``. */
const LISTED = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [heading = ''] = section.split('\n');
      const rows = section.split(/^## /m)[0] ?? '';
      return [heading.replaceAll('`', ''), firstCells(rows)] as const;
    }),
);

function firstCells(section: string): string[] {
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell]) => cell ?? '');
}

/** Names of all members of a value, `.` between them; those of arrays are those of what is in them. */
function membersOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [path] : value.flatMap((one) => membersOf(one, path));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, `${path}.${name}`));
}

describe('the page about privacy', () => {
  it.each(KINDS)('lists every column of %s, and none that is not written', (row, _file, columns) => {
    expect([...(LISTED.get(row) ?? [])].sort()).toEqual(Object.keys(columns).sort());
  });

  it('lists every kind of row, and no other', () => {
    expect([...LISTED.keys()].sort()).toEqual(KINDS.map(([row]) => row).sort());
  });

  it('knows every table', () => {
    expect(new Set(KINDS.map(([row]) => row.split(' ')[0]))).toEqual(new Set(TABLE_NAMES));
  });

  it('knows every file that writes rows', () => {
    const files = readdirSync(ROWS).filter((file) => /-rows?\.ts$/.test(file));
    const known = new Set(KINDS.map(([, file]) => file));
    expect(files.filter((file) => !known.has(file))).toEqual([]);
  });

  it('lists every member inside the columns that hold more than one thing of a PC or a person', () => {
    const inside = firstCells(text.slice(text.indexOf('## Inside the columns')));
    const { inquiries } = state;
    const members = [
      ...membersOf(inquiries, 'inquiries'),
      ...membersOf(compliance, 'compliance'),
      ...membersOf(event, 'event'),
    ];
    expect(inside).toEqual([...new Set(members)]);
  });

  it('says of each column what it is and about whom', () => {
    const rows = text.slice(text.indexOf('## The rows'), text.indexOf('## Inside'));
    const cells = [...rows.matchAll(/^\| `.*$/gm)].map(([line]) => line.split('|').map((cell) => cell.trim()));
    for (const [, column, what, about] of cells) {
      expect([column, (what ?? '').length > 1]).toEqual([column, true]);
      expect(['person', 'PC', 'tenant', 'service'], column).toContain(about);
    }
  });

  it('says of every column of the rows of a person whether it is handed out', () => {
    const rows = text.slice(text.indexOf('## The rows'), text.indexOf('## Inside')).split(/^### /m).slice(1);
    const about = (section: string, who: readonly string[]) =>
      [...section.matchAll(/^\| `([^`]+)` \|.*\| (\w+) \|$/gm)].flatMap(([, name = '', whom = '']) =>
        who.includes(whom) ? [name] : [],
      );
    const sections = new Map(rows.map((section) => [(section.split('\n')[0] ?? '').replaceAll('`', ''), section]));
    for (const [row, columns] of Object.entries(HELD_COLUMNS)) {
      const section = sections.get(row) ?? '';
      const handedOut: readonly string[] = columns;
      expect([row, about(section, ['person', 'PC']).filter((name) => !handedOut.includes(name))]).toEqual([row, []]);
      expect([row, handedOut.filter((name) => !firstCells(section).includes(name))]).toEqual([row, []]);
    }
    const personal = [...sections]
      .filter(([, section]) => about(section, ['person', 'PC']).length > 0)
      .map(([row]) => row);
    expect(personal.filter((row) => !HELD_KINDS.has(row))).toEqual([]);
  });

  it('names every node that a PC is asked for its facts', () => {
    const asked = [...text.matchAll(/^\| `require\w+` \| `([^`]+)`/gm)].map(([, node]) => node);
    expect(asked.sort()).toEqual(Object.values(FACT_NODES).sort());
  });
});
