import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { answer, ask, type Data } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { serve } from '../kit/serve';
import { loadedWorld } from '../kit/world';
import { anyDay, anySpans, CITIES, type Field, newField, ORGANIZATIONS, recordSpans } from './field';

const KINDS = ['Network', 'Association'];
const idOf = (field: Field, organization: number) => globalId(KINDS[(organization - CITIES) % 2]!, field.actors[organization]!);

describe('Counts and overlaps on any field, on any day', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await migratedDatabase();
  }, 60_000);
  afterAll(() => db.close());

  /** Who is an active member, said by the database alone. */
  async function activeMembers(field: Field, organization: number, day: string): Promise<Set<string>> {
    const rows = await db.rows<{ id: string }>(sql`
      SELECT member_id AS id FROM membership WHERE organization_id = ${field.actors[organization]} AND status = 'ACTIVE'
        AND superseded_at = 'infinity' AND valid_from <= ${day} AND valid_to > ${day}`);
    return new Set(rows.map(({ id }) => id));
  }

  it('are those of the database', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyDay, async (spans, day) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        const rosters = await Promise.all(Array.from({ length: ORGANIZATIONS }, (_, at) => activeMembers(field, CITIES + at, day)));
        const ids = rosters.map((_, at) => idOf(field, CITIES + at));
        const { overlapMatrix: matrix, nodes } = await answer(
          db,
          `query ($ids: [ID!]!, $day: Date) {
            overlapMatrix(organizationIds: $ids, memberKind: null, asOf: $day) {
              sharedByAll cells { a { id } b { id } shared onlyA onlyB jaccard containment sharedMembers { nodes { id } totalCount } }
            }
            nodes(ids: $ids) { ... on Organization { memberCount(asOf: $day) } }
          }`,
          { variables: { ids, day } },
        );
        expect(nodes.map(({ memberCount }: { memberCount: number }) => memberCount)).toEqual(rosters.map(({ size }) => size));
        expect(matrix.sharedByAll).toBe([...rosters[0]!].filter((id) => rosters.every((roster) => roster.has(id))).length);
        const pairs = rosters.flatMap((left, at) =>
          rosters.slice(at + 1).map((right, next) => ({ left, right, a: ids[at], b: ids[at + 1 + next] })),
        );
        expect(matrix.cells).toHaveLength(10);
        matrix.cells.forEach((cell: Record<string, never>, at: number) => {
          const { left, right, a, b } = pairs[at]!;
          const shared = [...left].filter((id) => right.has(id)).length;
          const share = (all: number) => (all === 0 ? 0 : shared / all);
          expect(cell).toMatchObject({
            ...{ a: { id: a }, b: { id: b }, shared, onlyA: left.size - shared, onlyB: right.size - shared },
            ...{ jaccard: share(left.size + right.size - shared), containment: share(Math.min(left.size, right.size)) },
            sharedMembers: { totalCount: shared },
          });
        });
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('filtered by status, kind, tier or country, in memory and by the database, agree', async () => {
    const filter = fc.record(
      {
        status: fc.subarray(['ACTIVE', 'INVITED', 'EXPIRED']),
        memberKind: fc.subarray(['CITY', 'NETWORK', 'ASSOCIATION']),
        tierCategory: fc.subarray(['FULL_MEMBER', 'OBSERVER']),
        country: fc.subarray([0, 1]),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(anySpans, anyDay, filter, async (spans, day, { country, ...rest }) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        const where = { ...rest, ...(country ? { memberCountry: country.map((at) => field.countries[at]) } : {}) };
        const { node } = await answer(
          db,
          `query ($id: ID!, $day: Date, $where: MembershipFilter, $sql: MembershipFilter) {
            node(id: $id) { ... on Network { inMemory: memberCount(asOf: $day, where: $where) inSql: memberCount(asOf: $day, where: $sql) } }
          }`,
          { variables: { id: idOf(field, CITIES), day, where, sql: { status: ['ACTIVE'], ...where, and: [{}] } } },
        );
        expect(node.inMemory).toBe(node.inSql);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('refuse what cannot be asked, and name the argument', async () => {
    const field = await newField(db);
    const [network, other, city] = [idOf(field, CITIES), idOf(field, CITIES + 2), globalId('City', field.actors[0]!)];
    const refusal = async (query: string) => (await ask(db, `{ ${query} }`)).errors?.[0]?.message;
    expect(await refusal(`overlapMatrix(organizationIds: ["${network}"]) { asOf }`)).toMatch(/"organizationIds" takes 2 to 30 different/);
    expect(await refusal(`overlapMatrix(organizationIds: ["${network}", "${network}"]) { asOf }`)).toMatch(
      /not 2 ids, 1 of them different/,
    );
    expect(await refusal(`overlapMatrix(organizationIds: ["${network}", "${city}"]) { asOf }`)).toMatch(/takes ids of organisations/);
    expect(await refusal(`overlapMatrix(organizationIds: ["${network}", "nonsense"]) { asOf }`)).toMatch(/"organizationIds" takes an id/);
    const unknown = globalId('Network', '00000000-0000-4000-8000-000000000000');
    expect(await refusal(`node(id: "${network}") { ... on Network { overlapWith(organizationId: "${unknown}") { shared } } }`)).toMatch(
      /"organizationId": the hub knows no actor/,
    );
    expect(await refusal(`node(id: "${network}") { ... on Network { overlapWith(organizationId: "${network}") { shared } } }`)).toMatch(
      /another organisation/,
    );
    expect(
      await refusal(`node(id: "${network}") { ... on Network { overlapWith(organizationId: "${other}") { shared } } }`),
    ).toBeUndefined();
  });
});

describe('In the default world', () => {
  let db: HubDatabase;
  beforeAll(async () => {
    db = await loadedWorld();
  }, 120_000);
  afterAll(() => db.close());

  it('two networks share cities, which can be read page by page, the largest first', async () => {
    const { network, other } = await answer(db, '{ network(slug: "strong-cities-network") { id } other: network(slug: "c40") { id } }');
    const page = (after: string) => `sharedMembers(first: 3${after}) {
      totalCount edges { cursor node { id ... on City { population { value } } } } pageInfo { hasNextPage endCursor } }`;
    const seen: { id: string; population: { value: number } | null }[] = [];
    let after = '';
    for (;;) {
      const data = await answer(
        db,
        `{ node(id: "${network.id}") { ... on Network { overlapWith(organizationId: "${other.id}") { shared ${page(after)} } } } }`,
      );
      const { shared, sharedMembers } = data.node.overlapWith;
      seen.push(...sharedMembers.edges.map(({ node }: { node: never }) => node));
      expect(sharedMembers.totalCount).toBe(shared);
      if (!sharedMembers.pageInfo.hasNextPage) {
        expect(seen).toHaveLength(shared);
        break;
      }
      after = `, after: "${sharedMembers.pageInfo.endCursor}"`;
    }
    const figures = seen.map(({ population }) => population?.value ?? -1);
    expect(figures.length).toBeGreaterThan(3);
    expect(figures).toEqual([...figures].sort((left, right) => right - left));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });

  it('an answer tells which data it was made from, when it was made from the graph', async () => {
    const told = await ask(db, '{ network(slug: "strong-cities-network") { memberCount } hub { dataVersion } }');
    expect(told.extensions).toEqual({ dataVersion: told.data.hub.dataVersion });
    expect((await ask(db, '{ hub { version } }')).extensions).toEqual({});
  });

  it('over HTTP too, and a writer sees its own write in its next request', async () => {
    const hub = await serve(db);
    const asked = async () => {
      const body = JSON.stringify({ query: '{ network(slug: "c40") { memberCount } }' });
      const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return (await response.json()) as { data: Data; extensions: { dataVersion: string } };
    };
    try {
      const before = await asked();
      await db.rows(sql`
        UPDATE membership SET superseded_at = now() WHERE version_id = (
          SELECT version_id FROM membership WHERE organization_id = (SELECT id FROM organization WHERE slug = 'c40') AND status = 'ACTIVE'
            AND superseded_at = 'infinity' AND valid_to = 'infinity' LIMIT 1)`);
      const after = await asked();
      expect(after.data.network.memberCount).toBe(before.data.network.memberCount - 1);
      expect(Number(after.extensions.dataVersion)).toBe(Number(before.extensions.dataVersion) + 1);
    } finally {
      await hub.close();
    }
  });
});
