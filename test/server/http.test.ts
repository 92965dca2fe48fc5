import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { HubError } from '../../src/platform/errors';
import { SDL, startServer } from './kit';

/** Sends the parts to the port, 100 ms apart, and resolves to what came back, once the other side has hung up, and after how long. */
async function drip(url: string, parts: readonly string[]): Promise<{ text: string; ms: number }> {
  const { port } = new URL(url);
  const start = performance.now();
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  for (const part of parts) {
    if (socket.writable) socket.write(part);
    await wait(100);
  }
  await closed;
  return { text, ms: performance.now() - start };
}

describe('/graphql', () => {
  let hub: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    hub = await startServer({ city: () => ({ id: '1' }), rename: () => ({ id: '1' }) });
  });
  afterAll(() => hub.server.close());
  const get = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
  const PREFLIGHT = { 'apollo-require-preflight': '1' };

  it('answers queries by POST and by GET, and mutations by POST only', async () => {
    expect((await hub.ask({ query: '{ city(slug: "x") { id } }' })).data).toEqual({ city: { id: '1' } });
    const read = await get('{ city(slug: "x") { id } }', PREFLIGHT);
    expect(await read.json()).toEqual({ data: { city: { id: '1' } } });
    const write = await get('mutation { rename(slug: "x", name: "y") { id } }', PREFLIGHT);
    expect(write.status).toBe(405);
    expect(write.headers.get('allow')).toBe('POST');
    expect(await write.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect((await fetch(`${hub.url}/graphql`, { method: 'PUT', headers: PREFLIGHT })).status).toBe(405);
  });

  it('refuses what another site could send without asking: GET and simple content types', async () => {
    expect((await get('{ __typename }')).status).toBe(400);
    const body = JSON.stringify({ query: 'mutation { rename(slug: "x", name: "y") { id } }' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      expect([400, 415]).toContain(answer.status);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });

  it('lets the pages of listed origins call it, and no others', async () => {
    const ask = (origin: string) => hub.ask({ query: '{ __typename }' }, { origin });
    expect((await ask('https://studio.example')).headers.get('access-control-allow-origin')).toBe('https://studio.example');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const headers = {
      origin: 'https://studio.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const preflight = await fetch(`${hub.url}/graphql`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('shows a browser Apollo Sandbox without telemetry, with a question filled in and a way to the local explorer', async () => {
    const page = await fetch(`${hub.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    const html = await page.text();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('"runTelemetry":false');
    expect(html).toContain('cities(first: 2)');
    expect(html).toContain('href="/explorer"');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('answers an unreadable host, address or path with 4xx and a code, on every page with headers that protect it', async () => {
    const { text } = await drip(hub.url, ['POST /graphql HTTP/1.1\r\nHost: [\r\nConnection: close\r\nContent-Length: 0\r\n\r\n']);
    expect(text).toMatch(/^HTTP\/1.1 400/);
    const { text: odd } = await drip(hub.url, ['GET //[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']);
    expect(odd).toMatch(/^HTTP\/1.1 4\d\d/);
    const { text: old } = await drip(hub.url, ['GET /health/live HTTP/1.0\r\n\r\n']);
    expect(old).toMatch(/^HTTP\/1.1 200/);
    const missing = await fetch(`${hub.url}/nothing`);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    for (const path of ['/nothing', '/graphql', '/explorer', '/schema.graphql', '/health/live']) {
      const { headers } = await fetch(hub.url + path, { headers: { accept: 'text/html' } });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('pages and files', () => {
  let hub: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    hub = await startServer();
  });
  afterAll(() => hub.server.close());

  it('serves the explorer whole, compressed, and once', async () => {
    const home = await fetch(hub.url, { redirect: 'manual' });
    expect([home.status, home.headers.get('location')]).toEqual([302, '/explorer']);
    const page = await fetch(`${hub.url}/explorer`);
    const html = await page.text();
    expect(page.headers.get('content-encoding')).toBe('gzip');
    expect(html).toContain('<title>City Federation Hub</title>');
    expect(html).toContain('Which cities?');
    expect(html).not.toMatch(/<(script|link)[^>]+(src|href)="(https?:)?\/\//);
    const plain = await fetch(`${hub.url}/explorer`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect((await plain.text()) === html).toBe(true);
    const again = await fetch(`${hub.url}/explorer`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('serves the schema as text, and 304 to whoever has it', async () => {
    const first = await fetch(`${hub.url}/schema.graphql`);
    expect(first.headers.get('content-type')).toContain('text/plain');
    expect(await first.text()).toBe(SDL);
    const etag = first.headers.get('etag') ?? '';
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
      expect((await fetch(`${hub.url}/schema.graphql`, { headers: { 'if-none-match': held } })).status).toBe(304);
    }
    expect((await fetch(`${hub.url}/schema.graphql`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
});

it('says when it is ready, and of what is not, without telling more', async () => {
  let database = async (): Promise<unknown> => 'fine';
  const { server, url } = await startServer({}, { checks: { database: () => database() } });
  const ready = async () => {
    const start = performance.now();
    const answer = await fetch(`${url}/health/ready`);
    return { status: answer.status, body: await answer.json(), ms: performance.now() - start };
  };
  expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', checks: { database: 'ok' } } });
  database = async () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432'));
  expect(await ready()).toMatchObject({ status: 503, body: { status: 'unready', checks: { database: 'failed' } } });
  database = async () => Promise.reject(new HubError('INTERNAL', 'The default data is loading.'));
  expect(await ready()).toMatchObject({ status: 503, body: { checks: { database: 'The default data is loading.' } } });
  database = () => new Promise(() => undefined);
  const hanging = await ready();
  expect(hanging).toMatchObject({ status: 503, body: { checks: { database: 'no answer in time' } } });
  expect(hanging.ms).toBeLessThan(2000);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  await server.close();
});

it('limits the requests of one address, says how many are left, and never limits probes', async () => {
  const { server, url, ask } = await startServer({}, { requestsPerMinute: 5 });
  const answers = [];
  for (let i = 0; i < 7; i += 1) answers.push(await ask({ query: '{ __typename }' }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(answers[0]?.headers.get('ratelimit-limit')).toBe('5');
  expect(answers[0]?.headers.get('ratelimit-remaining')).toBe('4');
  expect(answers[6]).toMatchObject({ code: 'RATE_LIMITED' });
  expect(Number(answers[6]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(answers[6]?.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  expect((await fetch(`${url}/nothing`)).status).toBe(429);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  await server.close();
});

it('cuts a head or a body that drips, and a connection that says nothing', async () => {
  const { server, url } = await startServer({}, { times: { head: 500, request: 1000 } });
  const head = await drip(url, ['POST /graphql HTTP/1.1\r\n', ...'Host: x-y-z'.split('')]);
  expect(head.text).toMatch(/^HTTP\/1.1 408/);
  expect(head.ms).toBeLessThan(5000);
  const start = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
  const body = await drip(url, [start, ...'{"query": "{'.split('')]);
  expect(body.ms).toBeLessThan(5000);
  expect((await drip(url, [])).ms).toBeLessThan(5000);
  await server.close();
});

it('answers what is in flight before it stops, and says 503 meanwhile', async () => {
  let arrived = 0;
  const { server, url, ask } = await startServer({
    slow: async ({ ms }) => {
      arrived += 1;
      await wait(Number(ms));
      return 'done';
    },
  });
  const inFlight = Array.from({ length: 50 }, () => ask({ query: '{ slow(ms: 2000) }' }));
  while (arrived < 50) await wait(10);
  const closed = server.close();
  const ready = await fetch(`${url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
  const late = await ask({ query: '{ __typename }' });
  expect(late).toMatchObject({ status: 503, code: 'RATE_LIMITED' });
  expect(late.headers.get('retry-after')).toBe('5');
  for (const answer of await Promise.all(inFlight)) expect(answer).toMatchObject({ status: 200, data: { slow: 'done' } });
  await closed;
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
});

it('stops although somebody holds a connection on which nothing was ever asked', async () => {
  const { server, url } = await startServer();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await server.close();
  await closed;
});

it('stops at the deadline when a request never ends', async () => {
  const { server, ask } = await startServer({ slow: () => new Promise(() => undefined) }, { times: { drain: 300 } });
  const stuck = ask({ query: '{ slow(ms: 1) }' });
  const failed = expect(stuck).rejects.toThrow();
  await wait(100);
  await server.close();
  await failed;
});

it('says in one sentence that its port is taken', async () => {
  const { server, url } = await startServer();
  const port = Number(new URL(url).port);
  const config = { host: '127.0.0.1', port, corsOrigins: [], trustProxy: false as const, requestsPerMinute: 10 };
  await expect(startServer({}, { config })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program; choose another with PORT.`,
  );
  await server.close();
});

it('believes X-Forwarded-For only from a proxy it trusts', async () => {
  const addressOf = async (trustProxy: false | number) => {
    let ip = '';
    const config = { host: '127.0.0.1', port: 0, corsOrigins: [], trustProxy, requestsPerMinute: 10 };
    const makeContext = (request: { ip: string }): object => {
      ip = request.ip;
      return {};
    };
    const { server, ask } = await startServer({}, { config, makeContext });
    await ask({ query: '{ __typename }' }, { 'x-forwarded-for': '203.0.113.9, 203.0.113.7' });
    await server.close();
    return ip;
  };
  expect(await addressOf(false)).toBe('127.0.0.1');
  expect(await addressOf(1)).toBe('203.0.113.7');
});
