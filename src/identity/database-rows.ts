import type { Database } from '../platform/database';
import { known } from '../platform/fact';
import { type Sql, sql } from '../platform/sql';
import type { NamedRow } from './rows';

/** Rows of these cities, to add them to an index that is there: with the names of the gazetteer and of facts known now. */
export async function cityRows(db: Database, ids: readonly string[]): Promise<NamedRow[]> {
  return namesOnce(await db.rows(citiesWithNames({ ids })));
}

/** A gazetteer that tells languages lists a name once for each. */
function namesOnce(rows: readonly NamedRow[]): NamedRow[] {
  return rows.map((row) => {
    const [label = '', ...others] = row.names;
    return { ...row, names: [label, ...new Set(others)] };
  });
}

/** Every city, whole countries at once: one statement for all would run as long as whoever reads is busy. */
export async function* cityBatches(db: Database): AsyncGenerator<NamedRow[]> {
  const countries = await db.rows<{ code: string; cities: number }>(
    sql`SELECT country_code AS code, count(*)::int AS cities FROM city GROUP BY 1 ORDER BY 1`,
  );
  let [codes, cities]: [string[], number] = [[], 0];
  for (const [at, country] of countries.entries()) {
    codes.push(country.code);
    cities += country.cities;
    if (cities < AT_ONCE && at < countries.length - 1) continue;
    yield namesOnce(await db.rows<NamedRow>(citiesWithNames({ countries: codes })));
    [codes, cities] = [[], 0];
  }
}

const AT_ONCE = 10_000;

/** Rows of the index of organisations. */
export async function organizationRows(db: Database, ids: readonly string[] | null = null): Promise<NamedRow[]> {
  const rows = await db.rows<NamedRow & { readonly acronym: string | null }>(organizationsWithNames(ids));
  return rows.map(({ acronym, ...row }) => ({
    ...row,
    given: acronym === null ? row.given : [...row.given, { value: acronym, language: 'und', kind: 'ACRONYM' }],
  }));
}

type Which = { readonly ids: readonly string[] } | { readonly countries: readonly string[] };

function citiesWithNames(which: Which): Sql {
  const asked = 'ids' in which ? sql`c.id = ANY(${which.ids}::uuid[])` : sql`c.country_code = ANY(${which.countries})`;
  return sql`
    SELECT c.id, c.kind, c.country_code AS country, coalesce(c.admin1_code, '') AS region, coalesce(c.admin2_code, '') AS district, 2 AS "ownNames", c.latitude, c.longitude, c.population,
      -- A city that was merged has nothing left to find it by: its names lead to the one that stands for it.
      CASE WHEN a.merged_into_id IS NULL THEN c.geonames_id END AS "geonamesId", CASE WHEN a.merged_into_id IS NULL THEN c.wikidata_id END AS "wikidataId",
      CASE WHEN a.merged_into_id IS NULL THEN c.unlocode END AS unlocode,
      CASE WHEN a.merged_into_id IS NULL THEN array_prepend(a.name, coalesce(p.names, '{}')) || coalesce(r.names, '{}') ELSE '{}' END AS names,
      i.replaced, coalesce(g.given, '[]') AS given
    FROM city AS c
    JOIN actor AS a ON a.id = c.id
    LEFT JOIN LATERAL (SELECT array_agg(value ORDER BY position) AS names FROM place_name WHERE city_id = c.id) AS p ON true
    LEFT JOIN (${NAMES_REPLACED}) AS r ON r.id = c.id
    LEFT JOIN (${IDENTIFIERS_REPLACED}) AS i ON i.id = c.id
    LEFT JOIN (${givenNames('ids' in which ? which.ids : null)}) AS g ON g.actor_id = c.id
    WHERE ${asked}
    ORDER BY c.country_code, c.id`;
}

/** Of records that were merged, by the city that stands for them. */
const NAMES_REPLACED = sql`
  SELECT m.merged_into_id AS id, array_agg(n.value ORDER BY m.id, n.position) AS names
  FROM actor AS m CROSS JOIN LATERAL (
    SELECT m.name AS value, -1 AS position UNION ALL SELECT value, position FROM place_name WHERE city_id = m.id
  ) AS n WHERE m.merged_into_id IS NOT NULL GROUP BY 1`;

const IDENTIFIERS_REPLACED = sql`
  SELECT m.merged_into_id AS id,
    json_agg(json_build_object('geonamesId', r.geonames_id, 'wikidataId', r.wikidata_id, 'unlocode', r.unlocode)) AS replaced
  FROM actor AS m JOIN city AS r USING (id) WHERE m.merged_into_id IS NOT NULL GROUP BY 1`;

/** Of records of organisations that were merged, by the one that stands for them. */
const ITEMS_REPLACED = sql`
  SELECT m.merged_into_id AS id, json_agg(json_build_object('wikidataId', r.wikidata_id)) AS replaced
  FROM actor AS m JOIN organization AS r USING (id) WHERE m.merged_into_id IS NOT NULL GROUP BY 1`;

function organizationsWithNames(ids: readonly string[] | null): Sql {
  return sql`
    SELECT o.id, o.kind, coalesce(o.country_code, '') AS country, '' AS region, '' AS district, NULL::float8 AS latitude, NULL::float8 AS longitude,
      NULL::int AS population, NULL::int AS "geonamesId", CASE WHEN a.merged_into_id IS NULL THEN o.wikidata_id END AS "wikidataId", NULL AS unlocode,
      CASE WHEN a.merged_into_id IS NULL THEN o.acronym END AS acronym,
      CASE WHEN a.merged_into_id IS NULL THEN ARRAY[a.name] ELSE '{}' END AS names, 1 AS "ownNames", i.replaced, coalesce(g.given, '[]') AS given
    FROM organization AS o
    JOIN actor AS a ON a.id = o.id
    LEFT JOIN (${ITEMS_REPLACED}) AS i ON i.id = o.id
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
