import { known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import { type FoundLists, listsOf } from '../../platform/lookup';
import { RIGHT_TO_LEFT, writingOf } from '../../platform/script';
import { empty, raw, type Sql, sql } from '../../platform/sql';
import type { NameKind } from '../vocabulary/common';
import type { LocalizedName } from './localized-name';

interface NamedActor {
  readonly id: string;
  readonly value: string;
}

/**
 * The name of an actor in the first language of a chain that has one.
 *
 * Of each language: names given by facts first; then the gazetteer's first name in it; then, when it is not written in Latin letters, the
 * gazetteer's first name of unknown language in its script without letters foreign to it. An actor without any of these has no row (and goes by its label).
 *
 * @param id an expression for its uuid.
 */
export function nameOf(id: Sql, chain: readonly string[]): Sql {
  const writings = chain.flatMap((tag, rank) => {
    const writing = writingOf(tag);
    return writing ? [{ rank, ...writing }] : [];
  });
  return sql`
    SELECT value FROM (
      SELECT n.value, array_position(${chain}::text[], n.language::text) - 1 AS rank, 0 AS origin, ${KIND_ORDER} AS place
      FROM actor_name AS n
      WHERE n.actor_id = ${id} AND n.language = ANY(${chain}) AND n.kind NOT IN ('ACRONYM', 'FORMER', 'AS_LISTED')
        AND n.valid_to = 'infinity' AND ${known('n', null)}
      UNION ALL
      SELECT p.value, array_position(${chain}::text[], p.language::text) - 1, 1, p.position
      FROM place_name AS p WHERE p.city_id = ${id} AND p.language IS NOT NULL AND p.language = ANY(${chain}) AND p.kind = 'COMMON'
      UNION ALL
      SELECT p.value, w.rank, 2, p.position
      FROM unnest(${writings.map((w) => w.rank)}::int[], ${writings.map((w) => w.script)}::text[], ${writings.map((w) => w.foreign)}::text[])
        AS w (rank, script, letters)
      JOIN place_name AS p ON p.city_id = ${id} AND p.language IS NULL AND p.script = w.script AND p.value !~ w.letters
    ) AS candidate
    ORDER BY rank, origin, place LIMIT 1`;
}

/** Names of actors in the first language of a chain. */
export const nameInLanguages: Batch<string, NamedActor, readonly string[]> = {
  fetch: (db, ids, chain) =>
    db.rows(sql`
      SELECT asked.id, best.value FROM unnest(${ids}::uuid[]) AS asked (id)
      CROSS JOIN LATERAL (${nameOf(sql`asked.id`, chain)}) AS best`),
  keyOf: (row) => row.id,
};

const KIND_ORDER = raw(`array_position('{OFFICIAL,COMMON,SHORT,TRANSLITERATION}'::text[], n.kind)`);

/** Which names are meant: those in a language, or of a kind. */
export interface NameQuery {
  readonly language: string | null;
  readonly kind: NameKind | null;
}

/** Names of an actor: those of facts first, then the gazetteer's, some of unknown language. */
export const namesOfActor: FoundLists<LocalizedName, NameQuery> = listsOf({
  columns: () => sql`'LocalizedName' AS "__typename", n.value, n.language, n.script, n.kind, n."validFrom", n."validTo",
    coalesce(n.script = ANY(${RIGHT_TO_LEFT}::text[]), false) AS "isRightToLeft"`,
  from: () => sql`(
    SELECT actor_id, value, language, script, kind, valid_from_given AS "validFrom", valid_to_given AS "validTo", 0 AS place
    FROM actor_name AS f WHERE ${known('f', null)}
    UNION ALL
    SELECT city_id, value, coalesce(language, CASE script WHEN 'Zyyy' THEN 'und' ELSE 'und-' || script END), nullif(script, 'Zyyy'), kind, NULL, NULL, 1 + position
    FROM place_name) AS n`,
  key: sql`n.actor_id`,
  type: 'uuid',
  where: ({ language, kind }) =>
    sql`true${language ? sql` AND n.language = ${language}` : empty}${kind ? sql` AND n.kind = ${kind}` : empty}`,
  order: sql`n.place, n.language, n.kind, n.value`,
});
