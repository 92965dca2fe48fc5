import { Listed } from '../../platform/connection/connection';
import type { Listing, OrderKey } from '../../platform/connection/listing';
import { type Sql, sql } from '../../platform/sql';
import { type CityRow, cityColumns } from '../actor/actor.loader';
import type { CityOrderField } from '../vocabulary/common';
import { type CityFilter, type CityOrder, cityConditions, STANDS_FOR_ITSELF } from './city-filter';

/** What tells two lists of cities apart. */
export interface CityQuery {
  readonly where: CityFilter | null;
  readonly orderBy: CityOrder | null;
  /** The day on which memberships count. */
  readonly asOf: string;
}

/** Orders that the database has in columns; by who is connected to whom, cities are ordered in memory. */
type ColumnOrder = Exclude<CityOrderField, 'MEMBERSHIP_COUNT' | 'CONNECTEDNESS'>;

function keyOf(field: CityOrderField): OrderKey {
  if (field in KEYS) return KEYS[field as ColumnOrder];
  throw new Error(`The database has no order of cities by ${field}.`);
}

function cities(within?: (parent: Sql) => Sql): Listed<CityRow, CityQuery> {
  const listing: Listing<CityQuery> = {
    columns: (_args, wanted) => cityColumns(wanted),
    from: () => sql`city AS c JOIN actor AS a ON a.id = c.id AND a.kind = 'CITY'`,
    where: ({ where, asOf }) => [STANDS_FOR_ITSELF, ...cityConditions(where, asOf)],
    order: ({ orderBy }) => ({
      keys: [keyOf(orderBy?.field ?? 'POPULATION'), { value: orderBy?.field === 'NAME' ? sql`a.id` : sql`c.id`, type: 'uuid' }],
      descending: (orderBy?.direction ?? 'DESC') === 'DESC',
    }),
    ...(within ? { within } : {}),
  };
  return new Listed(listing);
}

const KEYS: Readonly<Record<ColumnOrder, OrderKey>> = {
  NAME: { value: sql`a.folded`, type: 'text' },
  POPULATION: { value: sql`coalesce(c.population, -1)`, type: 'bigint' },
  UPDATED_AT: { value: sql`a.updated_at`, type: 'timestamptz' },
};

export const allCities = cities();
export const citiesOfCountry = cities((country) => sql`c.country_code = (SELECT iso_alpha2 FROM country WHERE id = ${country})`);
export const childrenOfCity = cities(
  (parent) => sql`c.parent_id IN (SELECT ${parent}::uuid UNION ALL SELECT id FROM actor WHERE merged_into_id = ${parent})`,
);
