import type { Database } from '../../platform/database';
import type { Batch } from '../../platform/loaders';
import type { Row } from '../../platform/one-statement/told';
import { type Sql, sql } from '../../platform/sql';

interface Merged {
  readonly id: string;
  readonly mergedIntoId: string;
}

/** Records that were merged, by their uuids, with those that stand for them; those that stand for themselves are left out. */
export const mergedRecord: Batch<string, Merged> = {
  fetch: (db, ids) =>
    db.rows(sql`SELECT id, merged_into_id AS "mergedIntoId" FROM actor WHERE id = ANY(${ids}::uuid[]) AND merged_into_id IS NOT NULL`),
  keyOf: ({ id }) => id,
};

/** Leads uuids that were kept before a merge to the records that stand for them now. */
export async function leadingOn(db: Database): Promise<(id: string) => string> {
  const merged = await db.rows<Merged>(sql`SELECT id, merged_into_id AS "mergedIntoId" FROM actor WHERE merged_into_id IS NOT NULL`);
  const standing = new Map(merged.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
  return (id) => standing.get(id) ?? id;
}

/** Records that were merged into an actor, in the order of their ids. */
export const replacedBy: Batch<string, { readonly id: string; readonly keptId: string }> = {
  fetch: (db, actors) => db.rows(sql`SELECT id, merged_into_id AS "keptId" FROM actor WHERE merged_into_id = ANY(${actors}) ORDER BY id`),
  keyOf: ({ keptId }) => keptId,
};

/** Global ids of those records, in SQL; records are merged with others of their type. */
export function replacesInSql(actor: Row): Sql {
  const id = sql`base64url(${actor.property('__typename')} || ':' || merged.id)`;
  return sql`ARRAY(SELECT ${id} FROM actor AS merged WHERE merged.merged_into_id = ${actor.property('id')} ORDER BY merged.id)`;
}
