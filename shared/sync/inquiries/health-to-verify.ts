import { resultCode } from '../../compliance/attestation/attestation-words';
import type { DeviceSnapshot } from '../exchange';
import { nodeName } from '../read-results';
import type { Received } from '../receive-message';
import { HEALTH } from './attestation';

/** What a device handed out as proof of its health, and the nonce that it has to be made for. */
export interface HealthToVerify {
  readonly flow: 'classic' | 'windows11';
  readonly nonce: string;
  readonly data: string;
}

/** What a message brought that somebody else must vouch for before it is believed; `undefined` when nothing did. */
export function healthToVerify(
  device: DeviceSnapshot,
  { readings }: Pick<Received, 'readings'>,
): HealthToVerify | undefined {
  const state = device.state?.inquiries?.attestation;
  if (state?.stage !== 'reading') return undefined;
  const { flow, nonce } = state;
  const reading = readings.get(nodeName(flow === 'classic' ? HEALTH.certificate : HEALTH.report));
  if (reading === undefined || !('data' in reading) || reading.data.trim() === '') return undefined;
  if (flow === 'windows11' && !hasSucceeded(readings.get(nodeName(HEALTH.result)))) return undefined;
  return { flow, nonce, data: reading.data };
}

// An older report lies there also after a run that failed.
function hasSucceeded(result: ReturnType<Received['readings']['get']>): boolean {
  return result !== undefined && 'data' in result && resultCode(result.data) === '0x00000000';
}
