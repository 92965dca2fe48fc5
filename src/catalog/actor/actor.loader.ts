import type { Order } from '../../platform/connection/listing';
import type { Database } from '../../platform/database';
import type { Batch } from '../../platform/loaders';
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
  c: ' LEFT JOIN city AS c USING (id)',
  o: ' LEFT JOIN organization AS o USING (id)',
  k: ' LEFT JOIN country AS k USING (id)',
};

/** The order of lists of actors by name; `a` is the table "actor". */
export const BY_NAME: Order = {
  keys: [
    { value: sql`a.folded`, type: 'text' },
    { value: sql`a.id`, type: 'uuid' },
  ],
  descending: false,
};

/** Whom a row was asked as, when it stands for a record that was merged into it. */
export interface Standing {
  readonly mergedIntoId?: string | null;
  readonly askedAs?: string;
}

/** Actors of any kind by their uuid; of a record that was merged, the one that stands for it. */
export const actorById: Batch<string, ActorRow & Standing> = {
  fetch: async (db, ids, _args, wanted = 'all') => standing(db, await actorRows(db, ids, wanted), ({ id }) => id, wanted),
  keyOf: ({ askedAs, id }) => askedAs ?? id,
};

function actorRows(db: Database, ids: readonly string[], wanted: Wanted): Promise<(ActorRow & Standing)[]> {
  const tables = TABLES.filter((alias) => propertiesIn([alias], wanted).length > 0);
  const joined = tables.map((alias) => JOINED[alias]).join('');
  return db.rows(sql`
    SELECT initcap(a.kind) AS "__typename", a.merged_into_id AS "mergedIntoId", ${columnsIn(['a', ...tables], wanted)}
    FROM actor AS a${raw(joined)} WHERE a.id = ANY(${ids})`);
}

/** The rows, with those that stand for the ones that were merged in their place. One statement more, and only when there are some. */
export async function standing<Row extends ActorRow & Standing>(
  db: Database,
  rows: Row[],
  keyOf: (row: Row) => string,
  wanted: Wanted,
): Promise<Row[]> {
  const targets = [...new Set(rows.flatMap(({ mergedIntoId }) => mergedIntoId ?? []))];
  if (targets.length === 0) return rows;
  const kept = new Map((await actorRows(db, targets, wanted)).map((row) => [row.id, row]));
  return rows.map((row) => (row.mergedIntoId ? ({ ...kept.get(row.mergedIntoId), askedAs: keyOf(row) } as Row) : row));
}

export const cityById = actorById as Batch<string, CityRow>;
export const organizationById = actorById as Batch<string, OrganizationRow>;
