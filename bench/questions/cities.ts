import { globalId } from '../../src/platform/global-id';
import { sql } from '../../src/platform/sql';
import type { Question } from './question';
import { HOLDS, LATEST_FIRST, listOf } from './sql';
import { ASKINGS, memberCities } from './subjects';

const aCity: Question['askings'] = async (db) =>
  (await memberCities(db)).map(({ id }) => ({ hub: { id: globalId('City', id) }, mercurius: { id }, ceiling: [id] }));

const CITY = '($id: ID!) { city(id: $id) { id name slug population { value } coordinates { latitude longitude } } }';

export const cityById: Question = {
  name: 'Q1',
  title: 'city by id',
  hub: `query Q1${CITY}`,
  mercurius: `query Q1${CITY}`,
  ceiling: /* sql */ `
    SELECT json_build_object('city', json_build_object('id', c.id, 'name', a.name, 'slug', c.slug,
      'population', CASE WHEN c.population IS NOT NULL THEN json_build_object('value', c.population) END,
      'coordinates', json_build_object('latitude', c.latitude, 'longitude', c.longitude)))::text AS answer
    FROM city AS c JOIN actor AS a USING (id) WHERE c.id = $1`,
  askings: aCity,
};

const OF_CITY = `($id: ID!) {
  city(id: $id) { id name memberships(first: 20) { nodes { id status validFrom organization { id name slug } } } }
}`;

export const cityWithMemberships: Question = {
  name: 'Q2',
  title: 'city, its first 20 memberships and their organisations',
  hub: `query Q2${OF_CITY}`,
  mercurius: `query Q2${OF_CITY}`,
  ceiling: /* sql */ `
    SELECT json_build_object('city', json_build_object('id', a.id, 'name', a.name, 'memberships', json_build_object('nodes', ${listOf(`
      SELECT json_build_object('id', m.id, 'status', m.status, 'validFrom', m.valid_from_given,
        'organization', json_build_object('id', oa.id, 'name', oa.name, 'slug', o.slug)) AS node
      FROM membership AS m JOIN organization AS o ON o.id = m.organization_id JOIN actor AS oa ON oa.id = o.id
      WHERE m.member_id = a.id AND ${HOLDS} ORDER BY ${LATEST_FIRST} LIMIT 20`)})))::text AS answer
    FROM actor AS a WHERE a.id = $1`,
  askings: aCity,
};

/** The hub's own score; what is compared is how fast it gets there, not what it thinks is alike. */
const SCORE = `round((similarity(n.folded, $1) + (n.folded = $1)::int + least(0.5, ln(1 + coalesce(c.population, 0)) / 34))::numeric, 4)::float8`;
const SEARCH = '($query: String!) { search(query: $query, types: [CITY], first: 10) { nodes { ... on City { id name slug } } } }';

export const fuzzySearch: Question = {
  name: 'Q8',
  title: 'fuzzy search, top 10',
  hub: `query Q8${SEARCH}`,
  mercurius: 'query Q8($query: String!) { search(query: $query, first: 10) { nodes { id name slug } } }',
  ceiling: /* sql */ `
    SELECT json_build_object('search', json_build_object('nodes', ${listOf(`
      SELECT json_build_object('id', a.id, 'name', a.name, 'slug', h.slug) AS node
      FROM (SELECT * FROM (
        SELECT DISTINCT ON (c.id) c.id, c.slug, ${SCORE} AS score
        FROM (SELECT city_id, folded FROM place_name WHERE folded % $1 OR folded = $1 ORDER BY similarity(folded, $1) DESC LIMIT 400) AS n
        JOIN city AS c ON c.id = n.city_id ORDER BY c.id, score DESC) AS best
        ORDER BY score DESC, id DESC LIMIT 10) AS h
      JOIN actor AS a ON a.id = h.id ORDER BY h.score DESC, h.id DESC`)}))::text AS answer`,
  askings: async (db) => {
    const names = await db.rows<{ folded: string }>(sql`
      SELECT a.folded FROM city AS c JOIN actor AS a USING (id)
      WHERE length(a.folded) > 6 AND a.folded ~ '^[a-z]+$' ORDER BY md5(c.id::text) LIMIT ${ASKINGS}`);
    // The third letter is missing, as people write.
    return names.map(({ folded }) => folded.slice(0, 2) + folded.slice(3)).map((query) => ({ hub: { query }, ceiling: [query] }));
  },
};
