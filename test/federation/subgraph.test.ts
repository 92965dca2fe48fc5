import { composeServices } from '@theguild/federation-composition';
import { buildSchema, execute, parse } from 'graphql';
import { loadByKey } from '../../src/catalog';
import { subgraphSchema } from '../../src/federation';
import type { Database, HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { testContext, testSchema } from '../kit/ask';
import { type ServedHub, serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';
import { ask as post } from '../server/kit';

let db: HubDatabase;
let hub: ServedHub;

beforeAll(async () => {
  db = await loadedWorld();
  hub = await serve(db, 'k'.repeat(40));
}, 120_000);

afterAll(async () => {
  await hub.close();
  await db.close();
});

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on City { id slug country { name } }
    ... on Network { acronym }
    ... on Country { isoAlpha3 }
    ... on Theme { code }
  }
}`;

function entities(...representations: object[]) {
  return post(`${hub.url}/subgraph`, { query: ENTITIES, variables: { representations } });
}

it('finds cities, countries, networks and themes by any of their keys, in the order asked', async () => {
  const [tangier] = await db.rows<{ id: string }>(sql`SELECT id FROM city WHERE geonames_id = 2530335`);
  const { data, errors } = await entities(
    { __typename: 'City', geonamesId: '2530335' },
    { __typename: 'City', unlocode: 'MATNG' },
    { __typename: 'City', wikidataId: 'Q126148' },
    { __typename: 'City', id: globalId('City', tangier!.id) },
    { __typename: 'Country', isoAlpha2: 'MT' },
    { __typename: 'Network', slug: 'strong-cities-network' },
  );
  expect(errors).toEqual([]);
  const city = expect.objectContaining({ __typename: 'City', slug: 'ma-tangier', country: { name: 'Morocco' } });
  const network = expect.objectContaining({ __typename: 'Network', acronym: 'SCN' });
  expect(data).toEqual({ _entities: [city, city, city, city, { __typename: 'Country', isoAlpha3: 'MLT' }, network] });
});

it('finds what has several keys by whichever it knows, and refuses keys of different things', async () => {
  const { data, errors } = await entities(
    { __typename: 'City', geonamesId: 999999999, unlocode: 'MATNG', wikidataId: null },
    { __typename: 'City', geonamesId: 2530335, unlocode: 'MATNG' },
    { __typename: 'City', geonamesId: 2530335, unlocode: 'MTMLA' },
  );
  const tangier = expect.objectContaining({ slug: 'ma-tangier' });
  expect(data).toEqual({ _entities: [tangier, tangier, null] });
  expect(errors).toEqual([
    expect.objectContaining({ path: ['_entities', 2], message: 'The keys of this City are of different ones: geonamesId, unlocode.' }),
  ]);
});

it('gives null for what it does not know, or knows as something else', async () => {
  const { data, errors } = await entities(
    { __typename: 'City', geonamesId: '99999999999999999999' },
    { __typename: 'City', unlocode: 'XX\u0000' },
    { __typename: 'City', id: globalId('Country', '00000000-0000-4000-8000-000000000000') },
    { __typename: 'Association', slug: 'strong-cities-network' },
  );
  expect([data, errors]).toEqual([{ _entities: [null, null, null, null] }, []]);
});

it('says which representation cannot be read, and answers the others', async () => {
  const { data, errors } = await entities(
    { __typename: 'City', geonamesId: 2530335 },
    { __typename: 'Webhook', id: 'x' },
    { __typename: 'City' },
  );
  expect(data).toEqual({ _entities: [expect.objectContaining({ slug: 'ma-tangier' }), null, null] });
  expect(errors.map(({ path, extensions: { code } }) => [path, code])).toEqual([
    [['_entities', 1], 'BAD_USER_INPUT'],
    [['_entities', 2], 'BAD_USER_INPUT'],
  ]);
});

it('takes a thousand representations and no more', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ __typename: 'Theme', code: `none-${at}` }));
  expect((await entities(...many(1000))).errors).toEqual([]);
  expect((await entities(...many(1001))).code).toBe('BAD_USER_INPUT');
});

it('asks the database once for each type and key, however many are asked for', async () => {
  let statements = 0;
  const counted: Database = {
    rows: (query) => {
      statements += 1;
      return db.rows(query);
    },
  };
  const cities = await db.rows<{ geonamesId: number }>(
    sql`SELECT geonames_id AS "geonamesId" FROM city WHERE geonames_id IS NOT NULL LIMIT 200`,
  );
  const representations = [
    ...cities.map(({ geonamesId }) => ({ __typename: 'City', geonamesId })),
    { __typename: 'City', unlocode: 'MATNG' },
    { __typename: 'Country', isoAlpha2: 'MT' },
  ];
  const { errors } = await execute({
    schema: subgraphSchema(await testSchema(), loadByKey),
    document: parse(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on City { slug } } }',
    ),
    contextValue: testContext(db, counted),
    variableValues: { representations },
  });
  expect(errors).toBeUndefined();
  expect(statements).toBe(3);
});

it('prints itself so that it composes with a partner', async () => {
  const { data } = await post(`${hub.url}/subgraph`, { query: '{ _service { sdl } }' });
  const { sdl } = (data as { _service: { sdl: string } })._service;
  const partner = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
    type City @key(fields: "unlocode") { unlocode: ID demoScore: Float demoPlace: Coordinates }
    type Coordinates @shareable { latitude: Float! longitude: Float! }
    type Query { demoCities: [City] }`;
  const { errors, publicSdl } = composeServices([
    { name: 'hub', url: 'http://hub', typeDefs: parse(sdl) },
    { name: 'demo', url: 'http://demo', typeDefs: parse(partner) },
  ]);
  expect(errors).toBeUndefined();
  expect(buildSchema(publicSdl!).getQueryType()!.getFields()).toHaveProperty('demoCities');
});

it('keeps the rules of writing: a router gets no further than its key', async () => {
  const query = 'mutation { createWebhook(input: { url: "https://example.org", topics: [CITY_MERGED] }) { secret } }';
  expect((await post(`${hub.url}/subgraph`, { query })).code).toBe('UNAUTHENTICATED');
});

it('keeps the limits of operations', async () => {
  const query = `{ a: _service { sdl } ${Array.from({ length: 60 }, (_, at) => `a${at}: __typename`).join(' ')} }`;
  expect((await post(`${hub.url}/subgraph`, { query })).status).toBe(400);
});

it('offers the supergraph to download, and says when it is unchanged', async () => {
  const first = await fetch(`${hub.url}/supergraph.graphql`);
  expect(await first.text()).toMatch(/join__graph\(name: "hub", url: "http:\/\/127.0.0.1:0\/subgraph"\)/);
  const again = await fetch(`${hub.url}/supergraph.graphql`, { headers: { 'if-none-match': first.headers.get('etag')! } });
  expect(again.status).toBe(304);
});
