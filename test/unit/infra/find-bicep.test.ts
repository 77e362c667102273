import { expect, it } from 'vitest';
import { BicepMissing, findBicep } from '../../../infra/check/find-bicep';

it('refuses a setting BICEP that names no program, and says what to do', async () => {
  const finding = findBicep(process.cwd(), { ...process.env, BICEP: '/nowhere/bicep' });
  await expect(finding).rejects.toThrow(BicepMissing);
  await expect(finding).rejects.toThrow('BICEP names no program: /nowhere/bicep');
  await expect(finding).rejects.toThrow('.NET SDK');
});
