import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { checkCommand, HubAlone, listCommand, publishCommand, rollbackCommand } from '../../src/federation';
import { addressesIn, startGateway } from '../../src/gateway-alone';
import { Outside } from '../../src/platform/outside/outside';
import { testSchema } from '../kit/ask';
import { ask } from '../server/kit';
import { sendJson, startPartner, type TestPartner } from './partner';
import { type SmallHub, smallHub } from './small-hub';

const SDL = 'type City @key(fields: "unlocode") { unlocode: ID demoScore: Float }';

describe('hub subgraph', () => {
  let small: SmallHub;
  let partner: TestPartner;
  let outside: Outside;
  let said: string[] = [];

  beforeAll(async () => {
    small = await smallHub();
    partner = await startPartner(SDL, [{ __typename: 'City', unlocode: 'MATNG', demoScore: 1 }]);
    outside = new Outside('any');
  }, 120_000);
  beforeEach(() => {
    said = [];
  });
  afterAll(async () => {
    await outside.close();
    await small.close();
    await partner.close();
  });

  const registry = async () => ({ db: small.db, outside, hub: new HubAlone(await testSchema(), 'http://localhost:4000/subgraph') });
  const given = (url = partner.url) => ({ options: { owner: 'a-network', url }, say: (line: string) => said.push(line) });

  it('checks, publishes, lists and goes back, and a hub that serves follows', async () => {
    expect(await checkCommand(await registry(), 'demo', given())).toBe(0);
    expect(said.at(-1)).toBe('The check of demo: PASSED.');
    expect(await publishCommand(await registry(), 'demo', given())).toBe(0);
    expect(said.at(-1)).toBe('demo: published in supergraph 2.');
    const isServed = async () => (await small.hub.send('{ city(slug: "ma-tangier") { demoScore } }')).data?.city?.demoScore === 1;
    while (!(await isServed())) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await publishCommand(await registry(), 'demo', given())).toBe(0);
    expect(said.at(-1)).toBe('demo: unchanged.');
    expect(await rollbackCommand(await registry(), '1', (line) => said.push(line))).toBe(0);
    expect(said.at(-1)).toBe('Supergraph 3 serves what 1 did.');
    await listCommand(small, (line) => said.push(line));
    expect(said.at(-2)).toMatch(/^demo +RETIRED +http/);
  });

  it('exits with 2 for what is refused, with the reason, and fails for what cannot be tried', async () => {
    expect(await checkCommand(await registry(), 'x', given())).toBe(2);
    expect(said.at(-1)).toBe('Refused.');
    expect(await publishCommand(await registry(), 'away', given('http://127.0.0.1:1/'))).toBe(2);
    expect(said.join('\n')).toContain('SUBGRAPH_UNREACHABLE');
    expect(await rollbackCommand(await registry(), '99', (line) => said.push(line))).toBe(2);
    await expect(rollbackCommand(await registry(), 'last', () => undefined)).rejects.toThrow('A version is a number');
    await expect(
      checkCommand(await registry(), 'demo', { options: { owner: 'nobody', url: 'http://127.0.0.1:1/' }, say: () => undefined }),
    ).rejects.toThrow('No organisation');
  });
});

describe('hub gateway', () => {
  const log = pino({ level: 'silent' });
  const file = join(tmpdir(), `supergraph-${process.pid}.graphql`);
  afterAll(() => rmSync(file, { force: true }));

  it('serves any supergraph from a file, with the same guards', async () => {
    const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
    const places = await startPartner(`${head}type Place @key(fields: "id") { id: ID! name: String } type Query { places: [Place!] }`, [], {
      places: [{ __typename: 'Place', id: '1', name: 'Tangier' }],
    });
    const scores = await startPartner(`${head}type Place @key(fields: "id") { id: ID! score: Int }`, [
      { __typename: 'Place', id: '1', score: 7 },
    ]);
    const { supergraphSdl } = composeServices([
      { name: 'places', url: places.url, typeDefs: parse(places.sdl) },
      { name: 'scores', url: scores.url, typeDefs: parse(scores.sdl) },
    ]);
    writeFileSync(file, supergraphSdl!);
    const { url, stop } = await startGateway(readConfig({}), log, { supergraph: file, port: '0' });
    const query = '{ places { name score } }';
    expect((await ask(`${url}/graphql`, { query })).data).toEqual({ places: [{ name: 'Tangier', score: 7 }] });
    expect((await ask(`${url}/graphql`, { query: '{ __schema { queryType { name } } }' })).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
    scores.behaviour = (_request, response) =>
      sendJson(response, { data: { _entities: [{ __typename: 'Place', hubKey_id: '2', score: 8 }] } });
    const wrong = await ask(`${url}/graphql`, { query });
    expect([wrong.data, wrong.errors[0]?.extensions.code]).toEqual([{ places: [{ name: 'Tangier', score: null }] }, 'PARTNER_UNAVAILABLE']);
    await stop();
    await Promise.all([places.close(), scores.close()]);
  });

  it('refuses by a code and status what no way leads to, and logs once for each operation what that was', async () => {
    const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
    const shelf = await startPartner(`${head}type Query { books: [Book] } type Book @key(fields: "isbn") { isbn: ID }`, [], {
      books: [{ isbn: '1' }],
    });
    const { supergraphSdl } = composeServices([
      { name: 'shelf', url: shelf.url, typeDefs: parse(shelf.sdl) },
      { name: 'lists', url: shelf.url, typeDefs: parse(`${head}type Book @key(fields: "isbn") { isbn: ID title: String }`) },
    ]);
    // Without the key, which this composer would not have left out.
    writeFileSync(file, supergraphSdl!.replace('(graph: LISTS, key: "isbn")', '(graph: LISTS)'));
    const lines: string[] = [];
    const told = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const { url, stop } = await startGateway(readConfig({}), told, { supergraph: file, port: '0' });
    const send = (query: string) =>
      fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
    for (const _ of [1, 2, 3]) {
      const response = await send('query Titles { books { isbn title } }');
      expect([response.status, await response.json()]).toEqual([
        400,
        { errors: [{ message: expect.stringContaining('"title"'), extensions: { code: 'NOT_PLANNABLE' } }] },
      ]);
    }
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ operation: 'Titles', reason: expect.stringContaining('title'), msg: 'an operation cannot be planned' }),
    ]);
    expect(await (await send('{ books { isbn } }')).json()).toMatchObject({ data: { books: [{ isbn: '1' }] } });
    await stop();
    await shelf.close();
  });

  it('serves one from an address of the own network as it does a file, whose services are beside it', async () => {
    const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
    const places = await startPartner(`${head}type Query { places: [String!] }`, [], { places: ['Tangier'] });
    const { supergraphSdl } = composeServices([{ name: 'places', url: places.url, typeDefs: parse(places.sdl) }]);
    const shelf = createServer((_request, response) => response.end(supergraphSdl)).listen(0, '127.0.0.1');
    await once(shelf, 'listening');
    const supergraph = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/supergraph.graphql`;
    const { url, stop } = await startGateway(readConfig({}), log, { supergraph, port: '0' });
    expect(await ask(`${url}/graphql`, { query: '{ places }' })).toMatchObject({ data: { places: ['Tangier'] } });
    await stop();
    shelf.close();
    await places.close();
  });

  it.each([
    ['supergraph.graphql', 'any'],
    ['http://localhost:4000/supergraph.graphql', 'any'],
    ['http://10.1.2.3/supergraph.graphql', 'any'],
    ['http://[::1]:4000/supergraph.graphql', 'any'],
    ['http://hub/supergraph.graphql', 'any'],
    ['https://hub.internal/supergraph.graphql', 'any'],
    ['https://hub.example.org/supergraph.graphql', 'public'],
    ['http://hub.example.org/supergraph.graphql', 'public'],
    ['https://localhost.example.org/supergraph.graphql', 'public'],
    ['https://8.8.8.8/supergraph.graphql', 'public'],
  ])('takes the addresses in %s by the rule "%s", and all where HUB_PARTNER_ADDRESSES says so', (supergraph, rules) => {
    expect(addressesIn(supergraph, 'public')).toBe(rules);
    expect(addressesIn(supergraph, 'any')).toBe('any');
  });

  it('says in one sentence what it cannot serve', async () => {
    writeFileSync(file, 'type Query { a: Int }');
    await expect(startGateway(readConfig({}), log, { supergraph: file, port: '0' })).rejects.toThrow('no supergraph');
    await expect(startGateway(readConfig({}), log, { supergraph: file, port: 'x' })).rejects.toThrow('--port');
    await expect(startGateway(readConfig({}), log, { supergraph: 'http://127.0.0.1:1/', port: '0' })).rejects.toThrow(
      'could not be fetched',
    );
  });
});
