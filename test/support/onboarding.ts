import { type DoctorParts, doctorCommand, runDoctor } from '../../infra/tenant/doctor-command';
import { offboardCommand, runOffboard } from '../../infra/tenant/offboard-command';
import { onboardCommand, runOnboard } from '../../infra/tenant/onboard-command';
import { type Customer, PUBLIC_CLIENT_ID, type StandIns, startStandIns } from './directory';
import { startTestService, type TestService } from './service';

/** The service with stand-ins for Entra and Graph around it, all over HTTP. */
export interface OnboardingWorld {
  readonly standIns: StandIns;
  readonly service: TestService;
  stop(): Promise<void>;
}

/** Starts everything; `settings` are added to those of a deployment that admits whoever comes. */
export async function startWorld(settings: Readonly<Record<string, string>> = {}): Promise<OnboardingWorld> {
  const standIns = await startStandIns();
  const { entra, graph } = standIns;
  const service = await startTestService({
    MAM_DEV_JWKS_URL: entra.jwksUrl,
    MAM_DEV_AUTHORITY_URL: entra.origin,
    MAM_DEV_GRAPH_URL: graph.origin,
    MAM_PUBLIC_CLIENT_ID: PUBLIC_CLIENT_ID,
    MAM_TENANT_ADMISSION: 'open',
    ...settings,
  });
  standIns.register(service.origin);
  const stop = async () => {
    await service.stop();
    await standIns.stop();
  };
  return { standIns, service, stop };
}

/** What a script printed, and how it ended. */
export interface ScriptRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The person at the keyboard, and in the browser beside it. */
export interface Person {
  /** Object id of who signs in; `undefined` says no. */
  readonly userId: string | undefined;
  /** What the person does with an address that the script prints. */
  readonly onConsentAddress?: (url: string) => Promise<unknown>;
  readonly signal?: AbortSignal;
  /** What the person answers to a question; nobody is there to ask without. */
  readonly answer?: boolean;
}

/** A person who accepts whatever consent is asked for. */
export const consenting = (customer: Customer): Person => ({
  userId: customer.administrator.id,
  onConsentAddress: (url) => fetch(`${url}&decision=accept`, { redirect: 'manual' }),
});

/** A command line of one of the scripts, given the surroundings of a test. */
export type Script = (args: string[], io: Io) => Promise<number>;

interface Io {
  readonly surroundings: Parameters<typeof runOnboard>[1];
  readonly showSignIn: (message: string) => void;
}

/** `npm run onboard`. */
export const ONBOARD: Script = (args, { surroundings, showSignIn }) =>
  runOnboard(onboardCommand('infra/tenant/terms').parse(args, { from: 'user' }).opts(), surroundings, showSignIn);

/** `npm run offboard`. */
export const OFFBOARD: Script = (args, { surroundings, showSignIn }) =>
  runOffboard(offboardCommand().parse(args, { from: 'user' }).opts(), surroundings, showSignIn);

/** `npm run doctor`, on a machine whose clock and network the test decides. */
export const doctorWith =
  (parts: DoctorParts = {}): Script =>
  (args, { surroundings, showSignIn }) =>
    runDoctor(doctorCommand().parse(args, { from: 'user' }).opts(), surroundings, { showSignIn, ...parts });

/** Runs a script for a customer's tenant as a person would. */
export async function runAs(
  { standIns, service }: OnboardingWorld,
  { script, customer, person }: { script: Script; customer: Customer; person: Person },
  ...args: string[]
): Promise<ScriptRun> {
  const { entra, graph } = standIns;
  let [out, err] = ['', ''];
  const watch = (text: string) => {
    const address = /(http\S+adminconsent\S+)/.exec(text)?.[1];
    if (address !== undefined) void person.onConsentAddress?.(address);
  };
  const surroundings = {
    out: (text: string) => {
      out += text;
      watch(text);
    },
    err: (text: string) => {
      err += text;
      watch(text);
    },
    env: { MAM_DEV_AUTHORITY_URL: entra.origin, MAM_DEV_GRAPH_URL: graph.origin },
    signal: person.signal ?? new AbortController().signal,
    ...(person.answer === undefined ? {} : { ask: async () => person.answer === true }),
  };
  const showSignIn = (message: string) => {
    const code = /code ([0-9A-F]{8})/.exec(message)?.[1] ?? '';
    entra.decideDevice(code, person.userId);
  };
  const argv = ['--tenant', customer.tenant.domains[0] ?? '', '--service', service.origin, ...args];
  return { exitCode: await script(argv, { surroundings, showSignIn }), out, err };
}
