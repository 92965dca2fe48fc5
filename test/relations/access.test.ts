import fc from 'fast-check';
import type { HubDatabase } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import { accessOf } from '../../src/relations/access';
import { Holdings } from '../../src/relations/access-levels';
import { missingFor } from '../../src/relations/missing';
import { reachOf } from '../../src/relations/reach';
import { dayNumber } from '../../src/relations/snapshot/days';
import { answer, ask, relationsOf } from '../kit/ask';
import { migratedDatabase } from '../kit/database';
import { anyDay, anyResources, anySpans, CITIES, type Field, newField, recordResources, recordSpans } from './field';

let db: HubDatabase;
beforeAll(async () => {
  db = await migratedDatabase();
}, 60_000);
afterAll(() => db.close());

interface Told {
  readonly resource: string;
  readonly actor: string;
  readonly level: string;
  /** Links of the shortest chain. */
  readonly links: number | null;
}

/** Whether and how every actor of a field reaches every resource, said by the database alone. */
function toldBy(field: Field, resources: readonly string[], day: string): Promise<Told[]> {
  return db.rows(sql`
    WITH RECURSIVE active AS (
      SELECT m.member_id, m.organization_id, m.tier_id, coalesce(t.category NOT IN ('PARTNER_PLATFORM', 'OBSERVER', 'CANDIDATE'), true) AS in_full
      FROM membership AS m LEFT JOIN membership_tier AS t ON t.id = m.tier_id
      WHERE m.superseded_at = 'infinity' AND m.status = 'ACTIVE' AND m.valid_from <= ${day} AND m.valid_to > ${day}),
    rule AS (SELECT r.*, CASE onward_sharing WHEN 'NONE' THEN 0 WHEN 'OWN_MEMBERS' THEN 1 ELSE 5 END AS far FROM access_rule AS r WHERE resource_id = ANY(${resources})),
    reached AS (
      SELECT r.id, a.member_id AS actor_id, 0 AS passed FROM rule AS r JOIN active AS a ON a.tier_id = r.tier_id WHERE r.audience = 'TIER'
      UNION SELECT r.id, a.member_id, 0 FROM rule AS r JOIN active AS a ON a.organization_id = r.organization_id AND a.in_full WHERE r.audience = 'MEMBERS'
      UNION SELECT r.id, named.id, 0 FROM rule AS r CROSS JOIN LATERAL unnest(r.actor_ids) AS named (id)
      UNION SELECT f.id, a.member_id, f.passed + 1 FROM reached AS f JOIN rule AS r USING (id)
        JOIN active AS a ON a.organization_id = f.actor_id AND a.in_full WHERE f.passed < r.far)
    SELECT x.id AS resource, who.id AS actor,
      CASE WHEN r.audience = 'PUBLIC' THEN 'PUBLIC' WHEN x.publisher_id = who.id OR f.passed = 0 THEN 'DIRECT'
        WHEN f.passed > 0 THEN 'VIA_CHAIN' ELSE 'NONE' END AS level,
      CASE WHEN r.audience <> 'PUBLIC' AND x.publisher_id <> who.id THEN f.passed + CASE r.audience WHEN 'NAMED' THEN 0 ELSE 1 END END AS links
    FROM resource AS x JOIN rule AS r ON r.resource_id = x.id CROSS JOIN unnest(${field.actors}::uuid[]) AS who (id)
    LEFT JOIN LATERAL (SELECT min(passed) AS passed FROM reached WHERE reached.id = r.id AND actor_id = who.id) AS f ON true`);
}

describe('Who reaches which resource, on any field, on any day', () => {
  it('is what the database says, told one by one, of many at once and counted', async () => {
    await fc.assert(
      fc.asyncProperty(anySpans, anyResources, anyDay, async (spans, given, day) => {
        const field = await newField(db);
        await recordSpans(db, field, spans);
        const ids = await recordResources(db, field, given);
        const graph = await relationsOf(db).current();
        const on = dayNumber(day);
        const told = await toldBy(field, ids, day);
        expect(told).toHaveLength(ids.length * field.actors.length);
        for (const { resource: id, actor: who, level, links } of told) {
          const [actor, resource] = [graph.actors.indexOf(who), graph.resources.get(id)!];
          const access = accessOf(graph, { actor, resource, on });
          expect(access.level).toBe(level);
          expect(new Holdings(graph, actor, on).levelOf(resource)).toBe(level);
          expect(access.chains[0]?.way.length ?? null).toBe(links);
          for (const { way } of access.chains) {
            expect(new Set([actor, ...way.slice(0, -1).map(({ to }) => to)]).size).toBe(Math.max(1, way.length));
            expect(way.every(({ span }) => graph.memberships.isActive(span, on))).toBe(true);
          }
          if (level === 'NONE') expect(missingFor(graph, { actor, resource, on }).length).toBeGreaterThan(0);
        }
        for (const id of ids) {
          const cities = told.filter(({ resource, actor }) => resource === id && field.actors.indexOf(actor) < CITIES);
          const { directCities, viaChainCities, byCountry } = reachOf(graph, graph.resources.get(id)!, on);
          expect(directCities).toBe(cities.filter(({ level }) => level === 'DIRECT').length);
          expect(viaChainCities).toBe(cities.filter(({ level }) => level === 'VIA_CHAIN').length);
          expect(byCountry.reduce((sum, { count }) => sum + count, 0)).toBe(directCities + viaChainCities);
        }
      }),
      { numRuns: 60 },
    );
  }, 240_000);

  it('is listed page by page, at a price in statements that does not grow with the actors', async () => {
    const field = await newField(db);
    await recordSpans(db, field, [{ member: 0, organization: CITIES, tier: 0, status: 'ACTIVE', from: null, to: null }]);
    const resource = { publisher: CITIES, organization: CITIES, tier: 0, named: [1], onward: 'NONE' as const };
    await recordResources(db, field, [
      { ...resource, audience: 'TIER' },
      { ...resource, audience: 'NAMED' },
      { ...resource, audience: 'PUBLIC' },
      { ...resource, audience: 'MEMBERS' },
    ]);
    const query = (
      cities: readonly number[],
      args = 'first: 10',
    ) => `{ nodes(ids: [${cities.map((city) => `"${globalId('City', field.actors[city]!)}"`)}]) {
      ... on City { accessibleResources(${args}, where: { publisherId: { eq: "${globalId('Network', field.actors[CITIES]!)}" } }) {
        totalCount pageInfo { hasNextPage endCursor } nodes { level explanation resource { title } rule { audience } } } } } }`;
    const [one, two] = [await ask(db, query([0])), await ask(db, query([0, 1]))];
    expect(two.errors).toBeUndefined();
    expect(two.data.nodes.map((node: { accessibleResources: { totalCount: number } }) => node.accessibleResources.totalCount)).toEqual([
      3, 2,
    ]);
    expect(two.statements).toBe(one.statements);
    const [first] = (await answer(db, query([0], 'first: 2'))).nodes;
    const [rest] = (await answer(db, query([0], `first: 2, after: "${first.accessibleResources.pageInfo.endCursor}"`))).nodes;
    const seen = [...first.accessibleResources.nodes, ...rest.accessibleResources.nodes];
    expect(seen).toEqual(one.data.nodes[0].accessibleResources.nodes);
    expect(rest.accessibleResources.pageInfo.hasNextPage).toBe(false);
  });

  it('is refused by name where it cannot be told', async () => {
    const field = await newField(db);
    const [id] = await recordResources(db, field, [
      { publisher: CITIES, audience: 'PUBLIC', organization: CITIES, tier: 0, named: [], onward: 'NONE' },
    ]);
    const [city, resource] = [globalId('City', field.actors[0]!), globalId('Resource', id!)];
    const refusal = async (query: string) => (await ask(db, `{ ${query} }`)).errors?.[0]?.message;
    expect(await refusal(`resourceAccess(actorId: "${city}", resourceId: "${city}") { level }`)).toMatch(
      /"resourceId": the hub knows no resource/,
    );
    expect(await refusal(`resourceAccess(actorId: "${resource}", resourceId: "${resource}") { level }`)).toMatch(
      /"actorId": the hub knows no actor/,
    );
    expect(await refusal('resources(where: { level: [NONE] }) { totalCount }')).toMatch(/"where.level" asks how an actor/);
    expect(await refusal(`node(id: "${city}") { ... on City { accessibleResources(after: "x") { totalCount } } }`)).toMatch(
      /"after" is not a cursor/,
    );
  });
});
