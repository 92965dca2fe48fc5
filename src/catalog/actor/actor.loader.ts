import type { Order } from '../../platform/connection/listing';
import { batchOf, type Found } from '../../platform/lookup';
import type { Node, Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { raw, type Sql, sql } from '../../platform/sql';
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

/** Tables that make up an actor, by the alias they have in statements. */
type Alias = 'a' | 'c' | 'o' | 'k';

/** Where each property of an actor is kept. An actor has a row in "actor" and in the table of its kind. */
const KEPT: Readonly<Record<string, Partial<Record<Alias, string>>>> = {
  label: { a: 'name' },
  website: { a: 'website' },
  createdAt: { a: 'created_at' },
  updatedAt: { a: 'updated_at' },
  slug: { c: 'slug', o: 'slug' },
  kind: { c: 'kind', o: 'institution_kind' },
  countryCode: { c: 'country_code', o: 'country_code' },
  wikidataId: { c: 'wikidata_id', o: 'wikidata_id', k: 'wikidata_id' },
  sourceId: { c: 'source_id', o: 'source_id' },
  parentId: { c: 'parent_id' },
  geonamesId: { c: 'geonames_id' },
  unlocode: { c: 'unlocode' },
  latitude: { c: 'latitude' },
  longitude: { c: 'longitude' },
  inhabitants: { c: 'population' },
  populationYear: { c: 'population_year' },
  acronym: { o: 'acronym' },
  scope: { o: 'scope' },
  seatId: { o: 'seat_id' },
  foundedOn: { o: 'founded_on' },
  themeIds: { o: 'theme_ids' },
  isoAlpha2: { k: 'iso_alpha2' },
  isoAlpha3: { k: 'iso_alpha3' },
  m49: { k: 'm49' },
};

/** A select list of what is wanted and kept in some of the tables: `a.id, coalesce(c.slug, o.slug) AS "slug"`. */
function columnsIn(aliases: readonly Alias[], wanted: Wanted): Sql {
  const columns = propertiesIn(aliases, wanted).map(([property, kept]) => {
    const places = aliases.filter((alias) => kept[alias]).map((alias) => `${alias}.${kept[alias]}`);
    return `${places.length === 1 ? places[0] : `coalesce(${places.join(', ')})`} AS "${property}"`;
  });
  return raw(['a.id', ...columns].join(', '));
}

function propertiesIn(aliases: readonly Alias[], wanted: Wanted): (typeof PROPERTIES)[number][] {
  return PROPERTIES.filter(([property, kept]) => (wanted === 'all' || wanted.has(property)) && aliases.some((alias) => kept[alias]));
}

const PROPERTIES = Object.entries(KEPT);

/** Columns of a city; `a` is the table "actor", `c` the table "city". */
export const cityColumns = (wanted: Wanted): Sql => sql`'City' AS "__typename", ${columnsIn(['a', 'c'], wanted)}`;

/** Columns of a country; `a` is the table "actor", `k` the table "country". */
export const countryColumns = (wanted: Wanted): Sql => sql`'Country' AS "__typename", ${columnsIn(['a', 'k'], wanted)}`;

/** Columns of an association, network or institution; `a` is the table "actor", `o` the table "organization". */
export const organizationColumns = (wanted: Wanted): Sql => sql`initcap(o.kind) AS "__typename", ${columnsIn(['a', 'o'], wanted)}`;

const TABLES = ['c', 'o', 'k'] as const;

const JOINED = {
  c: ' LEFT JOIN city AS c ON c.id = a.id',
  o: ' LEFT JOIN organization AS o ON o.id = a.id',
  k: ' LEFT JOIN country AS k ON k.id = a.id',
};

/** The order of lists of actors by name; `a` is the table "actor". */
export const BY_NAME: Order = {
  keys: [
    { value: sql`a.folded`, type: 'text' },
    { value: sql`a.id`, type: 'uuid' },
  ],
  descending: false,
};

/** A record, and the one that stands for it: itself, unless it was merged. */
export const standing = (record: Sql): Sql => sql`${record} JOIN actor AS a ON a.id = coalesce(asked.merged_into_id, asked.id)`;

/** Actors of any kind by their uuid; of a record that was merged, the one that stands for it. */
export const actorById: Found<ActorRow> = batchOf({
  columns: (wanted) => sql`initcap(a.kind) AS "__typename", ${columnsIn(['a', ...tablesFor(wanted)], wanted)}`,
  from: (wanted) =>
    sql`${standing(sql`actor AS asked`)}${raw(
      tablesFor(wanted)
        .map((alias) => JOINED[alias])
        .join(''),
    )}`,
  key: sql`asked.id`,
  type: 'uuid',
  types: ['City', 'Country', 'Association', 'Network', 'Institution'],
});

function tablesFor(wanted: Wanted): readonly (typeof TABLES)[number][] {
  return TABLES.filter((alias) => propertiesIn([alias], wanted).length > 0);
}

export const cityById = actorById as Found<CityRow>;
export const organizationById = actorById as Found<OrganizationRow>;

/** Organisations by their uuid, where no actor of another kind can be. */
export const organizationAlone: Found<OrganizationRow> = batchOf({
  columns: organizationColumns,
  from: () => sql`${standing(sql`actor AS asked`)} JOIN organization AS o ON o.id = a.id`,
  key: sql`asked.id`,
  type: 'uuid',
});
