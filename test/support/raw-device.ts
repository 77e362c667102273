import type { TenantSettings } from '../../shared/tenant/tenant';
import { postEnrollment } from './enrollment-client';
import { type Manager, managerOf, setTenant } from './managed-pc';
import { mamRst, OMA_DEVICE_ID } from './rst';
import { deviceToken, onboard, type TestPerson, type TestService } from './service';

/** What a raw device is set up with; without policy there is none to deliver. */
export interface RawSetup {
  readonly policy?: object;
  readonly settings?: Partial<TenantSettings>;
}

/** Where a message stands: its session, its number. */
export interface Place {
  readonly sessionId: string;
  readonly msgId: number;
}

/** An enrolled device whose every message a test writes itself, so that it can lose, repeat and forge them. */
export class RawDevice {
  readonly service: TestService;
  readonly person: TestPerson;
  readonly admin: Manager;
  readonly token: string;
  /** Enrollment id of the address to which it syncs. */
  readonly generation: string;

  constructor(parts: Pick<RawDevice, 'service' | 'person' | 'admin' | 'token' | 'generation'>) {
    this.service = parts.service;
    this.person = parts.person;
    this.admin = parts.admin;
    this.token = parts.token;
    this.generation = parts.generation;
  }

  /** Posts a body, to another instance where one is named. */
  post(body: string | Uint8Array<ArrayBuffer>, origin = this.service.origin): Promise<Response> {
    const headers = { 'content-type': 'application/vnd.syncml.dm+xml', authorization: `Bearer ${this.token}` };
    return fetch(`${origin}/mam/sync/${this.generation}`, { method: 'POST', headers, body });
  }

  /** Posts a body and reads the answer, which must be SyncML. */
  async say(body: string, origin = this.service.origin): Promise<string> {
    const reply = await this.post(body, origin);
    const text = await reply.text();
    if (reply.status !== 200) throw new Error(`the message was refused with ${reply.status}: ${text}`);
    return text;
  }

  /** A whole session in which the device takes everything; the replies. */
  async session(sessionId: string, origin = this.service.origin): Promise<string[]> {
    const replies = [await this.say(opening(sessionId), origin)];
    for (let msgId = 2; commandsOf(replies.at(-1) ?? '').length > 0; msgId++) {
      replies.push(await this.say(answerTo(replies.at(-1) ?? '', { sessionId, msgId }), origin));
    }
    return replies;
  }

  /** The same device after another enrollment of it. */
  async enrollAgain(): Promise<RawDevice> {
    return new RawDevice({ ...this, generation: await enroll(this.service, this.person) });
  }
}

/** Posts an enrollment as Windows does; the id of the generation that it opened. */
export async function enroll(service: TestService, person: TestPerson): Promise<string> {
  const request = mamRst({ token: await deviceToken(service, person) });
  const { provisioned, fault } = await postEnrollment(`${service.origin}/mam/enroll`, request);
  const generation = provisioned.get('APPLICATION/ADDR')?.split('/').at(-1);
  if (generation === undefined) throw new Error(`the enrollment was refused: ${fault}`);
  return generation;
}

/** A tenant of its own with a policy, and a device in it that has enrolled and not synced yet. */
export async function rawDevice(service: TestService, { policy, settings }: RawSetup = {}): Promise<RawDevice> {
  const person = await onboard(service);
  const admin = await managerOf(service, person.tenantId);
  if (policy !== undefined) {
    await admin.savePolicy(policy);
    await setTenant(admin, { ...settings });
  }
  const generation = await enroll(service, person);
  return new RawDevice({ service, person, admin, token: await deviceToken(service, person), generation });
}

/** A message with this content. */
export function syncMl({ sessionId, msgId }: Place, body: string): string {
  return `<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>${sessionId}</SessionID><MsgID>${msgId}</MsgID><Target><LocURI>https://mam.example.org/mam/sync/x</LocURI></Target><Source><LocURI>${OMA_DEVICE_ID}</LocURI></Source></SyncHdr><SyncBody>${body}<Final/></SyncBody></SyncML>`;
}

/** The first message of a session, as the scheduled task of Windows sends it. */
export function opening(sessionId: string): string {
  return syncMl({ sessionId, msgId: 1 }, '<Alert><CmdID>2</CmdID><Data>1201</Data></Alert>');
}

/** The first message of a session in which the device says goodbye (alert 1226). */
export function farewell(sessionId: string): string {
  const type = '<Meta><Type xmlns="syncml:metinf">com.microsoft:mdm.unenrollment.userrequest</Type></Meta>';
  const alert = `<Alert><CmdID>2</CmdID><Data>1226</Data><Item>${type}<Data>1</Data></Item></Alert>`;
  return syncMl({ sessionId, msgId: 1 }, alert);
}

/** A command of a reply. */
export interface RawCommand {
  readonly verb: string;
  readonly id: string;
  /** Last segment of the first LocURI. */
  readonly node: string;
}

/** The commands of a reply in their order; an Atomic stands for its first child as well. */
export function commandsOf(reply: string): RawCommand[] {
  const found = reply.matchAll(/<(Add|Replace|Delete|Get|Exec|Atomic)><CmdID>(\d+)<\/CmdID>.*?<LocURI>([^<]*)</gs);
  return [...found].map(([, verb = '', id = '', uri = '']) => ({ verb, id, node: uri.split('/').at(-1) ?? '' }));
}

/** Commands in short: `Replace RevokeOnUnenroll`. */
export const inShort = (reply: string): string[] => commandsOf(reply).map(({ verb, node }) => `${verb} ${node}`);

/** The message that answers every command of a reply with this status. */
export function answerTo(reply: string, place: Place, code = 200): string {
  const header = `<Status><CmdID>1</CmdID><MsgRef>${place.msgId - 1}</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>200</Data></Status>`;
  const answers = idsOf(reply).map(
    ({ verb, id }, n) =>
      `<Status><CmdID>${n + 2}</CmdID><MsgRef>${place.msgId - 1}</MsgRef><CmdRef>${id}</CmdRef><Cmd>${verb}</Cmd><Data>${code}</Data></Status>`,
  );
  return syncMl(place, header + answers.join(''));
}

function idsOf(reply: string): { verb: string; id: string }[] {
  const found = reply.matchAll(/<(Add|Replace|Delete|Get|Exec|Atomic)><CmdID>(\d+)<\/CmdID>/g);
  return [...found].map(([, verb = '', id = '']) => ({ verb, id }));
}
