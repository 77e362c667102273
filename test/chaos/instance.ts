import { enrollmentRoute } from '../../functions/enrollment';
import { type Call, handleCall, type Reply } from '../../functions/http';
import { policySyncRoute } from '../../functions/policy-sync';
import type { Service } from '../../functions/service';
import { createLog } from '../../shared/log';
import { newCorrelationId } from '../../shared/random';
import type { HttpRequestOut, HttpResponseIn } from '../../simulator/index';
import { type Delivery, deliveries } from './delivery';
import type { Answering } from './network';
import { PlainRequest } from './plain-request';

const ROUTES = [
  { path: /^\/mam\/sync\/([^/]+)$/, route: policySyncRoute },
  { path: /^\/mam\/enroll$/, route: enrollmentRoute },
] as const;

/** One instance of the service in this process: the real handlers over a service that the schedule put together. */
export class Instance implements Answering {
  readonly service: Service;
  readonly #onLog: (line: string) => void;

  constructor(service: Service, onLog: (line: string) => void = () => undefined) {
    this.service = service;
    this.#onLog = onLog;
  }

  async answer(request: HttpRequestOut, delivery: Delivery): Promise<HttpResponseIn | undefined> {
    const { pathname } = new URL(request.url);
    const found = ROUTES.find(({ path }) => path.test(pathname));
    if (found === undefined) throw new Error(`no route leads to ${pathname}`);
    const enrollmentId = found.path.exec(pathname)?.[1] ?? '';
    const correlationId = newCorrelationId();
    const log = createLog({ info: () => undefined, warn: this.#onLog, error: this.#onLog });
    const call: Call = {
      request: new PlainRequest(request, { enrollmentId }),
      service: () => this.service,
      correlationId,
      log,
    };
    const reply = await deliveries.run(delivery, () => handleCall(found.route, call));
    return delivery.killed ? undefined : toResponse(reply);
  }
}

function toResponse({ status, headers = {}, body = '' }: Reply): HttpResponseIn {
  const bytes = Buffer.from(body);
  return {
    status,
    headers: new Map([...Object.entries(headers), ['content-length', String(bytes.length)]]),
    body: bytes,
  };
}
