import {
  newPcState,
  type PcOptions,
  SimulatedPc,
  seededGuids,
  steppedClock,
  type Transport,
} from '../../../simulator/index';
import { address, identity } from './scripted-server';

/** A PC with a DM account, a stepped clock and foreseeable ids; it speaks over the given transport. */
export function enrolledPc(transport: Transport, options: Partial<PcOptions> = {}): SimulatedPc {
  const provider = './Vendor/MSFT/DMClient/Provider/ExampleMam';
  return new SimulatedPc({
    identity,
    tokens: async (purpose) => `token-for-${purpose}`,
    transport,
    clock: steppedClock(new Date('2026-11-20T08:00:00Z')),
    guids: seededGuids('enrolled'),
    state: {
      ...newPcState,
      lastSession: 13,
      enrollment: {
        providerId: 'ExampleMam',
        name: 'Contoso',
        address,
        retries: 2,
        backOff: { initial: 16_000, max: 60_000 },
        enrolledAt: '2026-11-20T07:00:00.000Z',
      },
      nodes: [
        [provider, 'node', null],
        [`${provider}/EnrollmentType`, 'chr', 'AppManagement'],
      ],
    },
    ...options,
  });
}
