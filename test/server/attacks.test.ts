import { ATTACKS, times } from '../access/operation-limits/attacks';
import { ask, startServer } from './kit';

let hub: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  hub = await startServer({ city: () => ({ id: '1', slug: 'x' }), matchCities: () => [] });
});
afterAll(() => hub.server.close());

const TYPES = ['application/json', 'application/graphql-response+json'];

it.each(ATTACKS)('answers $name with 400 and a code, whatever the media type', async ({ query, variables, code }) => {
  for (const accept of TYPES) {
    const answer = await hub.ask({ query, variables }, { accept });
    expect([answer.status, answer.code]).toEqual([400, code]);
    expect(answer.headers.get('content-type')).toContain(accept);
    expect(answer.data).toBeUndefined();
    expect(answer.text.length).toBeLessThan(3000);
  }
});

it('answers a variable of the wrong type with 400, and cuts what it repeats', async () => {
  for (const accept of TYPES) {
    const query = 'query ($n: Int) { cities(first: $n) { totalCount } }';
    const answer = await hub.ask({ query, variables: { n: 'x'.repeat(50_000) } }, { accept });
    expect([answer.status, answer.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.text.length).toBeLessThan(1000);
  }
  const inputs = Array.from({ length: 500 }, () => ({ nothing: true }));
  const many = await hub.ask({ query: 'query ($i: [MatchInput!]!) { matchCities(inputs: $i) { ref } }', variables: { i: inputs } });
  expect(many.status).toBe(400);
  expect(many.errors.length).toBeLessThanOrEqual(6);
});

it('tells at most five errors of a document with many wrong fields', async () => {
  const answer = await hub.ask({ query: `{ city(slug: "x") { ${times(500, (i) => `wrong${i}`)} } }` });
  expect([answer.status, answer.code, answer.errors.length]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', 5]);
});

it('names the operation that is missing', async () => {
  const two = 'query A { __typename } query B { __typename }';
  expect(await hub.ask({ query: two })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  expect(await hub.ask({ query: two, operationName: 'C' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  expect(await hub.ask({ query: two, operationName: 'B' })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
});

it('refuses subscriptions in a single request', async () => {
  expect(await hub.ask({ query: 'subscription { renamed { id } }' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
});

it('refuses a batch of operations', async () => {
  expect(await hub.ask([{ query: '{ __typename }' }, { query: '{ __typename }' }])).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
});

it('refuses a body of 5 MB, one that is no JSON and one that is compressed', async () => {
  expect(await hub.ask({ query: `{ __typename } #${'x'.repeat(5_000_000)}` })).toMatchObject({ status: 413, code: 'BAD_USER_INPUT' });
  expect(await hub.ask('{"query":')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  expect(await hub.ask('{"query": "{ __typename }", "__proto__": {"admin": true}}')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  const gzip = await ask(`${hub.url}/graphql`, 'x'.repeat(1000), { 'content-encoding': 'gzip' });
  expect(gzip).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
});

it('runs nothing that is persisted and hostile', async () => {
  const { query = '' } = ATTACKS[0] ?? {};
  const { createHash } = await import('node:crypto');
  const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
  expect((await hub.ask({ extensions })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(await hub.ask({ query, extensions })).toMatchObject({ status: 400, code: 'DEPTH_LIMIT_EXCEEDED' });
  expect(await hub.ask({ extensions })).toMatchObject({ status: 400, code: 'DEPTH_LIMIT_EXCEEDED' });
});

it('still answers afterwards', async () => {
  expect(await hub.ask({ query: '{ city(slug: "x") { id } }' })).toMatchObject({ status: 200, data: { city: { id: '1' } } });
});
