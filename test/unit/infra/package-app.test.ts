import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageApp } from '../../../infra/package/package-app';

async function project(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'package-app-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'dist', 'functions'), { recursive: true });
  await cp('host.json', join(root, 'host.json'));
  await cp('package.json', join(root, 'package.json'));
  return root;
}

async function build(root: string): Promise<void> {
  await writeFile(join(root, 'dist', 'functions', 'index.cjs'), '');
  await writeFile(join(root, 'dist', 'functions', 'index.cjs.map'), '{}');
}

describe('packageApp', () => {
  it('refuses to lay out a bundle that has not been built', async () => {
    await expect(packageApp(await project())).rejects.toThrow('index.cjs');
  });

  it('lays out host settings, bundle and package file, and nothing of an earlier run', async () => {
    const root = await project();
    await build(root);
    await mkdir(join(root, 'dist', 'app'), { recursive: true });
    await writeFile(join(root, 'dist', 'app', 'left-over'), '');
    const names = await readdir(await packageApp(root), { recursive: true });
    const bundle = ['dist', join('dist', 'functions'), join('dist', 'functions', 'index.cjs')];
    expect(names.sort()).toEqual([...bundle, join('dist', 'functions', 'index.cjs.map'), 'host.json', 'package.json']);
  });

  it('names the bundle as entry and no dependency, so that nothing is installed in Azure', async () => {
    const root = await project();
    await build(root);
    const manifest: unknown = JSON.parse(await readFile(join(await packageApp(root), 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ main: 'dist/functions/index.cjs' });
    expect(manifest).not.toHaveProperty('dependencies');
  });
});
