import { app, type HttpResponseInit } from '@azure/functions';
import { SettingError } from '../shared/config';
import type { Service } from './service';

/**
 * Registers `GET /health`: 200 while the service runs, 503 with the names of the wrong settings when it could not
 * start. It asks neither storage nor Entra, so that a probe costs nothing and tells about this service only.
 */
export function registerHealth(started: Service | SettingError): void {
  app.http('health', {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    authLevel: 'anonymous',
    route: 'health',
    handler: async (request) =>
      request.method === 'GET' || request.method === 'HEAD' ? health(started) : notAllowed(),
  });
}

function health(started: Service | SettingError): HttpResponseInit {
  if (started instanceof SettingError) return json(503, { status: 'misconfigured', problems: started.problems });
  if (started.config.maintenance !== undefined) return json(200, { status: 'maintenance' });
  return json(200, { status: 'ok' });
}

function notAllowed(): HttpResponseInit {
  return { status: 405, headers: { allow: 'GET, HEAD', 'content-length': '0' } };
}

function json(status: number, value: unknown): HttpResponseInit {
  const body = JSON.stringify(value);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
  };
  return { status, headers, body };
}
