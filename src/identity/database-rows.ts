import type { Database } from '../platform/database';
import { known } from '../platform/fact';
import { type Sql, sql } from '../platform/sql';
import type { NamedRow } from './rows';

/**
 * Rows of the city index: every city, or those named, with the names of the gazetteer and of facts known now.
 *
 * @param ids read these alone, to add them to an index that is there.
 */
export function cityRows(db: Database, ids: readonly string[] | null = null): Promise<NamedRow[]> {
  return db.rows(citiesWithNames(ids));
}

/** Rows of the index of organisations. */
export async function organizationRows(db: Database, ids: readonly string[] | null = null): Promise<NamedRow[]> {
  const rows = await db.rows<NamedRow & { readonly acronym: string | null }>(organizationsWithNames(ids));
  return rows.map(({ acronym, ...row }) => ({
    ...row,
    given: acronym === null ? row.given : [...row.given, { value: acronym, language: 'und', kind: 'ACRONYM' }],
  }));
}

function citiesWithNames(ids: readonly string[] | null): Sql {
  return sql`
    SELECT c.id, c.kind, c.country_code AS country, coalesce(c.admin1_code, '') AS region, coalesce(c.admin2_code, '') AS district, 2 AS "ownNames", c.latitude, c.longitude, c.population, c.geonames_id AS "geonamesId",
      c.wikidata_id AS "wikidataId", c.unlocode, array_prepend(a.name, coalesce(p.names, '{}')) AS names, coalesce(g.given, '[]') AS given
    FROM city AS c
    JOIN actor AS a ON a.id = c.id
    LEFT JOIN (SELECT city_id, array_agg(value ORDER BY position) AS names FROM place_name
      WHERE (${ids}::uuid[] IS NULL OR city_id = ANY(${ids}::uuid[])) GROUP BY city_id) AS p ON p.city_id = c.id
    LEFT JOIN (${givenNames(ids)}) AS g ON g.actor_id = c.id
    WHERE (${ids}::uuid[] IS NULL OR c.id = ANY(${ids}::uuid[]))
    ORDER BY c.country_code, c.id`;
}

function organizationsWithNames(ids: readonly string[] | null): Sql {
  return sql`
    SELECT o.id, o.kind, coalesce(o.country_code, '') AS country, '' AS region, '' AS district, NULL::float8 AS latitude, NULL::float8 AS longitude,
      NULL::int AS population, NULL::int AS "geonamesId", o.wikidata_id AS "wikidataId", NULL AS unlocode, o.acronym,
      ARRAY[a.name] AS names, 1 AS "ownNames", coalesce(g.given, '[]') AS given
    FROM organization AS o
    JOIN actor AS a ON a.id = o.id
    LEFT JOIN (${givenNames(ids)}) AS g ON g.actor_id = o.id
    WHERE (${ids}::uuid[] IS NULL OR o.id = ANY(${ids}::uuid[]))
    ORDER BY o.id`;
}

/** Former names too: old rosters print them. */
function givenNames(ids: readonly string[] | null): Sql {
  return sql`
    SELECT n.actor_id, json_agg(json_build_object('value', n.value, 'language', n.language, 'kind', n.kind) ORDER BY n.language, n.value) AS given
    FROM actor_name AS n
    WHERE ${known('n', null)} AND (${ids}::uuid[] IS NULL OR n.actor_id = ANY(${ids}::uuid[]))
    GROUP BY n.actor_id`;
}
