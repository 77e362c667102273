import { SAMPLES } from '../../../functions/management/openapi/samples';
import { fileTime } from '../../../simulator/index';
import { must, type SampleOrganization } from './sample-organization';

type Preparation = (organization: SampleOrganization) => Promise<void>;

const WORD =
  'O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.8027.1000';

/** What must have happened in the sample organization before an example, by `operation` or `operation (example)`. */
export const PREPARATIONS: ReadonlyMap<string, Preparation> = new Map<string, Preparation>([
  ['cancelAction', askForWipe],
  ['listDeviceWipLogs', collectLog],
  ['exportWipLogs', collectLog],
  ['reportWipLogs', collectLog],
  ['learnFromWipLogs', collectLog],
  ['listCompliance', demandNewerWindows],
  ['listProofs', leaveWithProof],
  ['erasePerson (left)', leaveWithProof],
]);

async function leaveWithProof(organization: SampleOrganization): Promise<void> {
  await askForWipe(organization);
  await organization.pc.sync();
}

async function collectLog({ admin, pc, deviceId, log }: SampleOrganization): Promise<void> {
  const { enrolledAt } = await admin.device(deviceId);
  log.push({
    ticks: fileTime(enrolledAt),
    logType: 'DataCopied',
    userId: 'S-1-12-1-1-2-3-4',
    enterpriseId: 'contoso.com',
    members: {
      Policy: 'CopyPaste',
      Justification: 'NULL',
      FilePath: 'C:\\Ada\\budget.xlsx',
      SourceApplicationName: WORD,
      DestinationApplicationName: 'mail.example',
    },
  });
  await admin.savePolicy({ ...SAMPLES.document, logs: { collectWipAudit: true } }, SAMPLES.policy);
  await pc.sync();
  await must(admin.act(deviceId, { type: 'resync' }));
  await pc.sync();
}

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
