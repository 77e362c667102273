import { createHash } from 'node:crypto';
import type { PcIdentity } from '../identity';
import type { Behaviors, NodeBehavior } from './behavior';
import { deviceFacts, type Readings } from './device-facts';
import { deviceLockBehaviors } from './device-lock';
import type { ManagementTree } from './management-tree';
import { wipBehaviors } from './wip';
import { wipLogBehaviors } from './wip-log';

const unenroll: NodeBehavior = { exec: () => 'unenroll' };
const accountBehaviors: Behaviors = new Map<string, NodeBehavior>([
  ['./Vendor/MSFT/DMClient/Provider/{ProviderID}/Unenroll', unenroll],
  ['./Vendor/MSFT/DMClient/Unenroll', unenroll],
  ['./Vendor/MSFT/HealthAttestation/TriggerAttestation', { exec: () => 202 }],
]);

/** Everything the PC does beyond holding values. `further` wins, so that a test can give a node another behavior. */
export function allBehaviors(identity: PcIdentity, readings: Readings, further: Behaviors): Behaviors {
  return new Map([
    ...accountBehaviors,
    ...wipBehaviors,
    ...wipLogBehaviors([]),
    ...deviceLockBehaviors,
    ...certificateBehaviors,
    ...scepBehaviors,
    ...deviceFacts(identity, readings),
    ...further,
  ]);
}

const SCEP = 'ClientCertificateInstall/SCEP/{UniqueID}';
const INSTALLED = '1';

// The request to the authority is made and answered at once; its outcome is what Status says from then on.
const scepBehaviors: Behaviors = new Map(
  ['./Vendor', './User/Vendor'].map((tree) => [`${tree}/MSFT/${SCEP}/Install/Enroll`, { exec: enrollAt }]),
);

function enrollAt(_data: string | undefined, tree: ManagementTree, uri: string): number {
  tree.write(uri.replace(/\/Install\/Enroll$/, '/Status'), 'int', INSTALLED);
  return 200;
}

const STORES = ['Root', 'CA', 'OemEsim', 'TrustedPublisher', 'TrustedPeople', 'UntrustedCertificates'];

// The node's name must be the SHA-1 of the certificate in it (catalogue, CERT-3).
const certificateBehaviors: Behaviors = new Map(
  STORES.flatMap((store) =>
    ['./Vendor', './User/Vendor'].map((tree) => [
      `${tree}/MSFT/RootCATrustedCertificates/${store}/{CertHash}/EncodedCertificate`,
      { refuse: refuseForeignHash },
    ]),
  ),
);

function refuseForeignHash(data: string, uri: string): number | undefined {
  const named = uri.split('/').at(-2)?.toLowerCase();
  const actual = createHash('sha1').update(Buffer.from(data, 'base64')).digest('hex');
  return named === actual ? undefined : 500;
}
