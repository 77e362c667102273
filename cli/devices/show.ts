import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { deviceLines } from '../print/device';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import { deviceAnswer } from './answers';
import { findDevice } from './find-device';

/** Options of `devices show`. */
export interface DeviceShowOptions extends ConnectionOptions {
  readonly settings?: true;
  readonly json?: true;
}

/** `devices show DEVICE`: everything that is known of a PC; of its settings those that are not in force, or all. */
export async function showDevice(named: string, options: DeviceShowOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const deviceId = await findDevice(api, named);
  const { body } = await api.send({ method: 'GET', path: `devices/${deviceId}` }, deviceAnswer);
  const shown = options.settings === true ? body.settings : body.settings.filter(({ inForce }) => !inForce);
  printResult(options, terminal, { lines: deviceLines(body, shown), document: body });
}
