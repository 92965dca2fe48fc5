import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { migratedDatabase } from '../kit/database';
import { inTransaction, smallWorld } from '../kit/facts';
import { FORM, type Service, serviceOn } from './kit';
import { refusalSchema } from './schemas/schemas';

let db: HubDatabase;
let hub: Service;
beforeAll(async () => {
  db = await migratedDatabase();
  hub = await serviceOn(db);
});
afterAll(async () => {
  await hub.close();
  await db.close();
});

const many = (count: number, query: unknown) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, query])));

it.each([
  ['is not JSON', '{"q0": {', 400, /not JSON/],
  ['is a list', '[]', 400, /takes a JSON object/],
  ['is nothing', '', 400, /not JSON/],
  ['is nested without end', '['.repeat(100_000), 400, /not JSON/],
  ['is deep', `{"q":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400, /takes an object/],
  ['has a query that is a number', '{"q": {"query": 7}}', 400, /"query" takes a text/],
  ['has a query without anything', '{"q": {}}', 400, /must be given/],
  ['has properties that are no list', '{"q": {"query": "a", "properties": {}}}', 400, /takes a list/],
  ['has a type that is a number', '{"q": {"query": "a", "type": 7}}', 400, /"type" takes/],
  ['has a type strictness nobody knows', '{"q": {"query": "a", "type_strict": "very"}}', 400, /any, should or all/],
  ['has a limit that is a text', '{"q": {"query": "a", "limit": "5"}}', 400, /"limit" takes a number/],
  ['is a huge batch', many(101, { query: 'a' }), 413, /at most 100/],
])('refuses a batch that %s', async (_what, queries, status, words) => {
  const answer = await hub.post({ queries });
  expect(answer.statusCode).toBe(status);
  expect(refusalSchema.parse(answer.json()).message).toMatch(words);
});

it.each([
  ['{"ids": "x", "properties": []}', 400],
  ['{"ids": [7], "properties": []}', 400],
  ['{"ids": [], "properties": [{}]}', 400],
  ['{"ids": [], "properties": ["name_en"]}', 400],
  [JSON.stringify({ ids: Array(201).fill('x'), properties: [] }), 413],
  [JSON.stringify({ ids: [], properties: Array(31).fill({ id: 'x' }) }), 413],
])('refuses the extension %.60s', async (extend, status) => {
  const answer = await hub.post({ extend });
  expect(answer.statusCode).toBe(status);
  refusalSchema.parse(answer.json());
});

it('refuses what is no form, and forms without a question or too large', async () => {
  const post = (type: string, payload: string) =>
    hub.ask('/reconcile', { method: 'POST', headers: { 'content-type': type }, body: payload });
  for (const [answer, status] of [
    [await post('application/json', '{}'), 415],
    [await post('text/plain', 'queries={}'), 415],
    [await post(FORM, 'something=else'), 400],
    [await post(FORM, '&'.repeat(10_000)), 400],
    [await post(FORM, `queries=${'a'.repeat(1024 * 1024)}`), 413],
  ] as const) {
    expect(answer.statusCode).toBe(status);
    refusalSchema.parse(answer.json());
  }
});

it('refuses JSONP on every address, and says what to do instead', async () => {
  for (const path of ['/reconcile?', '/reconcile?queries={}&', '/reconcile/suggest/entity?prefix=a&', '/reconcile/properties?']) {
    const answer = await hub.get(`${path}callback=alert`);
    expect(answer.statusCode).toBe(400);
    expect(refusalSchema.parse(answer.json()).message).toMatch(/CORS/);
  }
});

it('answers odd but lawful questions with nothing', async () => {
  const odd: Record<string, object> = {
    nul: { query: 'a\0b', properties: [{ pid: 'coun\0try', v: '\0' }] },
    nulCountry: { query: '\0', type: 'Country' },
    blank: { query: '  ' },
    long: { query: 'x'.repeat(5_000) },
    id: { query: globalId('City', '00000000-0000-0000-0000-000000000000') },
    change: { query: globalId('Change', '12345') },
    hints: {
      query: 'b',
      properties: [{ pid: 'latitude', v: 1e300 }, { pid: 'geonamesId', v: '99999999999' }, { pid: 'x', v: [[[[]]]] }, 7, null],
    },
    ids: {
      properties: [
        { pid: 'geonamesId', v: '999999999' },
        { pid: 'wikidataId', v: 'Q1;--' },
        { pid: 'unlocode', v: '\0' },
      ],
    },
    types: { query: 'b', type: [{ id: 'Nothing' }, 'constructor'], limit: -3 },
    surrogate: { query: '\ud800', limit: 1e9 },
    __proto__x: { query: 'b', limit: 0.5 },
  };
  const results = await hub.reconcile(odd);
  expect(Object.keys(results).sort()).toEqual(Object.keys(odd).sort());
  expect(Object.values(results).flat()).toEqual([]);
  expect(JSON.parse((await hub.post({ queries: '{"__proto__": {"query": "b"}}' })).body)).toHaveProperty(['__proto__', 'result'], []);
  expect((await hub.post({ queries: '{}' })).json()).toEqual({});
  for (const query of [
    'prefix=%00',
    'prefix=%25%25',
    'prefix=a&cursor=-1',
    'prefix=a&cursor=99999999999',
    'prefix=a&prefix=b',
    'prefix=%ff',
    'prefix=_&type=constructor',
  ]) {
    const answer = await hub.get(`/reconcile/suggest/entity?${query}`);
    expect([answer.statusCode, answer.json()]).toEqual([200, { result: [] }]);
  }
});

it('escapes whatever a name holds', async () => {
  const { city } = await smallWorld(db);
  await inTransaction(db, [
    [
      'UPDATE actor SET name = $2, website = $3 WHERE id = $1',
      [city, '<img src=x onerror="a">&\'', 'https://e.example/"><b>'.replace(' ', '')],
    ],
  ]);
  for (const path of [`/reconcile/view/${globalId('City', city)}`, `/reconcile/preview?id=${globalId('City', city)}`]) {
    const { body, statusCode } = await hub.get(path);
    expect(statusCode).toBe(200);
    expect(body).toContain('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;');
    expect(body).not.toMatch(/<img|<b>/);
  }
  // An id of another type than the entity is of is no id.
  expect((await hub.get(`/reconcile/view/${globalId('Network', city)}`)).statusCode).toBe(404);
});
