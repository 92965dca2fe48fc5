import type { Batch } from '../../platform/loaders';
import { eitherWanted } from '../../platform/selection';
import { type Sql, sql } from '../../platform/sql';
import { type CityRow, cityColumns } from '../actor/actor.loader';

/** Identifiers a city can be found by, other than its id. */
export type CityKey = 'slug' | 'geonamesId' | 'wikidataId' | 'unlocode';

function cityBy(key: CityKey, column: Sql, type: 'integer' | 'text'): Batch<string, CityRow> {
  const keys = (values: readonly string[]) => (type === 'integer' ? sql`${values}::integer[]` : sql`${values}::text[]`);
  return {
    // The key is what the rows are told apart by.
    fetch: (db, values, _args, wanted) =>
      db.rows(
        sql`SELECT ${cityColumns(eitherWanted(wanted, new Set([key])))} FROM city AS c JOIN actor AS a USING (id) WHERE ${column} = ANY(${keys(values)})`,
      ),
    keyOf: (city) => String(city[key]),
  };
}

export const cityByKey: Readonly<Record<CityKey, Batch<string, CityRow>>> = {
  slug: cityBy('slug', sql`c.slug`, 'text'),
  geonamesId: cityBy('geonamesId', sql`c.geonames_id`, 'integer'),
  wikidataId: cityBy('wikidataId', sql`c.wikidata_id`, 'text'),
  unlocode: cityBy('unlocode', sql`c.unlocode`, 'text'),
};
