/**
 * Figures of the policy library: loading the catalogue, looking up a LocURI, checking and compiling a document of 60
 * settings. All are processor time, so that nothing else on the machine decides. Ends with code 1 when one of them is
 * above its budget.
 */
import { execFileSync } from 'node:child_process';

/** Argument with which this program measures the loading alone, and prints it; LocURIs to be found may follow. */
const LOAD = 'load';
const rounds = 9;

/** Milliseconds of processor time that this process has used. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median over some rounds, so that one pause of the machine decides nothing. */
function median(measure: () => number): number {
  const sorted = Array.from({ length: rounds }, measure).sort((left, right) => left - right);
  return sorted[Math.floor(rounds / 2)] ?? Number.NaN;
}

function millisecondsPerCall(times: number, call: () => unknown): number {
  for (let index = 0; index < times; index += 1) call();
  return median(() => {
    const start = processorTime();
    for (let index = 0; index < times; index += 1) call();
    return (processorTime() - start) / times;
  });
}

/** What is loaded once can only be measured again in another process. */
const coldLoad = (uris: readonly string[]) =>
  Number(execFileSync(process.execPath, [process.argv[1] ?? '', LOAD, ...uris], { encoding: 'utf8' }));

const beforeLoad = processorTime();
const { findNode } = await import('../shared/csp/find-node');
if (process.argv[2] === LOAD) {
  for (const uri of process.argv.slice(3)) findNode(uri);
  process.stdout.write(String(processorTime() - beforeLoad));
  process.exit();
}

const { checkPolicy } = await import('../shared/policy/check-policy');
const { compilePolicy } = await import('../shared/policy/compile-policy');
const { policyDocument } = await import('../shared/policy/document');
const { recommendedApps } = await import('../shared/policy/presets');

const inputs = {
  tenantId: '6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b',
  providerId: 'WindowsMam',
  groupings: { protected: '5b1f0c9e-6a71-4d0f-9d5c-2f7f6a3f00e9', exempt: '5b1f0c9e-EdpExempt' },
  osVersion: '10.0.19045.2364',
  pollJitter: 7,
};

const characterClasses = { digits: 'require', uppercase: 'allow', lowercase: 'allow', special: 'forbid' };
const longRun = Object.fromEntries([['then', { everyMinutes: 1440 }]]);

/** 60 settings: every section, as many profiles as it takes. */
const document = policyDocument.parse({
  schemaVersion: 1,
  name: 'Bench',
  wip: {
    mode: 'block',
    primaryDomain: 'contoso.com',
    additionalDomains: ['contoso.co.uk', 'xn--mnchen-3ya.de'],
    showIcons: true,
    revokeOnMdmHandoff: false,
    azureRms: { enabled: true, templateId: inputs.tenantId },
    smbEncryptedExtensions: ['docx', 'xlsx'],
  },
  apps: { protected: recommendedApps, exempt: recommendedApps.map((app) => ({ ...app, product: `${app.product}.x` })) },
  network: {
    cloudResources: Array.from({ length: 30 }, (_, index) => ({ host: `host${index}.contoso.com` })),
    domains: ['corp.contoso.com'],
    ipRanges: Array.from({ length: 20 }, (_, index) => ({ from: `10.${index}.0.0`, to: `10.${index}.255.255` })),
    ipRangesAreComplete: true,
    internalProxies: ['proxy1.contoso.com'],
    internetProxies: ['proxy2.contoso.com'],
    internetProxiesAreComplete: false,
    neutralResources: ['login.microsoftonline.com'],
  },
  signIn: {
    windowsHello: {
      enabled: true,
      requireTpm: false,
      pinRecovery: true,
      pin: { minLength: 6, maxLength: 20, ...characterClasses, expiresAfterDays: 0, remembered: 5 },
    },
    deviceLock: { passwordRequired: true, minLength: 8, lockAfterMinutes: 15 },
    lockScreen: { allowCamera: false, allowSlideShow: true },
  },
  sync: {
    poll: { first: { everyMinutes: 15, times: 5 }, second: { everyMinutes: 60, times: 10 }, ...longRun },
    pollOnSignIn: false,
    unenrollAfterDaysWithoutContact: 90,
    mdmDiscoveryUrl: 'https://mdm.contoso.com/d',
    help: { phone: '1', website: 'https://help.contoso.com', email: 'help@contoso.com' },
  },
  vpn: Array.from({ length: 7 }, (_, index) => ({
    name: `VPN ${index}`,
    plugin: { packageFamilyName: 'Contoso.Vpn_8wekyb3d8bbwe', serverUrls: ['vpn.contoso.com'] },
  })),
});

const { settings } = compilePolicy(document, inputs);
const written = [...new Set(settings.flatMap(({ nodes }) => nodes.map(({ uri }) => uri)))];
const uri = `./Device/Vendor/MSFT/PassportForWork/${inputs.tenantId}/Policies/PINComplexity/Digits`;

interface Figure {
  readonly what: string;
  readonly measured: number;
  /** Without one the figure only tells what the one above it leaves for later. */
  readonly budget?: number;
  readonly unit: string;
}

const figures: readonly Figure[] = [
  { what: 'load the catalogue', measured: median(() => coldLoad([])), budget: 10, unit: 'ms' },
  { what: `load it and find ${written.length} nodes`, measured: median(() => coldLoad(written)), unit: 'ms' },
  {
    what: 'look up a LocURI',
    measured: millisecondsPerCall(100_000, () => findNode(uri)) * 1000,
    budget: 2,
    unit: 'us',
  },
  {
    what: `check and compile ${settings.length} settings`,
    measured: millisecondsPerCall(200, () => [checkPolicy(document), compilePolicy(document, inputs)]),
    budget: 5,
    unit: 'ms',
  },
];

const isWithin = ({ measured, budget = Number.POSITIVE_INFINITY }: Figure) => measured <= budget;

for (const figure of figures) {
  const { what, measured, budget, unit } = figure;
  const verdict = budget === undefined ? '' : `  (budget ${budget} ${unit})  ${isWithin(figure) ? 'ok' : 'TOO SLOW'}`;
  process.stdout.write(`${what.padEnd(34)} ${measured.toFixed(2).padStart(8)} ${unit}${verdict}\n`);
}
process.exitCode = figures.every(isWithin) ? 0 : 1;
