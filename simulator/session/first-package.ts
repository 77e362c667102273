import type { PcIdentity } from '../identity';
import type { AlertItem, ClientAlert, ClientCommand } from '../syncml/client-message';
import { devInfo } from '../tree/device-facts';

/** Who is signed in at the PC: the work account's user, somebody else, nobody; `unsaid` leaves the alert away. */
export type SignedIn = 'user' | 'others' | 'none' | 'unsaid';

/** What the first message of a session says. */
export interface Opening {
  /** Alert 1201, 1200, or neither. */
  readonly startedBy: 'client' | 'server' | 'unsaid';
  readonly signedIn: SignedIn;
  /** Further 1224 alerts, e.g. `com.microsoft.mdm.synctype`. */
  readonly events: readonly AlertItem[];
  /** The farewell of an enrollment that ends: alert 1226. */
  readonly farewell: boolean;
}

const FAREWELL: ClientAlert = {
  kind: 'Alert',
  code: '1226',
  item: { type: 'com.microsoft:mdm.unenrollment.userrequest', format: 'int', mark: 'critical', data: '1' },
};
const STARTED_BY = { client: '1201', server: '1200' } as const;

/** Package 1 as a real Windows 11 client orders it: session alert, events, farewell, DevInfo. Its first CmdID is 2. */
export function firstPackage(identity: PcIdentity, opening: Opening): readonly ClientCommand[] {
  const { startedBy, signedIn, events, farewell } = opening;
  const begin: readonly ClientAlert[] = startedBy === 'unsaid' ? [] : [{ kind: 'Alert', code: STARTED_BY[startedBy] }];
  const login = signedIn === 'unsaid' ? [] : [{ type: 'com.microsoft/MDM/LoginStatus', data: signedIn }];
  const typed = [...login, ...events].map((item): ClientAlert => ({ kind: 'Alert', code: '1224', item }));
  const items = Object.entries(devInfo(identity)).map(([source, data]) => ({ source, data }));
  return [...begin, ...typed, ...(farewell ? [FAREWELL] : []), { kind: 'Replace', items }];
}
