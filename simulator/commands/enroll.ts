import { addressOf } from './address';
import { type CommonOptions, openPc, type Terminal, takePc } from './command-context';
import { CommandError } from './command-error';
import type { Machine } from './state-file';
import { identityFrom } from './token';

/** Options of `enroll`: the facts of the machine that differ from what its file says. */
export interface EnrollOptions extends CommonOptions {
  readonly deviceName?: string;
  readonly osVersion?: string;
  readonly osEdition?: number;
  readonly locale?: string;
}

/** `enroll`: posts the enrollment request with the proof of the terms page, if there is one. */
export async function enroll(url: string, options: EnrollOptions, terminal: Terminal): Promise<void> {
  const { saved, token } = await openPc(options, terminal);
  const { opaqueBlob, ...kept } = saved;
  const machine = changed(saved.machine, options);
  const identity = identityFrom(token, machine);
  if (identity.deviceId === '') throw new CommandError('enrollment needs a token with the claim deviceid');
  const { pc, keep, printer } = takePc({ saved: { ...kept, machine, identity }, token }, options, terminal);
  const { account } = await pc.enroll(addressOf(url, '/mam/enroll'), opaqueBlob);
  await keep();
  printer.result([`enrolled as ${identity.userName}: account ${account.providerId} at ${account.address}`], account);
}

function changed(machine: Machine, options: EnrollOptions): Machine {
  return {
    deviceName: options.deviceName ?? machine.deviceName,
    osVersion: options.osVersion ?? machine.osVersion,
    osEdition: options.osEdition ?? machine.osEdition,
    locale: options.locale ?? machine.locale,
  };
}
