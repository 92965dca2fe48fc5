import type { Order } from '../../platform/connection/listing';
import type { Batch } from '../../platform/loaders';
import type { Node, Typed } from '../../platform/node';
import { type Sql, sql } from '../../platform/sql';
import type { City } from '../city/city.entity';
import type { Country } from '../country/country.entity';
import type { Organization } from '../organization/organization.entity';
import type { Association, Institution, Network } from '../organization/organization-types';
import type { Actor } from './actor.entity';

/** An actor of any kind, as resolvers see it: what all kinds share, and the columns of its own kind. */
export type ActorRow = Typed & Node & Pick<Actor, 'label' | 'website' | 'createdAt' | 'updatedAt'>;

export type CityRow = ActorRow & City;
export type CountryRow = ActorRow & Country;
export type OrganizationRow = ActorRow & Omit<Organization, 'kind'> & Partial<Association & Network & Institution>;

/** What all kinds of actors share; `a` is the table "actor". */
const SHARED = sql`a.id, a.name AS label, a.website, a.created_at AS "createdAt", a.updated_at AS "updatedAt"`;

/** Columns of a city; `a` is the table "actor", `c` the table "city". */
export const CITY_COLUMNS: Sql = sql`'City' AS "__typename", ${SHARED}, c.slug, c.kind, c.country_code AS "countryCode",
  c.parent_id AS "parentId", c.geonames_id AS "geonamesId", c.wikidata_id AS "wikidataId", c.unlocode, c.latitude, c.longitude,
  c.population AS inhabitants, c.population_year AS "populationYear", c.source_id AS "sourceId"`;

/** Columns of a country; `a` is the table "actor", `k` the table "country". */
export const COUNTRY_COLUMNS: Sql = sql`'Country' AS "__typename", ${SHARED}, k.iso_alpha2 AS "isoAlpha2", k.iso_alpha3 AS "isoAlpha3",
  k.m49, k.wikidata_id AS "wikidataId"`;

/** Columns of an association, network or institution; `a` is the table "actor", `o` the table "organization". */
export const ORGANIZATION_COLUMNS: Sql = sql`initcap(o.kind) AS "__typename", ${SHARED}, o.slug, o.acronym, o.institution_kind AS kind, o.scope,
  o.country_code AS "countryCode", o.seat_id AS "seatId", o.founded_on AS "foundedOn", o.theme_ids AS "themeIds",
  o.wikidata_id AS "wikidataId", o.source_id AS "sourceId"`;

/** The order of lists of actors by name; `a` is the table "actor". */
export const BY_NAME: Order = {
  keys: [
    { value: sql`a.folded`, type: 'text' },
    { value: sql`a.id`, type: 'uuid' },
  ],
  descending: false,
};

/** Actors of any kind by their uuid. */
export const actorById: Batch<string, ActorRow> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT initcap(a.kind) AS "__typename", ${SHARED},
        coalesce(c.slug, o.slug) AS slug, coalesce(c.kind, o.institution_kind) AS kind,
        coalesce(c.country_code, o.country_code) AS "countryCode", coalesce(c.wikidata_id, o.wikidata_id, k.wikidata_id) AS "wikidataId",
        coalesce(c.source_id, o.source_id) AS "sourceId",
        c.parent_id AS "parentId", c.geonames_id AS "geonamesId", c.unlocode, c.latitude, c.longitude,
        c.population AS inhabitants, c.population_year AS "populationYear",
        o.acronym, o.scope, o.seat_id AS "seatId", o.founded_on AS "foundedOn", o.theme_ids AS "themeIds",
        k.iso_alpha2 AS "isoAlpha2", k.iso_alpha3 AS "isoAlpha3", k.m49
      FROM actor AS a
      LEFT JOIN city AS c USING (id)
      LEFT JOIN organization AS o USING (id)
      LEFT JOIN country AS k USING (id)
      WHERE a.id = ANY(${ids})`),
  keyOf: (actor) => actor.id,
};

export const cityById = actorById as Batch<string, CityRow>;
export const organizationById = actorById as Batch<string, OrganizationRow>;
