import type { CompileInputs } from './setting';

/** What the PC is for which a policy is explained when no real one is named. */
export const TYPICAL_DEVICE = 'a typical PC: Windows 11 Pro 23H2';

const list = '00000000-0000-4000-8000-00000000000';

/** The enrollment of a PC that nobody has; what is random in a real one is recognizable as made up. */
export function typicalDevice(service: Pick<CompileInputs, 'tenantId' | 'providerId'>): CompileInputs {
  return {
    ...service,
    groupings: { protected: `${list}1`, exempt: `${list}2EdpExempt` },
    osVersion: '10.0.22631.0',
    osEdition: 48,
    pollJitter: 0,
  };
}
