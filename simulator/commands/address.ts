import { CommandError } from './command-error';

/**
 * The address of a step: a full one as it is, or the service's own route below an origin.
 * @throws CommandError when it is no address of the web
 */
export function addressOf(text: string, route: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new CommandError(`${text} is not an address such as https://mam.example.org`);
  }
  const url = new URL(text);
  return url.pathname === '/' ? new URL(route, url).href : url.href;
}
