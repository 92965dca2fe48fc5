import type { Batch } from '../../platform/loaders';
import { sql } from '../../platform/sql';
import { CITY_COLUMNS, type CityRow } from '../actor/actor.loader';

/** Identifiers a city can be found by, other than its id. */
export type CityKey = 'slug' | 'geonamesId' | 'wikidataId' | 'unlocode';

function cityBy(key: CityKey, column: typeof CITY_COLUMNS, type: 'integer' | 'text'): Batch<string, CityRow> {
  const keys = (values: readonly string[]) => (type === 'integer' ? sql`${values}::integer[]` : sql`${values}::text[]`);
  return {
    fetch: (db, values) =>
      db.rows(sql`SELECT ${CITY_COLUMNS} FROM city AS c JOIN actor AS a USING (id) WHERE ${column} = ANY(${keys(values)})`),
    keyOf: (city) => String(city[key]),
  };
}

export const cityByKey: Readonly<Record<CityKey, Batch<string, CityRow>>> = {
  slug: cityBy('slug', sql`c.slug`, 'text'),
  geonamesId: cityBy('geonamesId', sql`c.geonames_id`, 'integer'),
  wikidataId: cityBy('wikidataId', sql`c.wikidata_id`, 'text'),
  unlocode: cityBy('unlocode', sql`c.unlocode`, 'text'),
};
