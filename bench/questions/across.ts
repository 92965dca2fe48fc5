import type { Database } from '../../src/platform/database';
import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import type { Answered, Question } from './question';
import { HOLDS, listOf } from './sql';
import { ASKINGS, largest, memberCities } from './subjects';

const ACTIVE = `m.status = 'ACTIVE' AND ${HOLDS}`;
const CITIES_OF = (organization: string) =>
  `SELECT m.member_id AS id FROM membership AS m JOIN city AS c ON c.id = m.member_id WHERE m.organization_id = ${organization} AND ${ACTIVE}`;

export const overlapMatrix: Question = {
  name: 'Q5',
  title: 'overlap matrix of 10 networks',
  isAcross: true,
  hub: 'query Q5($ids: [ID!]!) { overlapMatrix(organizationIds: $ids) { sharedByAll cells { shared onlyA onlyB } } }',
  ceiling: /* sql */ `
    WITH asked AS MATERIALIZED (SELECT id, place FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place)),
    held AS MATERIALIZED (
      SELECT DISTINCT asked.place, m.member_id FROM asked JOIN membership AS m ON m.organization_id = asked.id JOIN city AS c ON c.id = m.member_id
      WHERE ${ACTIVE}),
    sizes AS (SELECT place, count(*) AS size FROM held GROUP BY place),
    pairs AS (SELECT a.place AS a, b.place AS b, count(*) AS shared FROM held AS a JOIN held AS b USING (member_id) WHERE a.place < b.place GROUP BY 1, 2)
    SELECT json_build_object('overlapMatrix', json_build_object(
      'sharedByAll', (SELECT count(*) FROM (SELECT FROM held GROUP BY member_id HAVING count(*) = (SELECT count(*) FROM asked)) AS of_all),
      'cells', (SELECT json_agg(json_build_object('shared', coalesce(p.shared, 0),
          'onlyA', coalesce(sa.size, 0) - coalesce(p.shared, 0), 'onlyB', coalesce(sb.size, 0) - coalesce(p.shared, 0)) ORDER BY a.place, b.place)
        FROM asked AS a JOIN asked AS b ON a.place < b.place LEFT JOIN sizes AS sa ON sa.place = a.place LEFT JOIN sizes AS sb ON sb.place = b.place
        LEFT JOIN pairs AS p ON p.a = a.place AND p.b = b.place)))::text AS answer`,
  askings: async (db) => {
    const networks = await largest(db, 'NETWORK', ASKINGS);
    const tens = [0, 5, 10, 15].map((from) => networks.slice(from, from + 10).map(({ id }) => id)).filter((ten) => ten.length === 10);
    return tens.map((ids) => ({ hub: { ids: ids.map((id) => globalId('Network', id)) }, ceiling: [ids] }));
  },
};

async function pairs(db: Database) {
  const networks = await largest(db, 'NETWORK', 20);
  return networks.slice(1).map((right, at) => ({ left: networks[at]?.id ?? '', right: right.id }));
}

export const sharedMembers: Question = {
  name: 'Q6',
  title: 'shared members of two networks, page of 50',
  isAcross: true,
  hub: `query Q6($left: ID!, $right: ID!) {
    node(id: $left) { ... on Network { overlapWith(organizationId: $right) { shared sharedMembers(first: 50) { nodes { id name } } } } }
  }`,
  ceiling: /* sql */ `
    WITH shared AS MATERIALIZED (
      SELECT member_id AS id FROM membership AS m WHERE m.organization_id = $1 AND ${ACTIVE}
      INTERSECT SELECT member_id FROM membership AS m WHERE m.organization_id = $2 AND ${ACTIVE})
    SELECT json_build_object('node', json_build_object('overlapWith', json_build_object('shared', (SELECT count(*) FROM shared),
      'sharedMembers', json_build_object('nodes', ${listOf(`
        SELECT json_build_object('id', a.id, 'name', a.name) AS node FROM shared JOIN actor AS a USING (id) LEFT JOIN city AS c USING (id)
        ORDER BY coalesce(c.population, -1) DESC, a.id LIMIT 50`)}))))::text AS answer`,
  askings: async (db) =>
    (await pairs(db)).map(({ left, right }) => ({
      hub: { left: globalId('Network', left), right: globalId('Network', right) },
      ceiling: [left, right],
    })),
};

/** Who is one membership away from somebody in one list, and in another not. */
const next = (edge: string, seen: string) => /* sql */ `
  SELECT array_agg(link.id) FROM (
    SELECT m.organization_id AS id FROM unnest(${edge}) AS own (id) JOIN membership AS m ON m.member_id = own.id WHERE ${ACTIVE}
    UNION SELECT m.member_id FROM unnest(${edge}) AS own (id) JOIN membership AS m ON m.organization_id = own.id WHERE ${ACTIVE}
    EXCEPT SELECT unnest(${seen})) AS link`;

/** Goes from both ends, one membership at a time from that of which there are fewer, and stops as soon as they meet. */
const STEPS_BETWEEN = /* sql */ `
  CREATE OR REPLACE FUNCTION bench_steps_between(a uuid, b uuid, most int) RETURNS int LANGUAGE plpgsql STABLE AS $$
  DECLARE
    near uuid[] := ARRAY[a]; far uuid[] := ARRAY[b]; seen_near uuid[] := near; seen_far uuid[] := far; swap uuid[];
  BEGIN
    FOR steps IN 1..most LOOP
      IF cardinality(near) > cardinality(far) THEN
        swap := near; near := far; far := swap; swap := seen_near; seen_near := seen_far; seen_far := swap;
      END IF;
      near := (${next('near', 'seen_near')});
      IF near IS NULL THEN RETURN NULL; END IF;
      seen_near := seen_near || near;
      IF EXISTS (SELECT FROM unnest(near) AS own (id) JOIN unnest(far) AS other (id) USING (id)) THEN RETURN steps; END IF;
    END LOOP;
    RETURN NULL;
  END $$`;

export const shortestPath: Question = {
  name: 'Q7',
  title: 'shortest connection, up to 6 memberships',
  isAcross: true,
  hub: 'query Q7($from: ID!, $to: ID!) { paths(from: $from, to: $to, via: [MEMBERSHIP], maxLength: 6, first: 1) { length } }',
  ceiling: /* sql */ `
    SELECT json_build_object('paths', CASE WHEN steps IS NULL THEN '[]'::json ELSE json_build_array(json_build_object('length', steps)) END)::text AS answer
    FROM bench_steps_between($1, $2, 6) AS steps`,
  ceilingNeeds: STEPS_BETWEEN,
  askings: async (db) => {
    const cities = await memberCities(db);
    return cities.slice(1).map(({ id }, at) => {
      const from = cities[at]?.id ?? '';
      return { hub: { from: globalId('City', from), to: globalId('City', id) }, ceiling: [from, id] };
    });
  },
};

export const membersPerCountry: Question = {
  name: 'Q9',
  title: 'members per country, with totals',
  isAcross: true,
  hub: 'query Q9($id: ID!) { cityGroups(where: { memberOfAny: [$id] }, groupBy: [COUNTRY]) { keys count populationSum } }',
  ceiling: /* sql */ `
    SELECT json_build_object('cityGroups', coalesce(json_agg(json_build_object('keys', json_build_array(country_code), 'count', count, 'populationSum', inhabitants)), '[]'))::text AS answer
    FROM (SELECT c.country_code, count(*), sum(c.population)::float8 AS inhabitants FROM city AS c
      WHERE c.id IN (${CITIES_OF('$1')}) GROUP BY c.country_code) AS grouped`,
  askings: async (db) => (await largest(db, 'NETWORK')).map(({ id }) => ({ hub: { id: globalId('Network', id) }, ceiling: [id] })),
  // Groups come in no particular order.
  essence: ({ cityGroups }: Answered) => cityGroups.toSorted((left: Answered, right: Answered) => (left.keys[0] < right.keys[0] ? -1 : 1)),
};

export const reach: Question = {
  name: 'Q12',
  title: "cities a network's guide reaches, directly and through associations",
  isAcross: true,
  hub: 'query Q12($id: ID!) { node(id: $id) { ... on Resource { reach { directCities viaChainCities } } } }',
  ceiling: /* sql */ `
    WITH RECURSIVE direct AS MATERIALIZED (${CITIES_OF('$2')}),
    through (id) AS (
      SELECT m.member_id FROM membership AS m JOIN organization AS o ON o.id = m.member_id WHERE m.organization_id = $2 AND ${ACTIVE}
      UNION SELECT m.member_id FROM through JOIN membership AS m ON m.organization_id = through.id JOIN organization AS o ON o.id = m.member_id WHERE ${ACTIVE}),
    chained AS (SELECT DISTINCT city.id FROM through CROSS JOIN LATERAL (${CITIES_OF('through.id')}) AS city EXCEPT SELECT id FROM direct)
    SELECT json_build_object('node', json_build_object('reach', json_build_object(
      'directCities', (SELECT count(*) FROM direct), 'viaChainCities', (SELECT count(*) FROM chained))))::text AS answer
    WHERE $1::uuid IS NOT NULL`,
  askings: async (db) => {
    const guides = await db.rows<{ id: string; publisher: string }>(sql`
      SELECT r.id, r.publisher_id AS publisher FROM resource AS r JOIN organization AS o ON o.id = r.publisher_id
      WHERE o.kind = 'NETWORK' ORDER BY md5(r.id::text) LIMIT ${ASKINGS}`);
    return guides.map(({ id, publisher }) => ({ hub: { id: globalId('Resource', id) }, ceiling: [id, publisher] }));
  },
};
