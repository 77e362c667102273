import { type GraphClient, graphClientOver } from '../../../shared/graph/graph-client';
import { createGraphTransport, PATIENT } from '../../../shared/graph/graph-transport';
import type { Report } from '../report';

/** Graph as the administrator. */
export interface ToldGraphOptions {
  readonly graphUrl: string;
  readonly token: () => Promise<string>;
  readonly report: Report;
  /** Changes are told and not sent. */
  readonly dryRun: boolean;
}

/** A Graph client that tells every call; reads are real even with `--dry-run`, since what follows depends on them. */
export function createToldGraph({ report, dryRun, ...options }: ToldGraphOptions): GraphClient {
  const send = createGraphTransport({ ...options, patience: PATIENT });
  return graphClientOver(async (request) => {
    const isChange = request.method !== 'GET';
    const body = isChange && dryRun && request.body !== undefined ? ` ${JSON.stringify(request.body)}` : '';
    report.call(`${request.method} ${options.graphUrl}${request.path.replace(options.graphUrl, '')}${body}`);
    return isChange && dryRun ? undefined : send(request);
  });
}
