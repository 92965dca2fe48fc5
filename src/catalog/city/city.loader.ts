import type { Batch } from '../../platform/loaders';
import { eitherWanted } from '../../platform/selection';
import { type Sql, sql } from '../../platform/sql';
import { type CityRow, cityColumns, type Standing, standing } from '../actor/actor.loader';

/** Identifiers a city can be found by, other than its id. */
export type CityKey = 'slug' | 'geonamesId' | 'wikidataId' | 'unlocode';

function cityBy(key: CityKey, column: Sql, type: 'integer' | 'text'): Batch<string, CityRow & Standing> {
  const keys = (values: readonly string[]) => (type === 'integer' ? sql`${values}::integer[]` : sql`${values}::text[]`);
  const keyOf = (city: CityRow) => String(city[key]);
  return {
    // The key is what the rows are told apart by.
    fetch: async (db, values, _args, wanted) => {
      const needed = eitherWanted(wanted, new Set([key]));
      const rows = await db.rows<CityRow & Standing>(sql`
        SELECT a.merged_into_id AS "mergedIntoId", ${cityColumns(needed)} FROM city AS c JOIN actor AS a USING (id) WHERE ${column} = ANY(${keys(values)})`);
      return standing(db, rows, keyOf, needed);
    },
    keyOf: (city) => city.askedAs ?? keyOf(city),
  };
}

export const cityByKey: Readonly<Record<CityKey, Batch<string, CityRow & Standing>>> = {
  slug: cityBy('slug', sql`c.slug`, 'text'),
  geonamesId: cityBy('geonamesId', sql`c.geonames_id`, 'integer'),
  wikidataId: cityBy('wikidataId', sql`c.wikidata_id`, 'text'),
  unlocode: cityBy('unlocode', sql`c.unlocode`, 'text'),
};
