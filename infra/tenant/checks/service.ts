import { z } from 'zod';
import { readJson } from '../../../shared/graph/read-json';
import { type Finding, well } from './finding';

const MAX_BYTES = 64 * 1024;
const SKEW_WARNING_MS = 60_000;
const SKEW_PROBLEM_MS = 300_000;

const health = z.object({
  status: z.string(),
  problems: z.array(z.object({ setting: z.string(), problem: z.string() })).default([]),
});

/** The service runs, and its clock and this machine's agree. */
export async function checkService(origin: string, now: () => Date): Promise<readonly Finding[]> {
  const check = 'health';
  const url = `${origin}/health`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
    const date = response.headers.get('date');
    const parsed = health.safeParse(await readJson(response, MAX_BYTES));
    if (!parsed.success) return [stranger(check, url)];
    return [healthOf(check, parsed.data), ...(date === null ? [] : [clockOf(new Date(date), now())])];
  } catch {
    return [silent(check, url)];
  }
}

function healthOf(check: string, { status, problems }: z.output<typeof health>): Finding {
  if (status === 'ok') return well(check, 'the service runs');
  if (status === 'maintenance') {
    return {
      check,
      severity: 'warning',
      seen: 'the service is in maintenance',
      why: 'Enrollments and syncs are put off until it ends.',
      mend: 'Its operator removes MAM_MAINTENANCE.',
    };
  }
  const list = problems.map(({ setting, problem }) => `${setting} ${problem}`).join('; ');
  return {
    check,
    severity: 'problem',
    seen: `the service is ${status}${list === '' ? '' : `: ${list}`}`,
    why: 'Nothing but this page answers.',
    mend: 'Its operator corrects the settings that are named.',
  };
}

/** The distance between two clocks. */
export function clockOf(theirs: Date, ours: Date): Finding {
  const check = 'clock';
  const skewMs = Math.abs(theirs.getTime() - ours.getTime());
  const seen = `the service’s clock and this one differ by ${Math.round(skewMs / 1000)} seconds`;
  if (skewMs < SKEW_WARNING_MS) return well(check, seen);
  return {
    check,
    severity: skewMs < SKEW_PROBLEM_MS ? 'warning' : 'problem',
    seen,
    why: 'Tokens are good for a while only: beyond five minutes they are refused as expired or not yet valid.',
    mend: 'Let this machine set its clock by the network; if it is right, tell the operator of the service.',
  };
}

const stranger = (check: string, url: string): Finding => ({
  check,
  severity: 'problem',
  seen: `${url} is answered by something else`,
  why: 'The host name leads to another program, so no PC can enroll.',
  mend: 'Let the name lead to the function app, and set AzureWebJobsDisableHomepage.',
});

const silent = (check: string, url: string): Finding => ({
  check,
  severity: 'problem',
  seen: `${url} does not answer`,
  why: 'No PC can enroll or sync.',
  mend: 'Check the function app, its host name and the network.',
});
