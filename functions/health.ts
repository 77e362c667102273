import { SettingError } from '../shared/config';
import { type Reply, registerRoute } from './http';
import type { Service } from './service';

/**
 * Registers `GET /health`: 200 while the service runs, 503 with the names of the wrong settings when it could not
 * start. It asks neither storage nor Entra, so that a probe costs nothing and tells about this service only.
 */
export function registerHealth(started: Service | SettingError): void {
  const answer = async () => health(started);
  registerRoute({
    name: 'health',
    route: 'health',
    handlers: { GET: answer, HEAD: answer },
    refuse: (error) => json(500, { status: 'failed', code: error.code }),
  });
}

function health(started: Service | SettingError): Reply {
  if (started instanceof SettingError) return json(503, { status: 'misconfigured', problems: started.problems });
  return json(200, { status: started.config.maintenance === undefined ? 'ok' : 'maintenance' });
}

function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
