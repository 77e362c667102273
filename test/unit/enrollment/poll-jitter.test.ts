import { describe, expect, it } from 'vitest';
import { pollJitter } from '../../../shared/enrollment/poll-jitter';
import { parseDeviceId, parseTenantId } from '../../../shared/ids';

const id = (n: number) => `d0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function jitters(tenant: number, devices: number): number[] {
  return Array.from({ length: devices }, (_, n) => {
    const [tenantId, deviceId] = [parseTenantId(id(tenant)), parseDeviceId(id(n))];
    if (tenantId === undefined || deviceId === undefined) throw new Error('not a GUID');
    return pollJitter(tenantId, deviceId);
  });
}

describe('the jitter of the poll interval', () => {
  it('stays the same for a device, also with the next version of the service', () => {
    expect(jitters(1, 5)).toEqual([59, 12, 22, 48, 27]);
  });

  it('is between 0 and 59 minutes and uses all of them evenly', () => {
    const devices = new Array<number>(60).fill(0);
    for (const minutes of jitters(1, 6_000)) devices[minutes] = (devices[minutes] ?? 0) + 1;
    expect(devices).toHaveLength(60);
    expect(Math.min(...devices)).toBeGreaterThan(50);
    expect(Math.max(...devices)).toBeLessThan(150);
  });

  it('differs between tenants that know the same device', () => {
    expect(jitters(1, 50)).not.toEqual(jitters(2, 50));
  });
});
