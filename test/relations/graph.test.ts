import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { loadedWorld } from '../kit/world';
import { anySpans, CITIES, insertFacts, newField, ORGANIZATIONS, recordSpans, written } from './field';

const TYPES = ['Network', 'Association'];

describe('A slice of any field', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  it('has whoever is near enough and every link among them, as the database tells it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anySpans,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: CITIES + ORGANIZATIONS - 1 }),
        async (spans, depth, start) => {
          const field = await newField(db);
          await recordSpans(db, field, spans);
          const idOf = (uuid: string) => {
            const at = field.actors.indexOf(uuid);
            return globalId(at < CITIES ? 'City' : TYPES[(at - CITIES) % 2]!, uuid);
          };
          const near = await db.rows<{ id: string }>(sql`
          WITH RECURSIVE link AS (
            SELECT member_id AS a, organization_id AS b FROM membership WHERE superseded_at = 'infinity' AND status = 'ACTIVE' AND valid_from <= '2016-01-01' AND valid_to > '2016-01-01'),
          near (id, away) AS (SELECT ${field.actors[start]}::uuid, 0
            UNION SELECT CASE WHEN link.a = near.id THEN link.b ELSE link.a END, away + 1 FROM near JOIN link ON near.id IN (link.a, link.b) WHERE away < ${depth})
          SELECT DISTINCT id FROM near`);
          const ids = near.map(({ id }) => id);
          const edges = await db.rows<{ member: string; organization: string }>(sql`
          SELECT member_id AS member, organization_id AS organization FROM membership WHERE superseded_at = 'infinity' AND status = 'ACTIVE'
            AND valid_from <= '2016-01-01' AND valid_to > '2016-01-01' AND member_id = ANY(${ids}) AND organization_id = ANY(${ids})`);
          const { graph } = await answer(
            db,
            `{ graph(around: ["${idOf(field.actors[start]!)}"], depth: ${depth}, asOf: "2016-01-01") { truncated nodes { degree community actor { id } } edges { source target kind weight } } }`,
          );
          const sorted = (texts: readonly string[]) => [...texts].sort();
          expect(sorted(graph.nodes.map(({ actor }: Data) => actor.id))).toEqual(sorted(ids.map(idOf)));
          expect(sorted(graph.edges.map(({ source, target }: Data) => `${source} ${target}`))).toEqual(
            sorted(edges.map(({ member, organization }) => `${idOf(member)} ${idOf(organization)}`)),
          );
          expect(graph.truncated).toBe(false);
          for (const { degree, community } of graph.nodes) expect(degree === 0).toBe(community === null);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('is cut at the limit, says so, and is always the same', async () => {
    const field = await newField(db);
    await recordSpans(
      db,
      field,
      [0, 1, 2, 3, 4, 5].map((member) => ({ member, organization: CITIES, tier: null, status: 'ACTIVE' as const, from: null, to: null })),
    );
    const query = (rest: string) =>
      `{ graph(around: ["${globalId('Network', field.actors[CITIES]!)}"], ${rest}) { truncated nodes { community actor { id name } } edges { weight } } }`;
    const { graph } = await answer(db, query('limit: 3'));
    expect([graph.nodes.length, graph.edges.length, graph.truncated]).toEqual([3, 2, true]);
    expect((await answer(db, query('limit: 3'))).graph).toEqual(graph);
    expect((await answer(db, query('limit: 7'))).graph).toMatchObject({ truncated: false });
    const filtered = (await answer(db, query(`where: { country: ["${field.countries[0]}"] }`))).graph;
    expect(filtered.nodes).toHaveLength(1 + 3);
    for (const [args, message] of [
      ['limit: 0', /"limit" takes 1 to 2000, not 0/],
      ['depth: 4', /"depth" takes 0 to 3, not 4/],
    ] as const) {
      expect((await ask(db, query(args))).errors?.[0]?.message).toMatch(message);
    }
    expect((await ask(db, '{ graph(around: []) { truncated } }')).errors?.[0]?.message).toMatch(/"around" takes 1 to 50/);
  });

  it('a tier that grants contact opens the doors of those who hold one too', async () => {
    const field = await newField(db);
    const [network, associations] = [CITIES, [CITIES + 1, CITIES + 3]];
    await written(db, (tx) =>
      insertFacts(tx, field.source, 'TierBenefit', 'tier_benefit', [
        {
          id: crypto.randomUUID(),
          tier_id: field.tiersOf(network)[2],
          kind: 'PEER_COMMUNICATION',
          description: { en: 'Contact' },
          onward_sharing: 'NONE',
        },
      ]),
    );
    const hold = (member: number, tier: number) => ({
      member,
      organization: network,
      tier,
      status: 'ACTIVE' as const,
      from: null,
      to: null,
    });
    await recordSpans(db, field, [...associations.map((member) => hold(member, 2)), hold(0, 2), hold(CITIES + 2, 0)]);
    const { node } = await answer(
      db,
      `{ node(id: "${globalId('Association', field.actors[associations[0]!]!)}") { ... on Association { reachableOrganizations { totalCount edges { node { id } through { code } path { length explanation } } } } } }`,
    );
    expect(node.reachableOrganizations).toMatchObject({
      totalCount: 2,
      edges: [
        { node: { id: globalId('Network', field.actors[network]!) }, through: { code: 'tier-2' }, path: { length: 1 } },
        { node: { id: globalId('Association', field.actors[associations[1]!]!) }, through: { code: 'tier-2' }, path: { length: 2 } },
      ],
    });
    const { node: none } = await answer(
      db,
      `{ node(id: "${globalId('Association', field.actors[associations[0]!]!)}") { ... on Association { reachableOrganizations(asOf: "2020-01-01", first: 1) { pageInfo { hasNextPage endCursor } } } } }`,
    );
    expect(none.reachableOrganizations.pageInfo.hasNextPage).toBe(true);
    const { node: rest } = await answer(
      db,
      `{ node(id: "${globalId('Association', field.actors[associations[0]!]!)}") { ... on Association { reachableOrganizations(after: "${none.reachableOrganizations.pageInfo.endCursor}") { nodes { id } } } } }`,
    );
    expect(rest.reachableOrganizations.nodes).toEqual([{ id: globalId('Association', field.actors[associations[1]!]!) }]);
  });
});

describe('In the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('the whole field can be drawn: organisations, their members and communities among them', async () => {
    const { graph } = await answer(
      db,
      '{ graph(depth: 1, limit: 300) { truncated nodes { community actor { __typename } } edges { kind } } }',
    );
    expect(graph.nodes).toHaveLength(300);
    expect(graph.truncated).toBe(true);
    expect(new Set(graph.nodes.map(({ community }: Data) => community)).size).toBeGreaterThan(2);
  });

  it('a twinning that one city lists is not reciprocal', async () => {
    const { collaborations } = await answer(
      db,
      '{ collaborations(where: { kind: [TWINNING] }, first: 100) { nodes { ... on Twinning { isReciprocal participants { nodes { corroboration } } } } } }',
    );
    for (const { isReciprocal, participants } of collaborations.nodes) {
      expect(isReciprocal).toBe(participants.nodes.every(({ corroboration }: Data) => corroboration === 'MEMBER'));
    }
    expect(
      collaborations.nodes
        .flatMap(({ participants }: Data) => participants.nodes)
        .some(({ corroboration }: Data) => corroboration === 'MEMBER'),
    ).toBe(true);
  });
});
