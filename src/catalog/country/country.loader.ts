import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing } from '../../platform/connection/listing';
import { ALL_ROWS, batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { type Sql, sql } from '../../platform/sql';
import { BY_NAME, type CountryRow, countryColumns } from '../actor/actor.loader';
import { countriesOfRegions } from '../filters';
import { Region } from './region.entity';

export type RegionRow = Region & Typed;

export const countryByCode: Found<CountryRow> = batchOf({
  columns: countryColumns,
  from: () => sql`country AS k JOIN actor AS a USING (id)`,
  key: sql`k.iso_alpha2`,
  type: 'text',
});

/** Countries of a region (by code or id), or all; by name. */
export interface CountryQuery {
  readonly region: string | null;
}

function countries(within?: (region: Sql) => Sql): Listed<CountryRow, CountryQuery> {
  const listing: Listing<CountryQuery> = {
    columns: (_args, wanted) => countryColumns(wanted),
    from: () => sql`country AS k JOIN actor AS a USING (id)`,
    where: ({ region }) => (region === null ? [] : [sql`k.iso_alpha2 IN (${countriesOfRegions([region])})`]),
    order: () => BY_NAME,
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

export const allCountries = countries();
export const countriesOfRegion = countries(
  (region) => sql`k.iso_alpha2 IN (SELECT country_code FROM region_country WHERE region_id = ${region})`,
);

const REGIONS = {
  columns: (wanted: Wanted) => sql`'Region' AS "__typename", ${columnsOf(Region, 'r', [], wanted)}`,
  from: () => sql`region AS r`,
};

export const regionByCode: Found<RegionRow> = batchOf({ ...REGIONS, key: sql`r.code`, type: 'text' });
export const regionById: Found<RegionRow> = batchOf({ ...REGIONS, key: sql`r.id`, type: 'uuid', types: ['Region'] });

const BY_CODE = sql`r.code`;

/** All regions; the key is `ALL`. */
export const allRegions: FoundLists<RegionRow> = listsOf({ ...REGIONS, key: ALL_ROWS, type: 'text', order: BY_CODE });

/** Regions of a country, by its code. */
export const regionsOfCountry: FoundLists<RegionRow> = listsOf({
  ...REGIONS,
  from: () => sql`region_country AS rc JOIN region AS r ON r.id = rc.region_id`,
  key: sql`rc.country_code`,
  type: 'text',
  order: BY_CODE,
});
