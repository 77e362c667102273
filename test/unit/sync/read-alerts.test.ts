import { describe, expect, it } from 'vitest';
import { readAlerts } from '../../../shared/sync/read-alerts';
import { alert, message } from '../../support/conversation';

const cases: [string, ReturnType<typeof alert>, object][] = [
  ['a session begun by the client', alert('1201'), {}],
  ['a session begun by the server', alert('1200'), {}],
  [
    'the work user at the keyboard',
    alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'user' }),
    { workUserPresent: true },
  ],
  [
    'somebody else at the keyboard',
    alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'others' }),
    { workUserPresent: false },
  ],
  [
    'nobody at the keyboard',
    alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'none' }),
    { workUserPresent: false },
  ],
  [
    'padding and another case in the type',
    alert('1224', { type: ' COM.microsoft/mdm/loginstatus ', data: ' user\n' }),
    { workUserPresent: true },
  ],
  [
    'a token of the user',
    alert('1224', { type: 'com.microsoft/MDM/AADUserToken', data: 'e30.e30.x' }),
    { userToken: 'e30.e30.x' },
  ],
  [
    'a slow command that is still running',
    alert('1224', { type: 'Reversed-Domain-Name:com.microsoft.mdm.requestpending', data: '1' }),
    { keepsAlive: true },
  ],
  ['the kind of the sync', alert('1224', { type: 'com.microsoft.mdm.synctype', data: 'mixed' }), {}],
  ['the wish for the next message', alert('1222'), {}],
  ['a missing end of what we sent', alert('1225'), { endMissing: true }],
  [
    'a changed status of the health attestation',
    alert('1226', { type: 'com.microsoft.mdm:HealthAttestation.Result', data: '3' }),
    { healthStatus: '3' },
  ],
  ['an event that nobody knows', alert('1224', { type: 'com.contoso/Unheard', data: 'x' }), {}],
  ['the end of the session', alert('1223'), { aborted: true }],
  [
    'the end of the enrollment',
    alert('1226', { type: 'com.microsoft:mdm.unenrollment.userrequest', data: '1' }),
    { unenrolled: true },
  ],
  ['another generic alert', alert('1226', { type: 'com.microsoft:mdm.other', data: '1' }), {}],
  [
    'an unenrollment under the wrong code',
    alert('1224', { type: 'com.microsoft:mdm.unenrollment.userrequest', data: '1' }),
    {},
  ],
];

describe('alerts', () => {
  it.each(cases)('tell of %s', (_name, said, facts) => {
    expect(readAlerts(message({ body: [said] }))).toEqual(facts);
  });

  it('are read together, the later one winning', () => {
    const present = alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'user' });
    const absent = alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'others' });
    expect(readAlerts(message({ body: [present, alert('1223'), absent] }))).toEqual({
      workUserPresent: false,
      aborted: true,
    });
  });
});
