import type { Database } from '../platform/database';
import { known } from '../platform/fact';
import { parseGlobalId } from '../platform/global-id';
import { sql } from '../platform/sql';

/** A way to name an entity outright. `type:uuid` is the inside of a global id. */
export type Scheme = 'global' | 'wikidata' | 'geonames' | 'unlocode' | 'slug' | 'country';

export interface Key {
  readonly scheme: Scheme;
  readonly value: string;
}

export interface KnownEntity {
  readonly id: string;
  /** ISO code of the country it is of, or is. */
  readonly country: string | null;
}

/** Entities by the keys that name them. */
export class KnownEntities {
  private readonly found = new Map<string, KnownEntity[]>();

  constructor(rows: readonly (Key & KnownEntity)[]) {
    for (const { scheme, value, id, country } of rows) {
      const key = `${scheme} ${value}`;
      this.found.set(key, [...(this.found.get(key) ?? []), { id, country }]);
    }
  }

  of(keys: readonly Key[]): KnownEntity[] {
    const all = keys.flatMap(({ scheme, value }) => this.found.get(`${scheme} ${value}`) ?? []);
    return [...new Map(all.map((entity) => [entity.id, entity])).values()];
  }
}

/** The key in an id as this service gives it out; none when it is no such id. */
export function keyOfId(id: string): Key[] {
  const parsed = parseGlobalId(id);
  return parsed === null ? [] : [{ scheme: 'global', value: `${parsed.type}:${parsed.key}` }];
}

/** Finds entities by any of their keys, in one statement. */
export async function knownEntities(db: Database, keys: readonly Key[]): Promise<KnownEntities> {
  const of = (scheme: Scheme) => [...new Set(keys.filter((key) => key.scheme === scheme).map(({ value }) => value))];
  const uuids = of('global').flatMap((value) =>
    value
      .split(':')
      .slice(1)
      .filter((key) => key.length === 36),
  );
  return new KnownEntities(
    await db.rows(sql`
      SELECT found.scheme, found.value, coalesce(a.merged_into_id, a.id) AS id, at.country_code AS country FROM (
        SELECT 'global' AS scheme, initcap(kind) || ':' || id AS value, id FROM actor WHERE id = ANY(${uuids}::uuid[])
        UNION ALL SELECT 'wikidata', wikidata_id, id FROM city WHERE wikidata_id = ANY(${of('wikidata')})
        UNION ALL SELECT 'wikidata', wikidata_id, id FROM organization WHERE wikidata_id = ANY(${of('wikidata')})
        UNION ALL SELECT 'wikidata', wikidata_id, id FROM country WHERE wikidata_id = ANY(${of('wikidata')})
        UNION ALL SELECT 'geonames', geonames_id::text, id FROM city WHERE geonames_id = ANY(${of('geonames')}::int[])
        UNION ALL SELECT 'unlocode', unlocode, id FROM city WHERE unlocode = ANY(${of('unlocode')})
        UNION ALL SELECT 'slug', slug, id FROM city WHERE slug = ANY(${of('slug')})
        UNION ALL SELECT 'slug', slug, id FROM organization WHERE slug = ANY(${of('slug')})
        UNION ALL SELECT 'country', iso_alpha2, id FROM country WHERE iso_alpha2 = ANY(${of('country')})
      ) AS found JOIN actor AS a USING (id) LEFT JOIN actor_country AS at USING (id)`),
  );
}

export interface CountryLike {
  readonly asked: string;
  readonly id: string;
  /** 0 to 1. */
  readonly likeness: number;
}

/** Trigrams in common, 0 to 1, below which a name is not like another. */
const ALIKE = 0.4;

/** Countries with a recorded name like each of the texts, best first, five of each. */
export function countriesLike(db: Database, folded: readonly string[]): Promise<CountryLike[]> {
  return db.rows(sql`
    WITH named AS MATERIALIZED (
      SELECT n.actor_id AS id, n.folded FROM country AS k JOIN actor_name AS n ON n.actor_id = k.id WHERE ${known('n', null)}
    )
    SELECT asked.text AS asked, best.id, best.likeness FROM unnest(${folded}::text[]) AS asked (text)
    CROSS JOIN LATERAL (
      SELECT named.id, max(similarity(named.folded, asked.text))::float8 AS likeness FROM named
      GROUP BY named.id HAVING max(similarity(named.folded, asked.text)) >= ${ALIKE} ORDER BY likeness DESC, named.id LIMIT 5
    ) AS best
    ORDER BY asked.text, best.likeness DESC, best.id`);
}
