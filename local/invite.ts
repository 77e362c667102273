import { relative } from 'node:path';
import { NEWCOMER_DOMAIN } from './demo-tenants';
import { TOKEN_FILES } from './demo-tokens';
import type { Narrator } from './print/narrator';
import { DEFAULT_DATA, LOG_FILE, type RunningDemo } from './run-demo';
import { DEMO_PC_NAME, DEMO_USER_NAME } from './story/demo-pc';
import { DEMO_POLICY_NAME } from './story/demo-policy';

/** Tells what the reader can do now: addresses, and commands that work as they are printed. */
export function invite(demo: RunningDemo, narrator: Narrator): void {
  const { folder, service } = demo;
  const { origin } = service.host;
  narrator.heading('The service keeps running. Ctrl+C ends it.');
  narrator.facts([
    ['Terms of use', `${origin}/mam/terms`],
    ['Enrollment', `${origin}/mam/enroll`],
    ['Management', `${origin}/api/v1`],
    ['Onboarding', `${origin}/onboard`],
    ['User’s page', `${origin}/mam/compliance, as ${DEMO_USER_NAME}`],
    ['Health', `${origin}/health`],
    ['Key set', service.entra.jwksUrl],
    ['Log', relative(process.cwd(), folder.at(LOG_FILE))],
  ]);
  for (const [heading, commands] of [
    ['In another terminal: manage the tenant as its administrator', asAdministrator(demo)],
    ['or let a second PC go the same way', asSecondPc(demo)],
    ['or bring in a second customer, as its administrator', asSecondCustomer(demo)],
  ] as const) {
    narrator.heading(heading);
    narrator.commands(commands);
  }
}

function asAdministrator({ folder, service: { host } }: RunningDemo): readonly string[] {
  const as = (who: 'administrator' | 'logReader') => (command: string) =>
    `npm run -s mam -- ${command} --service ${host.origin} --token-file ${shown(folder.at(TOKEN_FILES[who]))}`;
  const mam = as('administrator');
  return [
    mam('policy validate examples/policy.json'),
    mam(`policy push ${DEMO_POLICY_NAME} examples/policy.json --dry-run`),
    mam('devices list'),
    mam(`devices show ${DEMO_PC_NAME} --settings`),
    mam('tenant show'),
    mam('audit --since 1d'),
    as('logReader')('logs report --by site'),
  ];
}

function asSecondPc({ folder, service: { host } }: RunningDemo): readonly string[] {
  const isDefault = relative(process.cwd(), folder.path) === DEFAULT_DATA;
  const state = isDefault ? '' : ` --state ${shown(folder.at('simulated-pc.json'))}`;
  return [
    `export MAM_TOKEN="$(cat ${shown(folder.at(TOKEN_FILES.secondPc))})"`,
    `npm run simulator -- terms ${host.origin} --accept${state}`,
    `npm run simulator -- enroll ${host.origin}${state}`,
    `npm run simulator -- sync${state}`,
  ];
}

function asSecondCustomer({ service: { host, entra, graph } }: RunningDemo): readonly string[] {
  const options = `--tenant ${NEWCOMER_DOMAIN} --service ${host.origin}`;
  return [
    `export MAM_DEV_AUTHORITY_URL=${entra.origin} MAM_DEV_GRAPH_URL=${graph.origin}`,
    `npm run onboard -- ${options} --scope all`,
    `npm run doctor -- ${options}`,
  ];
}

/** A path as a shell reads it: in quotes where it has to be. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return /^[\w./@%+-]+$/.test(short) ? short : `'${short.replaceAll("'", `'\\''`)}'`;
}
