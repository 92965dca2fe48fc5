import Fastify from 'fastify';
import pino from 'pino';
import { prepareDocument } from '../../src/access/operation-limits/prepare-document';
import { goldenQuestions } from '../../src/golden-questions';
import type { HubDatabase } from '../../src/platform/database';
import { HubError } from '../../src/platform/errors';
import { executionOf } from '../../src/server/execution/execute';
import { errorFormatter } from '../../src/server/format-error';
import { repeatedQueries } from '../../src/server/repeated-query';
import { testContext, testSchema } from '../kit/ask';
import { loadedWorld } from '../kit/world';
import { type Answer, schemaWith, startServer } from './kit';

let db: HubDatabase;
beforeAll(async () => {
  db = await loadedWorld();
}, 120_000);
afterAll(() => db.close());

/** What is never the same twice. */
const CHANGING = ['date', 'x-request-id', 'ratelimit-remaining', 'ratelimit-reset'];

function shown({ status, headers, text }: Answer) {
  const kept = [...headers].filter(([name]) => !CHANGING.includes(name)).sort();
  return { status, headers: kept, text: text.replace(/[0-9a-f-]{36}/g, 'ID') };
}

function withoutSpaces({ status, headers, text }: ReturnType<typeof shown>) {
  return { status, headers: headers.filter(([name]) => name !== 'content-length'), text: JSON.stringify(JSON.parse(text)) };
}

interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** The answers on both ways: with empty `extensions` a request goes by way of Apollo, which gives them no meaning. */
async function bothWays(ask: (body: unknown, headers?: Record<string, string>) => Promise<Answer>, body: Asked, headers = {}) {
  await ask(body, headers);
  return [shown(await ask(body, headers)), shown(await ask({ ...body, extensions: {} }, headers))];
}

describe('A query that was asked before', () => {
  it('is answered as by way of Apollo, but for spaces where one statement answers it', async () => {
    const schema = await testSchema();
    const { ask, server } = await startServer({}, { schema, makeContext: () => ({ ...testContext(db), extensions: { told: true } }) });
    const members =
      'query Members($slug: String!) { network(slug: $slug) { name members(first: 3) { totalCount nodes { member { name } } } } }';
    const told = ['strong-cities-network', 'none'].map((slug) => ({ query: members, variables: { slug } }));
    const asked = [...goldenQuestions.map(({ document }) => ({ query: document })), ...told];
    const answers: (readonly (ReturnType<typeof shown> | undefined)[])[] = [];
    for (const body of asked) answers.push(await bothWays(ask, body));
    await server.close();
    for (const [repeated, apollo] of answers) {
      expect(repeated?.status).toBe(200);
      expect(repeated && withoutSpaces(repeated)).toEqual(apollo && withoutSpaces(apollo));
    }
    for (const [repeated, apollo] of answers.slice(-told.length)) expect(repeated?.text).not.toBe(apollo?.text);
  });

  const slug = 'query A($slug: String!) { city(slug: $slug) { slug } }';
  const cases: [string, Asked, Record<string, string>?][] = [
    ['with variables', { query: slug, variables: { slug: 'x' } }],
    ['with its name', { query: slug, variables: { slug: 'x' }, operationName: 'A' }],
    ['with a name it does not have', { query: slug, variables: { slug: 'x' }, operationName: 'B' }],
    ['without a variable it needs', { query: slug }],
    ['with a variable of another type', { query: slug, variables: { slug: 3 } }],
    ['with variables that are a list', { query: slug, variables: [] }],
    ['with too large a page', { query: 'query($n: Int) { cities(first: $n) { nodes { slug } } }', variables: { n: 101 } }],
    ['with several operations', { query: 'query A { size } query B { wrong }', operationName: 'A' }],
    ['that breaks a resolver', { query: '{ size wrong }' }],
    ['that a resolver refuses', { query: '{ refused size }' }],
    ['that costs too much now', { query: '{ size dear: size(of: 9) }' }],
    ['that is a mutation', { query: 'mutation { rename(slug: "a", name: "b") { slug } }' }],
    ['that is a subscription', { query: 'subscription { renamed { slug } }' }],
    ['that is not valid', { query: '{ nothing }' }],
    ['that is no document', { query: '{' }],
    ['for another media type', { query: '{ size }' }, { accept: 'application/graphql-response+json' }],
    ['for any media type', { query: '{ size }' }, { accept: 'text/html, application/json;q=0.9' }],
    ['for a media type there is none of', { query: '{ size }' }, { accept: 'image/png' }],
    ['in a body of another type', { query: '{ size }' }, { 'content-type': 'application/json; charset=UTF-8' }],
    ['by who may not ask', { query: '{ size }' }, { authorization: 'Bearer nobody' }],
  ];

  it.each(cases.map(([how, body, headers = {}]) => ({ how, body, headers })))(
    '$how is answered as by way of Apollo',
    async ({ body, headers }) => {
      const refuse = () => {
        throw new HubError('CONFLICT', 'Not so.');
      };
      const roots = {
        city: ({ slug }: Record<string, unknown>) => ({ slug }),
        size: ({ of }: Record<string, unknown>) => of,
        refused: refuse,
      };
      const contexts: string[] = [];
      const { ask, server } = await startServer(
        { ...roots, wrong: () => Promise.reject(new Error('secret')), rename: () => ({ slug: 'b' }) },
        {
          makeContext: (request) => {
            contexts.push(request.id);
            if (request.headers.authorization) throw new HubError('UNAUTHENTICATED', 'No such key.');
            const spend = (objects: number) => {
              if (body.query.includes('dear')) throw new HubError('RATE_LIMITED', 'Too much.', { retryAfter: 3 + objects * 0 });
            };
            return { extensions: { told: true }, spend };
          },
        },
      );
      const [repeated, apollo] = await bothWays(ask, body, headers);
      expect(repeated).toEqual(apollo);
      expect(repeated?.text).not.toContain('secret');
      // Whoever is refused was looked at once, not once for each way.
      expect(new Set(contexts).size).toBe(contexts.length);
      await server.close();
    },
  );
});

it('Only what was asked before, and is nothing unusual, goes the shorter way', async () => {
  const schema = schemaWith({ size: () => 3 });
  const log = pino({ level: 'silent' });
  const repeated = repeatedQueries({ execution: executionOf(schema), contextOf: async () => ({}), format: errorFormatter(log), log });
  const app = Fastify().post('/', async (request, reply) => (await repeated(request, reply)) ?? 'left');
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const answers = async (body: object, headers = {}) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })).text();
  expect(await answers({ query: '{ size }' })).toBe('left');
  prepareDocument(schema, '{ size }');
  prepareDocument(schema, 'mutation { rename(slug: "a", name: "b") { slug } }');
  expect(await answers({ query: '{ size }' })).toBe('{"data":{"size":3}}');
  expect(await answers({ query: '{ size }', variables: null, operationName: null })).toBe('{"data":{"size":3}}');
  expect(await answers({ query: '{ size }', extensions: { persistedQuery: { version: 1 } } })).toBe('left');
  expect(await answers([{ query: '{ size }' }])).toBe('left');
  expect(await answers({ query: 'mutation { rename(slug: "a", name: "b") { slug } }' })).toBe('left');
  expect(await answers({ query: '{ size }' }, { accept: 'multipart/mixed' })).toBe('left');
  await app.close();
});

it('A query that waits while the schema becomes another runs on the one it was found good by', async () => {
  const [before, after] = [schemaWith({ size: () => 1 }), schemaWith({ size: () => 2 })];
  for (const schema of [before, after]) prepareDocument(schema, '{ size }');
  let tell: (schema: typeof before) => void = () => undefined;
  const onSchema = (listen: typeof tell) => {
    listen(before);
    tell = listen;
    return () => undefined;
  };
  const log = pino({ level: 'silent' });
  const contextOf = async () => {
    tell(after);
    return {};
  };
  const repeated = repeatedQueries({ execution: { ...executionOf(before), onSchema }, contextOf, format: errorFormatter(log), log });
  const app = Fastify().post('/', async (request, reply) => (await repeated(request, reply)) ?? 'left');
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const size = async () =>
    (await fetch(url, { method: 'POST', body: '{"query":"{ size }"}', headers: { 'content-type': 'application/json' } })).text();
  expect([await size(), await size()]).toEqual(['{"data":{"size":1}}', '{"data":{"size":2}}']);
  await app.close();
});
