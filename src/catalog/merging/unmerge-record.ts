import type { Database } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import { InputCheck } from '../writing/input-check';
import { done, type Outcome, refused } from '../writing/outcome';
import { heldRecords, type Mergeable } from './check-records';
import { moveBack, touchedBy } from './move-facts';

interface Merge {
  readonly id: string;
  readonly keptId: string;
  /** Type in GraphQL. */
  readonly type: string;
  /** A record that was merged later into the same one, or the one that one was merged into. */
  readonly laterId: string | null;
}

const FIELD = ['mergedId'];

/** A record that was merged stands for itself again, and all is as it was. Merges into one are undone in reverse, or not exactly. */
export async function unmergeRecord(tx: Database, what: Mergeable, mergedId: string): Promise<Outcome> {
  const check = new InputCheck();
  const first = await mergeOf(tx, what, mergedId);
  if (first) await heldRecords(tx, [mergedId, first.keptId]);
  // As it stands once nobody else is at it.
  const merge = await mergeOf(tx, what, mergedId);
  if (!merge) check.refuse('NOT_FOUND', FIELD, `No ${what} with this id was merged into another.`);
  else if (merge.laterId)
    check.refuse('VERSION_CONFLICT', FIELD, `${globalId(merge.type, merge.laterId)} was merged since: undo that first.`);
  if (!merge || !check.isSound) return refused(check);
  const touched = await touchedBy(tx, merge);
  if (!touched)
    check.refuse(
      'VERSION_CONFLICT',
      FIELD,
      'A fact that came with it has been changed since, or a tier been taken by others: what is said of it now would be lost.',
    );
  if (!touched) return refused(check);
  await tx.rows(sql`UPDATE actor_merge SET undone_at = clock_timestamp() WHERE id = ${merge.id}`);
  await standAlone(tx, mergedId);
  await moveBack(tx, touched);
  return done(mergedId);
}

/** With those that were merged into it before, which it stands for. */
async function standAlone(tx: Database, id: string): Promise<void> {
  await tx.rows(sql`
    WITH RECURSIVE behind (id) AS (
      SELECT ${id}::uuid UNION SELECT m.merged_id FROM behind JOIN actor_merge AS m ON m.kept_id = behind.id AND m.undone_at IS NULL
    ) UPDATE actor AS a SET merged_into_id = nullif(${id}::uuid, a.id) FROM behind WHERE a.id = behind.id`);
}

async function mergeOf(tx: Database, what: Mergeable, mergedId: string): Promise<Merge | undefined> {
  const [merge] = await tx.rows<Merge>(sql`
    SELECT m.id, m.kept_id AS "keptId", initcap(a.kind) AS type, (
      SELECT later.merged_id FROM actor_merge AS later
      WHERE later.undone_at IS NULL AND later.number > m.number AND (later.kept_id = m.kept_id OR later.merged_id = m.kept_id)
      ORDER BY later.number DESC LIMIT 1) AS "laterId"
    FROM actor_merge AS m JOIN actor AS a ON a.id = m.merged_id
    WHERE m.merged_id = ${mergedId} AND m.undone_at IS NULL AND (a.kind = 'CITY') = ${what === 'city'}`);
  return merge;
}
