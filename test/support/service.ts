import { inject } from 'vitest';
import { startServiceOn, type TestService } from './running-service';

export { deviceToken, managerToken, onboard, type TestPerson, type TestService } from './running-service';

/**
 * Starts the whole service on the storage emulator of the test run; `settings` are added to, or replace, those of a
 * working deployment.
 */
export function startTestService(settings: Readonly<Record<string, string>> = {}): Promise<TestService> {
  return startServiceOn(inject('tablesConnection'), settings);
}
