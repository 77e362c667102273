import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { checkInfra, graphTypesBeside, type InfraReport } from '../../infra/check/check-infra';
import { BicepMissing } from '../../infra/check/find-bicep';
import type { Outcome } from '../../infra/check/outcome';
import { reportLines } from '../../infra/check/report';

const ROOT = process.cwd();
const LIMIT_MS = 240_000;

/** One change of one file of a copy of `infra/`. */
interface Fault {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const FAULTS: readonly Fault[] = [
  { file: 'modules/app-registration.bicep', from: 'isFallbackPublicClient:', to: 'isFallbackPublicClint:' },
  { file: 'modules/storage.bicep', from: "kind: 'StorageV2'", to: "kind:   'StorageV2'" },
  { file: 'modules/workbook.bicep', from: "kind: 'shared'", to: "kind: 'shared'\n  madeUp: 1" },
];

// Whoever asked the registry before has the extension in a cache.
const OTHER_CACHE: Fault = {
  file: 'bicepconfig.json',
  from: '"extensions": {',
  to: `"cacheRootDirectory": ${JSON.stringify(join(tmpdir(), 'infra-check-empty-cache'))}, "extensions": {`,
};

// A port of loopback on which nobody listens puts the registry out of reach.
const OFFLINE = { HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', NO_PROXY: '', no_proxy: '' };

async function checkCopy(faults: readonly Fault[], graphTypes: string | undefined): Promise<InfraReport> {
  const folder = await mkdtemp(join(tmpdir(), 'infra-fault-'));
  try {
    const infra = join(folder, 'infra');
    await cp('infra', infra, { recursive: true });
    for (const { file, from, to } of faults) {
      const text = await readFile(join(infra, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} no longer contains ${from}`);
      await writeFile(join(infra, file), text.replace(from, to));
    }
    const env = graphTypes === undefined ? { ...process.env, ...OFFLINE } : process.env;
    return await checkInfra({ root: ROOT, infra, graphTypes, env, snapshot: 'validate' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The report, or the reason why this machine cannot make one. */
async function reportOrReason(faults: readonly Fault[], graphTypes: string | undefined): Promise<InfraReport | string> {
  try {
    return await checkCopy(faults, graphTypes);
  } catch (thrown) {
    if (thrown instanceof BicepMissing) return thrown.message;
    throw thrown;
  }
}

function orSkip(report: InfraReport | string, context: TestContext): InfraReport {
  return typeof report === 'string' ? context.skip(report) : report;
}

function of({ outcomes }: InfraReport, check: string, file: string): Outcome | undefined {
  return outcomes.find((outcome) => outcome.check === check && outcome.file === file);
}

describe('the check of a tree with planted faults', () => {
  let made: InfraReport | string;
  const graphTypes = graphTypesBeside(ROOT);

  beforeAll(async () => {
    const reason = 'The types of Microsoft Graph are not beside the project: ../shared/data/msgraph-bicep-v1.0';
    made = graphTypes === undefined ? reason : await reportOrReason(FAULTS, graphTypes);
  }, LIMIT_MS);

  it('fails a member that an Entra application does not have', (context) => {
    const found = of(orSkip(made, context), 'build', 'modules/app-registration.bicep');
    expect(found?.result).toBe('failed');
    expect(found?.lines.join('\n')).toContain('BCP089');
  });

  it('fails a member that an Azure resource does not have', (context) => {
    expect(of(orSkip(made, context), 'lint', 'modules/workbook.bicep')?.result).toBe('failed');
  });

  it('fails a file that is not formatted', (context) => {
    expect(of(orSkip(made, context), 'format', 'modules/storage.bicep')?.result).toBe('failed');
  });

  it('fails a plan that differs from the committed one', (context) => {
    expect(of(orSkip(made, context), 'snapshot', 'main.snapshot.json')?.result).toBe('failed');
  });

  it('passes what no fault was planted in', (context) => {
    expect(of(orSkip(made, context), 'build', 'modules/identity.bicep')?.result).toBe('passed');
  });

  it('counts the failures in its last line', (context) => {
    const report = orSkip(made, context);
    const failed = report.outcomes.filter(({ result }) => result === 'failed').length;
    expect(reportLines(report).at(-1)).toMatch(new RegExp(`^\\d+ passed, ${failed} failed$`));
  });
});

describe('the check without the types of Microsoft Graph and without their registry', () => {
  let made: InfraReport | string;

  beforeAll(async () => {
    made = await reportOrReason([OTHER_CACHE], undefined);
  }, LIMIT_MS);

  it('skips what needs them and says why', (context) => {
    const report = orSkip(made, context);
    expect(of(report, 'build', 'modules/app-registration.bicep')?.result).toBe('skipped');
    expect(reportLines(report).join('\n')).toContain('whose registry (mcr.microsoft.com) was not reached');
  });

  it('still compiles the rest', (context) => {
    expect(of(orSkip(made, context), 'build', 'modules/storage.bicep')?.result).toBe('passed');
  });

  it('fails nothing', (context) => {
    expect(orSkip(made, context).outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
  });
});
