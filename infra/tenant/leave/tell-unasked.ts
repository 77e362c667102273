import type { StepOutcome } from '../outcome';

/** Says what is not known of the PCs where the tenant has no consent any more: before the end of this, or after it. */
export const tellUnasked = async (): Promise<StepOutcome> => ({
  step: 'Devices',
  state: 'skipped',
  text: 'the tenant has not let the application in, so the service cannot be asked: PCs that have not left stay as they are',
});
