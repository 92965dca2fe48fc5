import { lint } from '../../src/federation/registry/lint';
import { vocabularyOf } from '../../src/federation/registry/vocabulary';
import { testSchema } from '../kit/ask';
import { serve } from '../kit/serve';
import { partnerKey } from './keys';
import { sendJson, startPartner, type TestPartner } from './partner';
import { ADMIN, type SmallHub, smallHub } from './small-hub';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@override", "@inaccessible", "@external", "@requires"])';
const KEYED = 'type City @key(fields: "unlocode") { unlocode: ID';

/** Codes of what is wrong with a schema of the partner "demo". */
async function codes(sdl: string): Promise<string[]> {
  const { problems } = lint(sdl, { name: 'demo', hub: vocabularyOf(await testSchema()), others: new Map([['OtherThing', 'other']]) });
  for (const { message, remedy } of problems) expect([message, remedy]).toEqual([expect.stringMatching(/\.$/), expect.any(String)]);
  return [...new Set(problems.map(({ code }) => code))];
}

it.each([
  ['a field that is nullable', `${KEYED} demoScore: Float }`],
  [
    'types and root fields under its prefix',
    `${KEYED} demoThing: DemoThing } type DemoThing { a: Int! } type Query { demoThings: [DemoThing!] }`,
  ],
  ['a shared value type', `${HEAD} ${KEYED} demoAt: Coordinates } type Coordinates @shareable { latitude: Float! longitude: Float! }`],
  ['a field computed from one of the hub', `${HEAD} ${KEYED} slug: String! @external demoSlug: String @requires(fields: "slug") }`],
  ['script in a description, which is only text', `"<script>alert(1)</script>" type DemoThing { a: Int } ${KEYED} demoThing: DemoThing }`],
  ['scalars of the hub', `scalar Date ${KEYED} demoSince: Date }`],
  ['an extension of a type', 'extend type City @key(fields: "geonamesId") { geonamesId: ID demoScore: Float }'],
])('lets a partner add %s', async (_what, sdl) => {
  expect(await codes(sdl)).toEqual([]);
});

it.each([
  ['PARTNER_FIELD_NON_NULL', 'a field that is not null', `${KEYED} demoScore: Float! }`],
  ['PARTNER_FIELD_NON_NULL', 'a root field that is not null', `${KEYED} } type Query { demoThings: [Int]! }`],
  ['PARTNER_FIELD_TAKEN', 'a field the hub has', `${KEYED} slug: String }`],
  ['PARTNER_FIELD_TAKEN', 'a field to a shared type', `${KEYED} demoAt: Coordinates } type Coordinates { latitude: Float demoMore: Int }`],
  ['PARTNER_PREFIX', 'a type without its prefix', `${KEYED} demoThing: Thing } type Thing { a: Int }`],
  ['PARTNER_PREFIX', 'a type that only looks as if it had the prefix', `${KEYED} demoThing: Demolition } type Demolition { a: Int }`],
  ['PARTNER_ROOT_FIELD', 'a root field without its prefix', `${KEYED} } type Query { things: [Int] }`],
  ['PARTNER_ROOT_FIELD', 'a root field the hub has', `${KEYED} } type Query { node(id: ID!): City cities: [City] }`],
  ['PARTNER_OPERATION', 'a mutation', `${KEYED} } type Mutation { demoDo: Int }`],
  ['PARTNER_OPERATION', 'a subscription', `${KEYED} } type Subscription { demoDone: Int }`],
  ['PARTNER_TYPE_TAKEN', 'an interface of the hub', `${KEYED} } interface Node { id: ID! }`],
  ['PARTNER_TYPE_TAKEN', 'an enum of the hub', `${KEYED} } enum ActorKind { DEMO }`],
  ['PARTNER_TYPE_TAKEN', 'an input of the hub', `${KEYED} } input CityFilter { demo: Int }`],
  ['PARTNER_TYPE_TAKEN', 'a type of another partner', `${KEYED} } type OtherThing { a: Int }`],
  ['PARTNER_TYPE_TAKEN', 'a type of the hub without a key', `${KEYED} } type HubInfo { demo: Int }`],
  ['PARTNER_KEY', 'an entity by a key the hub does not have', 'type City @key(fields: "slug") { slug: String demoScore: Float }'],
  ['PARTNER_KEY', 'an entity without a key', 'type City { demoScore: Float }'],
  ['PARTNER_KEY', 'a key of another type', 'type City @key(fields: "geonamesId") { geonamesId: Int demoScore: Float }'],
  ['PARTNER_KEY', 'an interface in place of an entity', 'interface City @key(fields: "unlocode") { unlocode: ID demoScore: Float }'],
  ['PARTNER_DIRECTIVE', '@override', `${HEAD} ${KEYED} demoName: String @override(from: "hub") }`],
  ['PARTNER_DIRECTIVE', '@inaccessible', `${HEAD} ${KEYED} demoName: String @inaccessible }`],
  ['PARTNER_DIRECTIVE', '@interfaceObject', `${HEAD} type DemoThing @interfaceObject @key(fields: "id") { id: ID } ${KEYED} }`],
  ['PARTNER_DIRECTIVE', 'a directive by its full name', `${HEAD} ${KEYED} demoName: String @federation__override(from: "hub") }`],
  [
    'PARTNER_DIRECTIVE',
    'a renamed import',
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", {name: "@override", as: "@deprecated"}]) ${KEYED} demoName: String }`,
  ],
  [
    'PARTNER_DIRECTIVE',
    'a specification of somebody else',
    `${HEAD} extend schema @link(url: "https://example.org/other/v1.0") ${KEYED} }`,
  ],
  ['PARTNER_DIRECTIVE', 'a directive of its own', `directive @demo on FIELD_DEFINITION ${KEYED} demoName: String }`],
  ['PARTNER_DIRECTIVE', 'a root type of another name', `schema { query: DemoQuery } type DemoQuery { demoThings: [Int] } ${KEYED} }`],
  ['PARTNER_ADDS_NOTHING', 'nothing', 'type DemoThing { a: Int }'],
  ['SDL_UNREADABLE', 'what is no schema', 'type City {'],
  ['SDL_UNREADABLE', 'an operation', 'query { a }'],
  ['SDL_UNREADABLE', 'brackets without end', `type City { a: ${'['.repeat(50_000)}`],
  ['SDL_UNREADABLE', 'a flood of types', Array.from({ length: 30_000 }, (_, at) => `type DemoT${at} { a: Int }`).join(' ')],
])('says %s to a partner that sends %s', async (code, _what, sdl) => {
  expect(await codes(sdl)).toContain(code);
});

describe('the registry', () => {
  let small: SmallHub;
  let partner: TestPartner;

  beforeAll(async () => {
    small = await smallHub();
    partner = await startPartner(`${KEYED} demoScore: Float }`, [{ __typename: 'City', unlocode: 'MATNG', demoScore: 1 }]);
  }, 120_000);
  afterAll(async () => {
    await small.close();
    await partner.close();
  });

  it('refuses names that are taken, of the hub, or none', async () => {
    for (const [name, code] of [
      ['hub', 'INVALID'],
      ['City', 'INVALID'],
      ['a b', 'INVALID'],
      ['city', 'TAKEN'],
      ['member', 'TAKEN'],
    ])
      expect((await small.publish(name!, partner)).userErrors).toEqual([expect.objectContaining({ code, field: ['input', 'name'] })]);
  });

  it('refuses a schema of more than 512 kB', async () => {
    const large = await startPartner(
      `type City @key(fields: "unlocode") { unlocode: ID largeScore: Float } #${'x'.repeat(512 * 1024)}\n`,
      [],
    );
    expect((await small.publish('large', { url: large.url })).userErrors).toEqual([expect.objectContaining({ code: 'LIMIT_REACHED' })]);
    await large.close();
  });

  it('refuses what does not answer, and what serves another schema', async () => {
    const away = await small.publish('away', { url: 'http://127.0.0.1:1/', sdl: `${KEYED} awayScore: Float }` });
    expect(away).toMatchObject({
      subgraph: null,
      userErrors: [{ code: 'SUBGRAPH_UNREACHABLE' }],
      check: { outcome: 'PASSED_WITH_WARNINGS', probe: { reachable: false } },
    });
    const other = await small.publish('other', { url: partner.url, sdl: `${KEYED} otherScore: Float }` });
    expect(other).toMatchObject({ userErrors: [{ code: 'SUBGRAPH_UNREACHABLE' }], check: { probe: { reachable: true } } });
  });

  it('refuses addresses inside, in whatever form they are written, and says so in place of a check', async () => {
    const strict = await serve(small.db, ADMIN);
    const query = 'mutation ($input: SubgraphInput!) { checkSubgraph(input: $input) { check { id } userErrors { code field } } }';
    for (const url of [
      'http://example.org/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0177.0.0.1/',
      'https://[::ffff:169.254.169.254]/',
      'https://localhost/',
    ])
      expect(
        (await strict.send(query, { key: ADMIN, variables: { input: { name: 'demo', url, ownerId: small.owner } } })).data.checkSubgraph,
      ).toEqual({
        check: null,
        userErrors: [{ code: 'ADDRESS_NOT_ALLOWED', field: ['input', 'url'] }],
      });
    await strict.close();
  });

  it('refuses a service that does not give keys back', async () => {
    const liar = await startPartner('type City @key(fields: "unlocode") { unlocode: ID liarScore: Float }', []);
    liar.behaviour = (request, response) => {
      if (request.query.includes('_service')) sendJson(response, { data: { _service: { sdl: liar.sdl } } });
      else sendJson(response, { data: { _entities: [{ __typename: 'City', unlocode: 'MTMLA' }] } });
    };
    expect(await small.publish('liar', liar)).toMatchObject({
      userErrors: [{ code: 'COMPOSITION_FAILED' }],
      check: { compositionErrors: [{ code: 'PARTNER_KEYS' }] },
    });
    await liar.close();
  });

  it('keeps a partner to its own', async () => {
    const [own, foreign] = [await partnerKey(small, 'a-network'), await partnerKey(small, 'b-network')];
    expect((await small.publish('demo', { ...partner, key: own })).userErrors).toEqual([]);
    await expect(small.publish('demo', { ...partner, key: foreign, owner: small.other })).rejects.toThrow('FORBIDDEN');
    await expect(small.publish('mine', { ...partner, key: foreign })).rejects.toThrow('FORBIDDEN');
    expect((await small.publish('demo', { ...partner, owner: small.other })).userErrors).toEqual([
      expect.objectContaining({ code: 'TAKEN' }),
    ]);
    const { errors } = await small.hub.send('mutation { retireSubgraph(name: "demo") { userErrors { code } } }', { key: foreign });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const rollback = await small.hub.send('mutation { rollbackSupergraph(toVersion: 1) { userErrors { code } } }', { key: own });
    expect(rollback.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('weighs what is taken away by who used it', async () => {
    for (let time = 0; time < 3; time += 1)
      await small.hub.send('query Scores { city(slug: "ma-tangier") { demoScore } }', {
        headers: { 'apollographql-client-name': 'dashboard', 'apollographql-client-version': '1.2' },
      });
    partner.sdl = `${KEYED} demoRank: Int }`;
    await small.usageIsWritten(3);
    const answer = await small.publish('demo', partner);
    expect(answer.userErrors).toEqual([expect.objectContaining({ code: 'BREAKS_CLIENTS' })]);
    expect(answer.check.changes).toContainEqual(
      expect.objectContaining({ coordinate: 'City.demoScore', criticality: 'BREAKING', usage: 3 }),
    );
    expect(answer.check.affectedOperations).toEqual([{ name: 'Scores', clients: ['dashboard 1.2'], requests: 3 }]);
  });
});
