import type { Data } from '../kit/ask';
import { overEvents } from '../kit/live';
import { startPartner, type TestPartner } from './partner';
import { ADMIN, type SmallHub, smallHub } from './small-hub';

const RESILIENCE = `type City @key(fields: "unlocode") { unlocode: ID resilienceScore: Float resilienceReports: [ResilienceReport!] }
  type ResilienceReport { title: String! year: Int }
  type Query { resilienceLeaders: [City] }`;

const CULTURE = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type City @key(fields: "wikidataId") { wikidataId: ID cultureVenues: Int }
  type Network @key(fields: "slug") { slug: String! cultureProgrammes: [String!] }`;

let small: SmallHub;
let resilience: TestPartner;
let culture: TestPartner;

beforeAll(async () => {
  small = await smallHub();
  const tangier = { __typename: 'City', unlocode: 'MATNG', resilienceScore: 0.7, resilienceReports: [{ title: 'Floods', year: 2024 }] };
  resilience = await startPartner(RESILIENCE, [tangier], { resilienceLeaders: [tangier, { __typename: 'City', unlocode: 'XXXXX' }] });
  culture = await startPartner(CULTURE, [
    { __typename: 'City', wikidataId: 'Q126148', cultureVenues: 12 },
    { __typename: 'Network', slug: 'a-network', cultureProgrammes: ['Murals'] },
  ]);
}, 120_000);

afterAll(async () => {
  await small.close();
  await Promise.all([resilience.close(), culture.close()]);
});

const QUESTION = `query Together {
  city(slug: "ma-tangier") { name resilienceScore cultureVenues resilienceReports { title year } country { isoAlpha2 } }
  network(slug: "a-network") { name cultureProgrammes }
}`;

const TOGETHER = {
  city: {
    name: 'Tangier',
    resilienceScore: 0.7,
    cultureVenues: 12,
    resilienceReports: [{ title: 'Floods', year: 2024 }],
    country: { isoAlpha2: 'MA' },
  },
  network: { name: 'A network', cultureProgrammes: ['Murals'] },
};

it('checks a partner without changing anything', async () => {
  const query =
    'mutation ($input: SubgraphInput!) { checkSubgraph(input: $input) { check { id outcome changes { coordinate criticality } } userErrors { code } } }';
  const input = { name: 'resilience', url: resilience.url, ownerId: small.owner };
  const { data } = await small.hub.send(query, { key: ADMIN, variables: { input } });
  expect(data.checkSubgraph.check.outcome).toBe('PASSED');
  expect(data.checkSubgraph.check.changes).toContainEqual({ coordinate: 'City.resilienceScore', criticality: 'SAFE' });
  expect((await small.hub.ask('{ subgraphs { name } }')).subgraphs).toEqual([]);
  const again = await small.hub.ask('query ($id: ID!) { node(id: $id) { ... on SubgraphCheck { subgraph } } }', {
    variables: { id: data.checkSubgraph.check.id },
  });
  expect(again.node.subgraph).toBe('resilience');
});

it('publishes two partners, and answers a question across the hub and both', async () => {
  const status = overEvents(small.hub.url, 'subscription { subgraphStatusChanged { name status } }');
  const first = await small.publish('resilience', resilience);
  expect(first).toMatchObject({
    subgraph: { name: 'resilience', status: 'ACTIVE', contributes: ['City by unlocode'], owner: { slug: 'a-network' } },
    supergraph: { number: 2, isCurrent: true },
    userErrors: [],
  });
  expect((await small.publish('culture', { url: culture.url })).supergraph.number).toBe(3);
  expect(await small.hub.ask(QUESTION)).toEqual(TOGETHER);
  expect(await small.hub.ask('{ stats { partnersOnline partnersTotal } }')).toEqual({ stats: { partnersOnline: 2, partnersTotal: 2 } });
  await status.until(1);
  status.leave();
});

it('publishes the same again as nothing new', async () => {
  expect(await small.publish('culture', { url: culture.url })).toMatchObject({
    supergraph: null,
    userErrors: [],
    subgraph: { status: 'ACTIVE' },
  });
});

it('reaches the hub from a partner, and says what the hub does not know', async () => {
  const { data, errors } = await small.hub.send('{ resilienceLeaders { name resilienceScore } }');
  expect(data).toEqual({ resilienceLeaders: [{ name: 'Tangier', resilienceScore: 0.7 }, null] });
  expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'NOT_FOUND' } })]);
});

it('shows the whole to introspection and for download', async () => {
  const { __type } = await small.hub.ask('{ __type(name: "City") { fields { name } } city(slug: "ma-tangier") { slug } }');
  expect(__type.fields.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['slug', 'resilienceScore', 'cultureVenues']),
  );
  const mixed = await small.hub.send('{ __typename __schema { types { name } } city(slug: "ma-tangier") { resilienceScore } }');
  expect(mixed.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const { __schema } = await small.hub.ask('{ __schema { types { name } } }');
  expect(__schema.types.filter(({ name }: { name: string }) => /^(join|link)__|^_/.test(name) && !name.startsWith('__'))).toEqual([]);
  expect(await (await fetch(`${small.hub.url}/schema.graphql`)).text()).toContain('resilienceScore: Float');
  expect(await (await fetch(`${small.hub.url}/supergraph.graphql`)).text()).toContain('RESILIENCE @join__graph(name: "resilience"');
});

it('tells which partners were asked and how they fared, and passes on nothing of the caller', async () => {
  const response = await fetch(`${small.hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}`, cookie: 'secret=1' },
    body: JSON.stringify({ query: '{ cities { nodes { slug resilienceScore } } }' }),
  });
  const { data, extensions } = (await response.json()) as Data;
  expect(data.cities.nodes).toEqual(
    expect.arrayContaining([
      { slug: 'ma-tangier', resilienceScore: 0.7 },
      { slug: 'mt-valletta', resilienceScore: null },
    ]),
  );
  expect(extensions.partners).toEqual([{ name: 'resilience', status: 'OK', ms: expect.any(Number) }]);
  expect(JSON.stringify(resilience.requests)).not.toMatch(/kkkk|secret=1/);
});

it('asks partners nothing for a question of the hub alone', async () => {
  const before = [resilience, culture].map(({ requests }) => requests.length);
  expect(await small.hub.ask('{ a: city(slug: "ma-tangier") { ...Named } } fragment Named on City { name __typename }')).toEqual({
    a: { name: 'Tangier', __typename: 'City' },
  });
  expect([resilience, culture].map(({ requests }) => requests.length)).toEqual(before);
});

it('refuses wrong variables and unknown fields of the whole as it does those of its own', async () => {
  const wrong = await small.hub.send('query ($n: Int) { cities(first: $n) { nodes { resilienceScore } } }', { variables: { n: 'many' } });
  expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await small.hub.send('{ city(slug: "ma-tangier") { resilienceScoore } }')).status).toBe(400);
});

it('measures health, and serves an earlier set again when told to', async () => {
  const { subgraph } = await small.hub.ask(
    '{ subgraph(name: "resilience") { status health { successRate p95Milliseconds lastSuccessAt circuit } versions { totalCount } } }',
  );
  expect(subgraph).toEqual({
    status: 'ACTIVE',
    health: { successRate: 1, p95Milliseconds: expect.any(Number), lastSuccessAt: expect.any(String), circuit: 'CLOSED' },
    versions: { totalCount: 1 },
  });
  const rollback = () =>
    small.hub.send(
      'mutation { rollbackSupergraph(toVersion: 2) { supergraph { number subgraphs { subgraph { name } } } userErrors { code } } }',
      { key: ADMIN, headers: { 'idempotency-key': 'back-to-two' } },
    );
  // However often it is sent: at once, and later.
  const answers = [...(await Promise.all(Array.from({ length: 5 }, rollback))), await rollback()];
  for (const { data } of answers)
    expect(data.rollbackSupergraph).toEqual({
      supergraph: { number: 4, subgraphs: [{ subgraph: { name: 'resilience' } }] },
      userErrors: [],
    });
  expect((await small.hub.send('{ city(slug: "ma-tangier") { cultureVenues } }')).status).toBe(400);
  expect((await small.hub.ask('{ subgraphs { name status } }')).subgraphs).toEqual([
    { name: 'culture', status: 'RETIRED' },
    { name: 'resilience', status: 'ACTIVE' },
  ]);
});

it('goes back to the newest set, and to the hub alone when all have retired', async () => {
  const back = await small.hub.send('mutation { rollbackSupergraph(toVersion: 3) { userErrors { code } } }', { key: ADMIN });
  expect(back.data.rollbackSupergraph.userErrors).toEqual([]);
  expect(await small.hub.ask(QUESTION)).toEqual(TOGETHER);
  const retire = (name: string) =>
    small.hub.send(`mutation { retireSubgraph(name: "${name}") { supergraph { number } userErrors { code } } }`, { key: ADMIN });
  expect((await retire('resilience')).data.retireSubgraph).toEqual({ supergraph: { number: 6 }, userErrors: [] });
  expect((await retire('resilience')).data.retireSubgraph.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  await retire('culture');
  const { __type } = await small.hub.ask('{ __type(name: "City") { fields { name } } }');
  expect(JSON.stringify(__type)).not.toMatch(/resilience|culture/);
  expect(await (await fetch(`${small.hub.url}/schema.graphql`)).text()).not.toContain('resilienceScore');
});
