import type { Database } from '../platform/database';
import { known } from '../platform/fact';
import { fold } from '../platform/fold';
import { type Sql, sql } from '../platform/sql';
import { entitiesById, type Reader } from './entities';
import { keyOfId, knownEntities } from './known-entities';
import { wikidataIdIn } from './read-hints';
import type { Named } from './vocabulary';

export interface SuggestQuery {
  readonly prefix: string;
  /** Types of entities to offer; empty: any. */
  readonly types: readonly string[];
  readonly skip: number;
  readonly size: number;
}

interface Suggestion extends Named {
  readonly description: string;
  readonly notable: readonly Named[];
}

/**
 * Entities with a name that begins with what was typed, or with this very identifier. The same name comes first, then those whose usual
 * name begins so, among them the largest.
 */
export async function suggestEntities(db: Database, reader: Reader, query: SuggestQuery): Promise<Suggestion[]> {
  const typed = query.prefix.trim().slice(0, 200);
  if (typed === '') return [];
  const item = wikidataIdIn(typed);
  const keys = [
    ...keyOfId(typed),
    { scheme: 'slug' as const, value: typed.toLowerCase() },
    ...(item === null ? [] : [{ scheme: 'wikidata' as const, value: item }]),
    ...(/^\d{4,9}$/.test(typed) ? [{ scheme: 'geonames' as const, value: String(Number(typed)) }] : []),
  ];
  const [known, named] = await Promise.all([knownEntities(db, keys), namedLike(db, fold(typed), query)]);
  const first = query.skip === 0 ? known.of(keys) : [];
  const entities = await entitiesById(
    reader,
    [...first, ...named].map(({ id }) => id),
  );
  return [...entities.values()]
    .filter(({ types }) => query.types.length === 0 || types.some(({ id }) => query.types.includes(id)))
    .slice(0, query.size)
    .map(({ id, name, description, types }) => ({ id, name, description, notable: types }));
}

const KINDS: Readonly<Record<string, readonly string[]>> = {
  City: ['CITY'],
  Country: ['COUNTRY'],
  Association: ['ASSOCIATION'],
  Network: ['NETWORK'],
  Institution: ['INSTITUTION'],
  Organization: ['ASSOCIATION', 'NETWORK', 'INSTITUTION'],
};

/** What is no city is listed among cities of so many inhabitants. */
const AS_LARGE = 1_000_000;

function namedLike(db: Database, folded: string, { types, skip, size }: SuggestQuery): Promise<{ id: string }[]> {
  const kinds = (types.length === 0 ? Object.keys(KINDS) : types).flatMap((type) =>
    Object.hasOwn(KINDS, type) ? (KINDS[type] ?? []) : [],
  );
  if (folded === '' || kinds.length === 0) return Promise.resolve([]);
  return db.rows(sql`
    SELECT standing.id FROM (
      SELECT n.actor_id AS id, n.folded = ${folded} AS same FROM actor_name AS n JOIN actor AS a ON a.id = n.actor_id
      WHERE n.folded LIKE ${`${folded}%`} AND a.kind = ANY(${kinds}) AND ${known('n', null)}
      ${kinds.includes('CITY') ? sql`UNION ALL ${placesNamed(folded)}` : sql``}
    ) AS found
    JOIN actor AS named ON named.id = found.id
    CROSS JOIN LATERAL (SELECT coalesce(named.merged_into_id, named.id) AS id) AS standing
    JOIN actor AS a ON a.id = standing.id
    LEFT JOIN city AS c ON c.id = standing.id
    GROUP BY standing.id, a.id, c.id
    ORDER BY bool_or(found.same) DESC, a.folded LIKE ${`${folded}%`} DESC, CASE WHEN c.id IS NULL THEN ${AS_LARGE} ELSE coalesce(c.population, -1) END DESC, standing.id
    LIMIT ${size} OFFSET ${skip}`);
}

/** Names looked at for one suggestion: as many as the commonest beginning of three letters has, and the largest cities for shorter ones. */
const MOST_NAMES = 15_000;
const LARGEST = 10_000;

function placesNamed(folded: string): Sql {
  const begins = sql`p.folded LIKE ${`${folded}%`}`;
  if (folded.length > 2) return sql`(SELECT p.city_id, p.folded = ${folded} FROM place_name AS p WHERE ${begins} LIMIT ${MOST_NAMES})`;
  return sql`(SELECT p.city_id, true FROM place_name AS p WHERE p.folded = ${folded} LIMIT 1000) UNION ALL
    (SELECT p.city_id, p.folded = ${folded} FROM (SELECT id FROM city ORDER BY coalesce(population, -1) DESC, id DESC LIMIT ${LARGEST}) AS large
      JOIN place_name AS p ON p.city_id = large.id WHERE ${begins})`;
}
