import { HOLDS, LATEST_FIRST } from '../../questions/sql';
import { type Row, rows } from './rows';

const CITY = `a.id, a.name, c.slug, c.population, c.latitude, c.longitude, c.country_code AS "countryCode"`;

const typed = { resolveType: (row: Row) => row.__typename };

export const resolvers = {
  Actor: typed,
  Organization: typed,
  Query: {
    city: async (_: unknown, { id }: Row) =>
      (await rows('city', `SELECT ${CITY} FROM city AS c JOIN actor AS a USING (id) WHERE c.id = $1`, [id]))[0],
    network: async (_: unknown, { slug }: Row) => (await rows('network', NETWORK, [slug]))[0],
    search: async (_: unknown, { query, first }: Row) => ({ nodes: await rows('search', SEARCH, [query, first]) }),
  },
  City: {
    population: ({ population }: Row) => (population === null ? null : { value: population }),
    coordinates: ({ latitude, longitude }: Row) => ({ latitude, longitude }),
    memberships: ({ id }: Row, { first }: Row) => ({ memberId: id, first }),
  },
  Network: {
    members: ({ id }: Row, args: Row) => ({ organizationId: id, ...args, page: undefined }),
  },
  Members: {
    nodes: async (members: Row) => (await pageOf(members)).slice(0, members.first),
    pageInfo: async (members: Row) => ({ hasNextPage: (await pageOf(members)).length > members.first }),
    totalCount: async ({ organizationId, asOf }: Row) => (await rows('count', COUNT, [organizationId, asOf ?? null]))[0].count,
  },
};

/** One entry more than asked for tells whether there are more; asked once for nodes and page together. */
function pageOf(members: Row): Promise<Row[]> {
  const { organizationId, first, asOf, afterDay, afterId } = members;
  members.page ??= afterId
    ? rows('members after', membersOf('(m.valid_from, m.version_id) < ($4::date, $5::uuid)'), [
        organizationId,
        first + 1,
        asOf ?? null,
        afterDay,
        afterId,
      ])
    : rows('members', membersOf('true'), [organizationId, first + 1, asOf ?? null]);
  return members.page;
}

const AS_OF = (day: string) =>
  `m.superseded_at = 'infinity' AND m.valid_from <= coalesce(${day}::date, current_date) AND m.valid_to > coalesce(${day}::date, current_date)`;

const membersOf = (behind: string) => `
  SELECT m.id, m.status, m.valid_from_given AS "validFrom", m.member_id AS "memberId" FROM membership AS m
  WHERE m.organization_id = $1 AND ${AS_OF('$3')} AND ${behind} ORDER BY ${LATEST_FIRST} LIMIT $2`;

const COUNT = `SELECT count(*)::int AS count FROM membership AS m WHERE m.organization_id = $1 AND ${AS_OF('$2')}`;

const NETWORK = `
  SELECT 'Network' AS __typename, a.id, a.name, o.slug, o.country_code AS "countryCode"
  FROM organization AS o JOIN actor AS a USING (id) WHERE o.slug = $1 AND o.kind = 'NETWORK'`;

const SEARCH = `
  SELECT ${CITY} FROM (SELECT * FROM (
    SELECT DISTINCT ON (c.id) c.*,
      round((similarity(n.folded, $1) + (n.folded = $1)::int + least(0.5, ln(1 + coalesce(c.population, 0)) / 34))::numeric, 4)::float8 AS score
    FROM (SELECT city_id, folded FROM place_name WHERE folded % $1 OR folded = $1 ORDER BY similarity(folded, $1) DESC LIMIT 400) AS n
    JOIN city AS c ON c.id = n.city_id ORDER BY c.id, score DESC) AS best ORDER BY score DESC, id DESC LIMIT $2) AS c
  JOIN actor AS a USING (id) ORDER BY c.score DESC, c.id DESC`;

/** For loaders: memberships of many members, the first of each. */
export const MEMBERSHIPS_OF = `
  SELECT asked.id AS "memberId", m.* FROM unnest($1::uuid[]) AS asked (id)
  CROSS JOIN LATERAL (
    SELECT m.id, m.status, m.valid_from_given AS "validFrom", m.organization_id AS "organizationId" FROM membership AS m
    WHERE m.member_id = asked.id AND ${HOLDS} ORDER BY ${LATEST_FIRST} LIMIT $2) AS m`;
