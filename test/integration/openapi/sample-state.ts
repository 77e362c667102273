import { SAMPLES } from '../../../functions/management/openapi/samples';
import { must, type SampleOrganization } from './sample-organization';

type Preparation = (organization: SampleOrganization) => Promise<void>;

/** What must have happened in the sample organization before an example, by `operation` or `operation (example)`. */
export const PREPARATIONS: ReadonlyMap<string, Preparation> = new Map<string, Preparation>([
  ['cancelAction', askForWipe],
  ['listCompliance', demandNewerWindows],
  [
    'listProofs',
    async (organization) => {
      await askForWipe(organization);
      await organization.pc.sync();
    },
  ],
]);

async function demandNewerWindows({ admin, pc }: SampleOrganization): Promise<void> {
  await admin.savePolicy(
    { ...SAMPLES.document, compliance: { minRelease: '10.0.22631.0', graceHours: 72 } },
    SAMPLES.policy,
  );
  await pc.sync();
}

function askForWipe({ admin, deviceId }: SampleOrganization): Promise<void> {
  return must(admin.act(deviceId, { type: 'wipe' }, SAMPLES.actionId));
}
