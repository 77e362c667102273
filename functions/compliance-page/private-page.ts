import type { HtmlPage } from '../../shared/terms/html';
import type { Reply } from '../http';
import { pageReply } from '../terms/replies';

/** A page of which no other site learns by a referrer; none of its forms has to say where it comes from. */
export function privatePage(status: number, page: HtmlPage, headers: Reply['headers'] = {}): Reply {
  const reply = pageReply(status, page);
  return { ...reply, headers: { ...reply.headers, 'referrer-policy': 'no-referrer', ...headers } };
}
