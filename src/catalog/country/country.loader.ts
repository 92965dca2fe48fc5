import { columnsOf } from '../../platform/columns';
import { Listed } from '../../platform/connection/connection';
import type { Listing } from '../../platform/connection/listing';
import type { Batch } from '../../platform/loaders';
import { batchOf, type Found } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
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

const regionColumns = () => sql`'Region' AS "__typename", ${columnsOf(Region, 'r')}`;

export const regionByCode: Batch<string, RegionRow> = {
  fetch: (db, codes) => db.rows(sql`SELECT ${regionColumns()} FROM region AS r WHERE r.code = ANY(${codes})`),
  keyOf: (region) => region.code,
};

/** All regions, by code; the key is the code of the list. */
export const allRegions: Batch<'all', RegionRow> = {
  fetch: (db) => db.rows(sql`SELECT ${regionColumns()} FROM region AS r ORDER BY r.code`),
  keyOf: () => 'all',
};

export const regionById: Batch<string, RegionRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${regionColumns()} FROM region AS r WHERE r.id = ANY(${ids})`),
  keyOf: (region) => region.id,
};

interface RegionOfCountry extends RegionRow {
  readonly countryCode: string;
}

export const regionsOfCountry: Batch<string, RegionOfCountry> = {
  fetch: (db, codes) =>
    db.rows(sql`
      SELECT ${regionColumns()}, rc.country_code AS "countryCode" FROM region_country AS rc JOIN region AS r ON r.id = rc.region_id
      WHERE rc.country_code = ANY(${codes}) ORDER BY r.code`),
  keyOf: (region) => region.countryCode,
};
