import { isLoopbackAddress, urlOf, withoutSlash } from '../../shared/setting-addresses';
import { EXIT, Stop } from './outcome';

/** Origins that replace login service and Graph, on loopback only. */
export interface StandInOrigins {
  readonly authority: string;
  readonly graph: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The stand-ins that `MAM_DEV_AUTHORITY_URL` and `MAM_DEV_GRAPH_URL` name; none where neither is set.
 * @throws Stop when an address is not on loopback, since sign-in would go there
 */
export function standInsOf(env: Environment): StandInOrigins | undefined {
  const [authority, graph] = [env['MAM_DEV_AUTHORITY_URL'], env['MAM_DEV_GRAPH_URL']];
  if (authority === undefined && graph === undefined) return undefined;
  if (authority === undefined || graph === undefined) {
    throw new Stop('Only one stand-in is named', 'Set both MAM_DEV_AUTHORITY_URL and MAM_DEV_GRAPH_URL.', EXIT.usage);
  }
  if (![authority, graph].every((address) => isLoopbackAddress(urlOf(address)))) {
    throw new Stop('A stand-in is not on this machine', 'They are addresses on loopback, for tests.', EXIT.usage);
  }
  return { authority: withoutSlash(authority), graph: withoutSlash(graph) };
}

/** Origin of the service: `--service`, or the setting `MAM_PUBLIC_URL`. @throws Stop */
export function serviceOf(option: string | undefined, env: Environment): string {
  const text = option ?? env['MAM_PUBLIC_URL'];
  const url = urlOf(text ?? '');
  const isRight = url !== undefined && (url.protocol === 'https:' || isLoopbackAddress(url));
  if (isRight) return url.origin;
  throw new Stop(
    'The service is not named',
    'Add --service https://mam.vendor.com, or set MAM_PUBLIC_URL.',
    EXIT.usage,
  );
}
