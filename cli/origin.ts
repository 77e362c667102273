import { isLoopback, isPlainAddress, urlOf } from '../shared/setting-addresses';
import { CliFailure } from './failure';

/** What names the service: `--service`, or MAM_SERVICE. */
export interface NamedService {
  readonly service?: string;
  /** Name of the option in earlier versions. */
  readonly server?: string;
}

const ADDRESS = 'Name it with --service or MAM_SERVICE, e.g. https://mam.contoso.com (http only for loopback).';

/** The origin that options or environment name; `undefined` where neither does. @throws CliFailure */
export function namedOrigin(
  { service, server }: NamedService,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const text = service ?? server ?? env['MAM_SERVICE'] ?? env['MAM_SERVER'];
  if (text === undefined || text === '') return undefined;
  const url = urlOf(text);
  const isSafe = url !== undefined && (url.protocol === 'https:' || isLoopback(url)) && isPlainAddress(url);
  if (!isSafe) throw new CliFailure(2, 'The address of the service is not an https address.', ADDRESS);
  return url.origin;
}

/** The refusal of a command that has to be told the service. */
export const noService = (): CliFailure =>
  new CliFailure(2, 'No service is named.', `${ADDRESS} After "mam sign-in" it is remembered.`);
