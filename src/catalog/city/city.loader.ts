import { batchOf, type Found } from '../../platform/lookup';
import { type Sql, sql } from '../../platform/sql';
import { type CityRow, cityColumns, standing } from '../actor/actor.loader';

/** Identifiers a city can be found by, other than its id. */
export type CityKey = 'slug' | 'geonamesId' | 'wikidataId' | 'unlocode';

function cityBy(key: Sql, type: 'integer' | 'text'): Found<CityRow> {
  return batchOf({
    columns: cityColumns,
    from: () => sql`${standing(sql`city AS known JOIN actor AS asked USING (id)`)} JOIN city AS c ON c.id = a.id`,
    ...{ key, type },
  });
}

export const cityByKey: Readonly<Record<CityKey, Found<CityRow>>> = {
  slug: cityBy(sql`known.slug`, 'text'),
  geonamesId: cityBy(sql`known.geonames_id`, 'integer'),
  wikidataId: cityBy(sql`known.wikidata_id`, 'text'),
  unlocode: cityBy(sql`known.unlocode`, 'text'),
};
