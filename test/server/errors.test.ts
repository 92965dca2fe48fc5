import { GraphQLError } from 'graphql';
import pino from 'pino';

import { HubError } from '../../src/platform/errors';
import { startServer } from './kit';

const SQL = 'relation "secret_table" does not exist: SELECT password FROM secret_table';

/** A server whose log is kept, with resolvers that fail in every way. */
async function failingServer(makeContext = (): object => ({})) {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const roots = {
    wrong: () => {
      throw Object.assign(new Error(SQL), { query: SQL, extensions: { code: 'NOT_FOUND' } });
    },
    refused: () => {
      throw new HubError('NOT_FOUND', 'No city with that id.', { id: '7' });
    },
    city: () => {
      throw new GraphQLError(SQL, { extensions: { code: 'DATABASE_ERROR', sql: SQL } });
    },
    size: () => 3,
    nodes: ({ ids }: Record<string, unknown>) => (ids as string[]).map(() => new Error(SQL)),
  };
  return { ...(await startServer(roots, { log, makeContext })), lines };
}

it('hides a bug behind an id, whatever NODE_ENV, and logs it whole', async () => {
  const before = process.env.NODE_ENV;
  delete process.env.NODE_ENV;
  const { server, ask, lines } = await failingServer();
  const answer = await ask({ query: 'query Broken { wrong city(slug: "x") { id } }' });
  await server.close();
  process.env.NODE_ENV = before;
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ wrong: null, city: null });
  for (const { message, extensions } of answer.errors) {
    expect(message).toBe(`Internal error ${String(extensions.id)}`);
    expect(Object.keys(extensions).sort()).toEqual(['code', 'id']);
    expect(extensions.code).toBe('INTERNAL');
  }
  expect(answer.text).not.toMatch(/secret_table|stack|at .*\.ts/);
  const logged = lines.map((line) => JSON.parse(line));
  const id = answer.errors[0]?.extensions.id;
  expect(logged.find(({ errorId }) => errorId === id)).toMatchObject({ err: { message: SQL, stack: expect.stringContaining('Error') } });
  expect(logged.find(({ msg }) => msg === 'operation')).toMatchObject({
    operation: 'Broken',
    outcome: 'partial',
    codes: ['INTERNAL'],
    reqId: answer.headers.get('x-request-id'),
  });
});

it('tells a refusal in its own words, with its code and details', async () => {
  const { server, ask } = await failingServer();
  const answer = await ask({ query: '{ refused }' });
  await server.close();
  expect(answer.errors).toEqual([
    { message: 'No city with that id.', path: ['refused'], locations: expect.anything(), extensions: { code: 'NOT_FOUND', id: '7' } },
  ]);
});

it('blames the caller for null where an argument may not be', async () => {
  const { server, ask } = await failingServer();
  const answer = await ask({ query: 'query ($n: Int) { size(of: $n) }', variables: { n: null } });
  await server.close();
  expect(answer.code).toBe('BAD_USER_INPUT');
});

it('tells at most a hundred errors of one answer', async () => {
  const { server, ask } = await failingServer();
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const answer = await ask({ query, variables: { ids: Array.from({ length: 500 }, (_, i) => `${i}`) } });
  await server.close();
  expect([answer.status, answer.errors.length]).toEqual([200, 100]);
});

it('answers 401 when the key is not known, and 500 with an id when looking it up fails', async () => {
  let thrown: Error = new HubError('UNAUTHENTICATED', 'No such key.');
  const { server, ask } = await failingServer(() => {
    throw thrown;
  });
  const unknown = await ask({ query: '{ __typename }' });
  expect(unknown).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', errors: [{ message: 'No such key.' }] });
  expect(unknown.headers.get('www-authenticate')).toBe('Bearer');
  thrown = new Error(SQL);
  const broken = await ask({ query: '{ __typename }' });
  await server.close();
  expect(broken).toMatchObject({ status: 500, code: 'INTERNAL' });
  expect(broken.text).not.toContain('secret_table');
});

it('logs neither keys nor variables nor documents', async () => {
  const { server, ask, lines } = await failingServer();
  const query = 'query Named($slug: String!) { city(slug: $slug) { id } }';
  await ask({ query, variables: { slug: 'private-variable' } }, { authorization: 'Bearer private-key' });
  await ask({ query: '{ nothing(private: "private-literal") }' });
  await ask('{"query": "private-body', { authorization: 'Bearer private-key' });
  await server.close();
  expect(lines.join('')).toContain('Named');
  expect(lines.join('')).not.toContain('private');
});
