import { httpTransport, type PcIdentity, pcState, SimulatedPc, type Transport } from '../../simulator/index';
import type { DataFolder } from '../data/data-folder';
import { readJsonFile, writeJsonFile } from '../data/json-file';
import type { DemoDirectory } from '../demo-directory';
import { SERVICE_CLIENT_ID } from '../demo-tenants';
import { deviceClaimsV2 } from '../entra/claims';
import type { Entra } from '../entra/start-entra';
import type { Traffic } from './traffic';

/** Name of the simulated PC, as administrators see it. */
export const DEMO_PC_NAME = 'KIM-PC';

/** Account of its user, as the stand-in for Entra offers it. */
export const DEMO_USER_NAME = 'kim@contoso.com';

/** The PC of the story, and how it is kept for the next start. */
export interface DemoPc {
  readonly pc: SimulatedPc;
  /** Writes down what the PC must remember. */
  save(): Promise<void>;
}

/** What the PC is put together from. */
export interface DemoPcParts {
  readonly folder: DataFolder;
  readonly directory: DemoDirectory;
  readonly entra: Entra;
  readonly traffic: Traffic;
}

const FILE = 'pc.json';

/** The PC as an earlier start left it, or a new one. */
export async function openDemoPc({ folder, directory, entra, traffic }: DemoPcParts): Promise<DemoPc> {
  const state = await readJsonFile(folder.at(FILE), pcState);
  const pc = new SimulatedPc({
    identity: identityOf(directory),
    tokens: (purpose) => {
      const { tenantId, userId, deviceId } = directory;
      const user = { tenantId, userId, userName: DEMO_USER_NAME, audience: SERVICE_CLIENT_ID };
      return entra.token(deviceClaimsV2(entra.origin, purpose === 'terms' ? user : { ...user, deviceId }));
    },
    transport: recorded(httpTransport(), traffic),
    ...(state === undefined ? {} : { state }),
  });
  return { pc, save: () => writeJsonFile(folder.at(FILE), pc.saveState()) };
}

function identityOf({ tenantId, userId, deviceId, omaDeviceId }: DemoDirectory): PcIdentity {
  return {
    tenantId,
    userId,
    userName: DEMO_USER_NAME,
    deviceId,
    omaDeviceId,
    deviceName: DEMO_PC_NAME,
    osVersion: '10.0.19045.2364',
    osEdition: 48,
    locale: 'de-AT',
  };
}

function recorded(transport: Transport, traffic: Traffic): Transport {
  return async (request) => {
    const response = await transport(request);
    traffic.record({
      method: request.method,
      url: request.url,
      requestBody: Buffer.from(request.body).toString('utf8'),
      status: response.status,
      replyBody: Buffer.from(response.body).toString('utf8'),
    });
    return response;
  };
}
