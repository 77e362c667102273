import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startFunctionsHost } from '../../../local/functions-host/start-host';
import { listenOnLoopback } from '../../../local/loopback';
import { httpFunction, startHost, writeBundle } from './bundles';
import { exchange, open, parseReply, request } from './raw-client';

// What the handler saw, as JSON with an explicit length.
const ECHO = `async (request) => {
  const body = Buffer.from(await request.arrayBuffer());
  const seen = {
    method: request.method,
    url: request.url,
    query: Object.fromEntries(request.query),
    params: request.params,
    headers: Object.fromEntries(request.headers),
    body: body.toString('hex'),
  };
  const text = JSON.stringify(seen);
  return { headers: { 'content-length': String(Buffer.byteLength(text)) }, body: text };
}`;
const OK = `async () => ({ headers: { 'content-length': '2' }, body: 'ok' })`;

/** A function `x` that returns this. */
const returning = (reply: string) => httpFunction('x', `async () => (${reply})`);

describe('1: reserved routes and the landing page', () => {
  it.each(['admin/x', 'administrators', 'Runtime/x', '/admin'])('refuses the route %s and says so', async (route) => {
    const host = await startHost(httpFunction('a', OK, `route: '${route}',`) + httpFunction('b', OK));
    expect(host.functions.map(({ name }) => name)).toEqual(['b']);
    expect(host.lines).toContainEqual({
      level: 'error',
      line: "The 'a' function is in error: The specified route conflicts with one or more built in routes.",
    });
    const { status } = await exchange(host.origin, request(`GET /${route}`));
    expect(status).toBe(404);
  });

  it('answers / with a page of its own', async () => {
    const host = await startHost(httpFunction('x', OK));
    const reply = await exchange(host.origin, request('GET /'));
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toEqual(['text/html']);
  });

  it('answers / with 204 when AzureWebJobsDisableHomepage is true', async () => {
    const host = await startHost(httpFunction('x', OK), { AzureWebJobsDisableHomepage: 'true' });
    const reply = await exchange(host.origin, request('GET /'));
    expect(reply).toMatchObject({ status: 204, body: '' });
  });
});

describe('2: chunked requests', () => {
  it('hands the function an empty body when the request is chunked', async () => {
    const host = await startHost(httpFunction('x', ECHO));
    const reply = await exchange(
      host.origin,
      request('POST /x', ['Transfer-Encoding: chunked'], '5\r\nhello\r\n0\r\n\r\n'),
    );
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toMatchObject({ body: '', headers: { 'transfer-encoding': 'chunked' } });
  });
});

describe('3: length of a reply', () => {
  it('chunks a reply without content-length', async () => {
    const host = await startHost(returning(`{ body: 'hello' }`));
    const reply = await exchange(host.origin, request('GET /x'));
    expect(reply.headers.get('transfer-encoding')).toEqual(['chunked']);
    expect(reply.headers.has('content-length')).toBe(false);
    expect(reply.body).toBe('5\r\nhello\r\n0\r\n\r\n');
  });

  it('does not chunk a reply with content-length', async () => {
    const host = await startHost(returning(`{ headers: { 'content-length': '5' }, body: 'hello' }`));
    const reply = await exchange(host.origin, request('GET /x'));
    expect(reply.headers.get('content-length')).toEqual(['5']);
    expect(reply.headers.has('transfer-encoding')).toBe(false);
    expect(reply.body).toBe('hello');
  });

  it('answers 500 and closes when the content-length is too small', async () => {
    const host = await startHost(returning(`{ headers: { 'content-length': '4' }, body: 'hello' }`));
    const reply = await exchange(host.origin, 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(reply).toMatchObject({ status: 500, body: '' });
  });

  it('cuts the connection after the body when the content-length is too large', async () => {
    const host = await startHost(returning(`{ headers: { 'content-length': '9' }, body: 'hello' }`));
    const reply = await exchange(host.origin, 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(reply).toMatchObject({ status: 200, body: 'hello' });
    expect(reply.headers.get('content-length')).toEqual(['9']);
  });

  it('cuts the connection at once when a length is announced and no body follows', async () => {
    const host = await startHost(returning(`{ headers: { 'content-length': '9' } }`));
    const reply = await exchange(host.origin, 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(reply).toMatchObject({ status: 200, body: '' });
  });

  it('gives a reply without body the content-length 0', async () => {
    const host = await startHost(returning('{ status: 202 }'));
    const reply = await exchange(host.origin, request('GET /x'));
    expect(reply.status).toBe(202);
    expect(reply.headers.get('content-length')).toEqual(['0']);
  });

  it('refuses a bundle that sets enableHttpStream', async () => {
    const bundle = await writeBundle(`app.setup({ enableHttpStream: true }); ${httpFunction('x', OK)}`);
    await expect(startFunctionsHost({ bundle, port: 0, settings: {} })).rejects.toThrow('enableHttpStream');
  });
});

describe('4: methods', () => {
  it('answers a wrong method with an empty 404', async () => {
    const host = await startHost(httpFunction('x', OK, `methods: ['POST'],`));
    const reply = await exchange(host.origin, request('GET /x'));
    expect(reply).toMatchObject({ status: 404, body: '' });
    expect(reply.headers.has('allow')).toBe(false);
  });

  it.each(['HEAD', 'OPTIONS'])('answers %s with 404 unless it is listed', async (method) => {
    const listed = httpFunction('listed', OK, `methods: ['GET', '${method}'],`);
    const host = await startHost(httpFunction('x', OK, `methods: ['GET', 'POST'],`) + listed);
    expect((await exchange(host.origin, request(`${method} /x`))).status).toBe(404);
    expect((await exchange(host.origin, request(`${method} /listed`))).status).toBe(200);
  });

  it.each([
    ['GET', 200],
    ['POST', 200],
    ['PUT', 404],
    ['DELETE', 404],
  ])('takes GET and POST only when no methods are named: %s is %i', async (method, status) => {
    const host = await startHost(httpFunction('x', OK));
    expect((await exchange(host.origin, request(`${method} /x`))).status).toBe(status);
  });
});

describe('5: routes', () => {
  const ROUTES =
    httpFunction('literal', ECHO, `route: 'mam/Enroll',`) +
    httpFunction('parameter', ECHO, `route: 'mam/sync/{enrollmentId}',`) +
    httpFunction('optional', ECHO, `route: 'list/{page?}',`) +
    httpFunction('rest', ECHO, `route: 'files/{*path}',`);

  it.each([
    ['/MAM/enroll', {}],
    ['/mam/enroll/', {}],
    ['/m%61m/enroll', {}],
    ['/other/../mam/enroll', {}],
    ['/other/%2e%2e/mam/./enroll', {}],
    ['/mam/sync/aB1', { enrollmentId: 'aB1' }],
    ['/mam/sync/a%20b%2Fc', { enrollmentId: 'a b%2Fc' }],
    ['/list', {}],
    ['/list/2', { page: '2' }],
    ['/files/a/b%2fc/d', { path: 'a/b%2fc/d' }],
    ['/files', {}],
  ])('matches %s', async (path, params) => {
    const host = await startHost(ROUTES);
    const reply = await exchange(host.origin, request(`GET ${path}`));
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toMatchObject({ params });
  });

  it.each(['//mam/enroll', '/mam//enroll', '/mam/enroll//', '/mam/sync', '/mam/sync/', '/mam/sync/a/b', '/mam'])(
    'does not match %s',
    async (path) => {
      const host = await startHost(ROUTES);
      expect(await exchange(host.origin, request(`GET ${path}`))).toMatchObject({ status: 404, body: '' });
    },
  );

  it.each([
    ['a', 'z'],
    ['z', 'a'],
  ])(
    'lets the alphabet decide between two matching routes, parameter %s and literal %s',
    async (parameter, literal) => {
      const answer = (name: string) => `async () => ({ body: '${name}' })`;
      const host = await startHost(
        httpFunction(literal, answer(literal), `route: 'mam/terms',`) +
          httpFunction(parameter, answer(parameter), `route: 'mam/{page}',`),
      );
      const reply = await exchange(host.origin, request('GET /mam/terms'));
      expect(reply.body).toContain('a');
    },
  );

  it('lets the method decide between two functions of one route', async () => {
    const host = await startHost(
      httpFunction('a', `async () => ({ body: 'read' })`, `route: 'x', methods: ['GET'],`) +
        httpFunction('b', `async () => ({ body: 'write' })`, `route: 'x', methods: ['PUT'],`),
    );
    expect((await exchange(host.origin, request('PUT /x'))).body).toContain('write');
  });

  it('refuses to start with a route that it does not imitate', async () => {
    const bundle = await writeBundle(httpFunction('x', OK, `route: 'a/{id:int}',`));
    await expect(startFunctionsHost({ bundle, port: 0, settings: {} })).rejects.toThrow('{id:int}');
  });
});

describe('6: what a function returns', () => {
  it.each([
    ['throws', `async () => { throw new Error('broken'); }`],
    ['returns a string', `async () => 'text'`],
    ['returns the status 199', `async () => ({ status: 199 })`],
    ['returns the status 600', `async () => ({ status: 600 })`],
    ['sets a header in Latin-1', `async () => ({ headers: { 'x-name': 'Zo\\u00eb' }, body: 'hello' })`],
    ['sets a header beyond Latin-1', `async () => ({ headers: { 'x-name': '\\u4f60' }, body: 'hello' })`],
  ])('answers an empty 500 when the function %s', async (_, handler) => {
    const host = await startHost(httpFunction('x', handler));
    expect(await exchange(host.origin, request('GET /x'))).toMatchObject({ status: 500, body: '' });
  });

  it.each(['undefined', 'null'])('answers 204 when the function returns %s', async (returned) => {
    const host = await startHost(returning(returned));
    expect(await exchange(host.origin, request('GET /x'))).toMatchObject({ status: 204, body: '' });
  });

  it('lets the client hang when the function sets transfer-encoding', async () => {
    const host = await startHost(
      returning(`{ headers: { 'transfer-encoding': 'chunked' }, body: 'hello' }`) + httpFunction('other', OK),
    );
    const socket = open(host.origin);
    const received: string[] = [];
    const head = new Promise<void>((resolve) => {
      socket.on('data', (part) => {
        received.push(part.toString());
        resolve();
      });
    });
    socket.write('GET /x HTTP/1.1\r\nHost: a\r\n\r\n');
    await head;
    await exchange(host.origin, request('GET /other'));
    expect(parseReply(received.join(''))).toMatchObject({ status: 200, body: '' });
    expect(socket.readableEnded).toBe(false);
    socket.destroy();
  });
});

describe('7: limits', () => {
  it('refuses a body over FUNCTIONS_REQUEST_BODY_SIZE_LIMIT before the function sees it', async () => {
    const host = await startHost(httpFunction('x', ECHO), { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4' });
    expect((await exchange(host.origin, request('POST /x', ['Content-Length: 4'], 'four'))).status).toBe(200);
    expect((await exchange(host.origin, request('POST /x', ['Content-Length: 5'], 'fiver'))).status).toBe(500);
  });

  it('answers 500 and closes, not 413, above 100 MB', async () => {
    const host = await startHost(httpFunction('x', ECHO));
    const socket = open(host.origin);
    socket.write('POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 104857601\r\n\r\n');
    const [part] = await new Promise<Buffer[]>((resolve) => socket.once('data', (data) => resolve([data])));
    const reply = parseReply(String(part));
    expect(reply.status).toBe(500);
    expect(reply.headers.get('connection')).toEqual(['close']);
    socket.destroy();
  });

  it.each([
    ['431 to 40 KB of headers', 'GET /x', [`X-Long: ${'a'.repeat(40_960)}`], 431],
    ['431 to 1 MB of headers', 'GET /x', [`X-Long: ${'a'.repeat(1_048_576)}`], 431],
    ['431 to 101 headers', 'GET /x', Array.from({ length: 101 }, (_, n) => `X-${n}: 1`), 431],
    ['200 to 20 KB of headers', 'GET /x', [`X-Long: ${'a'.repeat(20_480)}`], 200],
    ['414 to a URL of 9 KB', `GET /x?a=${'a'.repeat(9216)}`, [], 414],
    ['200 to a URL of 7 KB', `GET /x?a=${'a'.repeat(7168)}`, [], 200],
  ])('answers %s', async (_, line, headers, status) => {
    const host = await startHost(httpFunction('x', OK));
    expect((await exchange(host.origin, request(line, headers))).status).toBe(status);
  });
});

describe('8: doubled names', () => {
  it.each([
    ['a=1&a=2', { a: '1,2' }],
    ['a=1&A=2', { a: '1,2' }],
    ['a=1%2C2&a=', { a: '1,2,' }],
    ['a+b=c+d&e', { 'a b': 'c d', e: '' }],
    ['a=%zz&b=%ff', { a: '%zz', b: '%ff' }],
    ['', {}],
  ])('gives the query %s as one value a name', async (query, expected) => {
    const host = await startHost(httpFunction('x', ECHO));
    const reply = await exchange(host.origin, request(`GET /x?${query}`));
    expect(JSON.parse(reply.body).query).toEqual(expected);
  });

  it('joins a request header that is given twice by a comma', async () => {
    const host = await startHost(httpFunction('x', ECHO));
    const reply = await exchange(host.origin, request('GET /x', ['X-A: 1', 'x-a: 2']));
    expect(JSON.parse(reply.body).headers['x-a']).toBe('1,2');
  });
});

describe('9: cookies', () => {
  it('keeps only the last of two Set-Cookie headers', async () => {
    const host = await startHost(returning(`{ headers: [['set-cookie', 'a=1'], ['set-cookie', 'b=2']] }`));
    const reply = await exchange(host.origin, request('GET /x'));
    expect(reply.headers.get('set-cookie')).toEqual(['b=2']);
  });

  it('sends every member of cookies', async () => {
    const host = await startHost(
      returning(`{ cookies: [
        { name: '__Host-a', value: '1 2', secure: true, httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 600 },
        { name: 'b', value: '2' },
      ] }`),
    );
    const reply = await exchange(host.origin, request('GET /x'));
    expect(reply.headers.get('set-cookie')).toEqual([
      '__Host-a=1%202; max-age=600; path=/; samesite=lax; secure; httponly',
      'b=2; path=/',
    ]);
  });
});

describe('10: bytes that are no UTF-8', () => {
  const BYTES = Buffer.from([0x61, 0xff, 0x00, 0xe4]);

  it('hands a body over byte by byte', async () => {
    const host = await startHost(httpFunction('x', ECHO));
    const reply = await exchange(host.origin, request('POST /x', ['Content-Length: 4'], BYTES));
    expect(JSON.parse(reply.body).body).toBe('61ff00e4');
  });

  it('gives U+FFFD for them in text()', async () => {
    const host = await startHost(httpFunction('x', `async (r) => ({ jsonBody: await r.text() })`));
    const reply = await exchange(host.origin, request('POST /x', ['Content-Length: 4'], BYTES));
    expect(reply.body).toContain(Buffer.from('a\ufffd\\u0000\ufffd').toString('latin1'));
  });

  it.each([
    ['a header value in Latin-1', 'GET /x', ['X-Name: Zo\xeb']],
    ['a path with a raw byte above ASCII', 'GET /x\xeb', []],
    ['a path with NUL', 'GET /x%00', []],
    ['a Host that is none', 'GET /x', ['Host: a b']],
    ['a line that is no request', 'nonsense', []],
    ['two Hosts', 'GET /x', ['Host: a', 'Host: b']],
  ])('answers 400 to %s', async (_, line, headers) => {
    const host = await startHost(httpFunction('x', OK));
    expect(await exchange(host.origin, request(line, headers))).toMatchObject({ status: 400, body: '' });
  });
});

describe('11: address of a request', () => {
  it('builds request.url from Host and the connection, whatever x-forwarded-proto says', async () => {
    const host = await startHost(httpFunction('x', ECHO));
    const reply = await exchange(
      host.origin,
      request('GET /x?a=b', ['Host: evil.example', 'X-Forwarded-Proto: https']),
    );
    expect(JSON.parse(reply.body).url).toBe('http://evil.example/x?a=b');
  });
});

describe('12: keys of the host', () => {
  const KEYED = `app.http('keyed', { authLevel: 'function', handler: ${OK} });`;

  it.each([
    ['GET /x?code=1', []],
    ['GET /x', ['X-Functions-Key: 1']],
  ])('lets %s pass on an anonymous function', async (line, headers) => {
    const host = await startHost(httpFunction('x', OK));
    expect((await exchange(host.origin, request(line, headers))).status).toBe(200);
  });

  it.each([
    ['GET /keyed', []],
    ['GET /keyed?code=1', []],
    ['GET /keyed', ['X-Functions-Key: 1']],
  ])('answers %s %j with 401 on a function with a key level', async (line, headers) => {
    const host = await startHost(KEYED);
    expect(await exchange(host.origin, request(line, headers))).toMatchObject({ status: 401, body: '' });
  });
});

describe('13: instances', () => {
  const COUNTER = `let calls = 0; const mine = process.env.MAM_CLIENT_ID; const other = process.env.MAM_MAINTENANCE;
    ${httpFunction('x', 'async () => ({ jsonBody: { calls: ++calls, mine, other } })')}`;
  const call = async (origin: string) => (await fetch(`${origin}/x`)).json();

  it('gives each host in one process module state and settings of its own', async () => {
    const file = await writeBundle(COUNTER);
    const [a, b] = [await startHost(file, { MAM_CLIENT_ID: 'a' }), await startHost(file, { MAM_CLIENT_ID: 'b' })];
    await call(a.origin);
    expect(await call(a.origin)).toEqual({ calls: 2, mine: 'a' });
    expect(await call(b.origin)).toEqual({ calls: 1, mine: 'b' });
  });

  it('leaves the environment as it was and hides settings of the machine from the bundle', async () => {
    process.env['MAM_MAINTENANCE'] = 'of the machine';
    const before = { ...process.env };
    const host = await startHost(COUNTER, { MAM_CLIENT_ID: 'a' });
    const after = { ...process.env };
    delete process.env['MAM_MAINTENANCE'];
    expect(after).toEqual(before);
    expect(await call(host.origin)).toEqual({ calls: 1, mine: 'a' });
  });

  it('tells the origin to settings that need it', async () => {
    const file = await writeBundle(COUNTER);
    const host = await startFunctionsHost({ bundle: file, port: 0, settings: (origin) => ({ MAM_CLIENT_ID: origin }) });
    expect(await call(host.origin)).toMatchObject({ mine: host.origin });
    await host.stop();
  });

  it('lets running requests finish when it stops, and takes no more', async () => {
    const gate = createServer();
    const reached = new Promise<() => void>((resolve) => {
      gate.once('request', (_, response) => resolve(() => response.end()));
    });
    const source = httpFunction('x', `async () => { await fetch(gate); return { body: 'done' }; }`);
    const host = await startHost(`const gate = process.env.GATE; ${source}`, { GATE: await listenOnLoopback(gate, 0) });
    const running = fetch(`${host.origin}/x`).then((reply) => reply.text());
    const release = await reached;
    const stopped = host.stop();
    await expect(fetch(`${host.origin}/x`)).rejects.toThrow();
    release();
    expect(await running).toBe('done');
    await stopped;
    gate.close();
  });

  it('refuses to start on a taken port', async () => {
    const host = await startHost(httpFunction('x', OK));
    const taken = Number(new URL(host.origin).port);
    const second = startFunctionsHost({ bundle: await writeBundle(httpFunction('x', OK)), port: taken, settings: {} });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it.each([
    ['throws while it loads', `throw new Error('MAM_CLIENT_ID is missing');`, 'MAM_CLIENT_ID is missing'],
    ['registers nothing', '', 'registers no function'],
    ['registers a name twice', httpFunction('x', OK) + httpFunction('X', OK), 'already been registered'],
    ['registers a hook', `app.hook.appStart(() => {}); ${httpFunction('x', OK)}`, 'hooks'],
  ])('does not start a bundle that %s', async (_, source, message) => {
    const bundle = await writeBundle(source);
    await expect(startFunctionsHost({ bundle, port: 0, settings: {} })).rejects.toThrow(message);
  });
});

describe('14: timers', () => {
  const TIMER = `let runs = 0;
    app.timer('sweep', { schedule: '0 0 3 * * *', handler: async (timer) => {
      if (timer.isPastDue) throw new Error('past due');
      runs += 1;
    } });
    ${httpFunction('x', 'async () => ({ jsonBody: runs })')}`;

  it('registers a timer and runs it when it is told to, without storage', async () => {
    const host = await startHost(TIMER);
    expect(host.timers).toEqual([{ name: 'sweep', schedule: '0 0 3 * * *' }]);
    await host.runTimer('sweep');
    expect(await (await fetch(`${host.origin}/x`)).json()).toBe(1);
  });

  it('refuses to run a timer that does not exist', async () => {
    const host = await startHost(TIMER);
    await expect(host.runTimer('x')).rejects.toThrow('"x"');
  });

  it('tells the failure of a timer', async () => {
    const host = await startHost(
      `app.timer('t', { schedule: '* * * * * *', handler: () => { throw new Error('no'); } });`,
    );
    await expect(host.runTimer('t')).rejects.toThrow('no');
  });
});

describe('15: the log', () => {
  it('hands every line over with its level, so that the caller decides what it costs', async () => {
    const host = await startHost(
      httpFunction('x', `async (_, context) => { context.info('seen'); context.warn('odd'); }`),
    );
    await exchange(host.origin, request('GET /x'));
    expect(host.lines).toEqual([
      { level: 'information', line: 'seen' },
      { level: 'warning', line: 'odd' },
    ]);
  });

  it('logs what a function threw, which its caller never learns', async () => {
    const host = await startHost(httpFunction('x', `async () => { throw new Error('broken'); }`));
    await exchange(host.origin, request('GET /x'));
    expect(host.lines[0]).toMatchObject({ level: 'error', line: expect.stringContaining('broken') });
  });
});
