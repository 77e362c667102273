import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BicepMissing, findBicep } from '../../../infra/check/find-bicep';

it('refuses a setting BICEP that names no program, and says what to do', async () => {
  const finding = findBicep(process.cwd(), { ...process.env, BICEP: '/nowhere/bicep' });
  await expect(finding).rejects.toThrow(BicepMissing);
  await expect(finding).rejects.toThrow('BICEP names no program: /nowhere/bicep');
  await expect(finding).rejects.toThrow('.NET SDK');
});

it('says how to get the Bicep command line where there is none, no setting and no dotnet', async () => {
  const root = await mkdtemp(join(tmpdir(), 'find-bicep-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await cp('infra/check', join(root, 'infra', 'check'), { recursive: true });
  const finding = findBicep(root, { PATH: root });
  await expect(finding).rejects.toThrow(BicepMissing);
  await expect(finding).rejects.toThrow('dotnet is not there');
  await expect(finding).rejects.toThrow('https://aka.ms/bicep-install');
});
