import pino from 'pino';
import { Registry } from 'prom-client';
import { LocalMatcher } from '../../src/identity/local-matcher';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { serveReconcile } from '../../src/reconcile';
import { createServer, type HubServer } from '../../src/server/http';
import { migratedDatabase } from '../kit/database';
import { type SmallWorld, smallWorld } from '../kit/facts';
import { SDL, schemaWith } from '../server/kit';
import { FORM } from './kit';
import { refusalSchema } from './schemas/schemas';

const OPENREFINE = { origin: 'http://127.0.0.1:3333' };

let db: HubDatabase;
let server: HubServer;
let url: string;
let world: SmallWorld;
beforeAll(async () => {
  db = await migratedDatabase();
  world = await smallWorld(db);
  server = await createServer({
    config: { host: '127.0.0.1', port: 0, corsOrigins: ['https://studio.example'], trustProxy: false, requestsPerMinute: 40 },
    schema: schemaWith(),
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    makeContext: () => ({}),
    checks: {},
    schemaFiles: { '/schema.graphql': () => SDL },
    questions: [],
  });
  serveReconcile(server.app, { db, matcher: new LocalMatcher(db), publicUrl: (request) => `http://${request.headers.host}` });
  url = await server.listen();
});
afterAll(async () => {
  await server.close();
  await db.close();
});

it('is open to pages of any origin, while the rest of the hub is not', async () => {
  const read = await fetch(`${url}/reconcile`, { headers: OPENREFINE });
  expect(read.headers.get('access-control-allow-origin')).toBe('*');
  const preflight = await fetch(`${url}/reconcile`, {
    method: 'OPTIONS',
    headers: { ...OPENREFINE, 'access-control-request-method': 'POST' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  expect((await fetch(`${url}/schema.graphql`, { headers: OPENREFINE })).headers.get('access-control-allow-origin')).toBeNull();
});

it('lets other programs frame a preview, and nothing else', async () => {
  const preview = await fetch(`${url}/reconcile/preview?id=${globalId('City', world.city)}`);
  expect(preview.status).toBe(200);
  expect(preview.headers.get('x-frame-options')).toBeNull();
  expect(preview.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors \*$/);
  const view = await fetch(`${url}/reconcile/view/${globalId('City', world.city)}`);
  expect(view.headers.get('x-frame-options')).toBe('DENY');
  expect(view.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(view.headers.get('x-content-type-options')).toBe('nosniff');
});

it('takes forms larger than the rest of the hub does, and refuses in its own shape', async () => {
  const post = (body: string, headers = {}) =>
    fetch(`${url}/reconcile`, { method: 'POST', headers: { 'content-type': FORM, ...headers }, body });
  const queries = JSON.stringify(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`q${at}`, { query: 'Tangier '.repeat(500) }])));
  expect((await post(`queries=${encodeURIComponent(queries)}`)).status).toBe(200);
  expect(await (await post(`queries=${encodeURIComponent('{"q":{"query":"Tangier"}}')}`)).json()).toMatchObject({
    q: { result: [{ name: 'Tangier' }] },
  });
  for (const [answer, status] of [
    [await post('x', { 'content-encoding': 'gzip' }), 415],
    [await post(`queries=${'x'.repeat(1_100_000)}`), 413],
    [await post('queries=x'), 400],
  ] as const) {
    expect(answer.status).toBe(status);
    refusalSchema.parse(await answer.json());
  }
});

it('counts against the limit of requests, and says when to come back', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => fetch(`${url}/reconcile/suggest/type?prefix=c`, { headers: OPENREFINE })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(refused[0]?.headers.get('access-control-allow-origin')).toBe('*');
  expect(refusalSchema.parse(await refused[0]?.json()).code).toBe('RATE_LIMITED');
});
