import type { Database } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import type { InputCheck, Path } from '../writing/input-check';

/** What a merge needs to know of a record. */
export interface CityRecord {
  readonly id: string;
  readonly isCity: boolean;
  readonly countryCode: string | null;
  readonly mergedIntoId: string | null;
}

/**
 * The records, taken for this transaction: whoever merges one of them, or writes of it, has finished, and whoever comes next waits.
 *
 * The lock has a statement of its own: one that waits sees what was there when it began.
 */
export async function heldRecords(tx: Database, ids: readonly string[]): Promise<Map<string, CityRecord>> {
  await tx.rows(sql`SELECT FROM actor WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`);
  const rows = await tx.rows<CityRecord>(sql`
    SELECT a.id, a.kind = 'CITY' AS "isCity", c.country_code AS "countryCode", a.merged_into_id AS "mergedIntoId"
    FROM actor AS a LEFT JOIN city AS c USING (id) WHERE a.id = ANY(${ids})`);
  return new Map(rows.map((row) => [row.id, row]));
}

interface Asked {
  readonly merge: readonly string[];
  readonly records: ReadonlyMap<string, CityRecord>;
}

/** Refuses what cannot be one city. */
export async function checkRecords(tx: Database, check: InputCheck, keep: string, { merge, records }: Asked): Promise<void> {
  const kept = standingCity(check, records.get(keep), ['keepId']);
  for (const [place, id] of merge.entries()) {
    const path = ['mergeIds', String(place)];
    const record = standingCity(check, records.get(id), path);
    if (id === keep) check.refuse('INVALID', path, 'A city cannot be merged into itself.');
    else if (merge.indexOf(id) < place) check.refuse('INVALID', path, 'It is named twice.');
    else if (record && kept && record.countryCode !== kept.countryCode)
      check.refuse('INVALID', path, `They are in different countries, ${record.countryCode} and ${kept.countryCode}.`);
  }
  if (!check.isSound) return;
  await refuseEnclosing(tx, check, [keep, ...merge]);
  await refuseTwins(tx, check, [keep, ...merge]);
}

function standingCity(check: InputCheck, record: CityRecord | undefined, path: Path): CityRecord | null {
  if (record?.mergedIntoId) check.refuse('TAKEN', path, `It was merged into ${globalId('City', record.mergedIntoId)} already.`);
  else if (record?.isCity) return record;
  else check.refuse('NOT_FOUND', path, 'There is no City with that id.');
  return null;
}

/** A place and one that lies in it are two. */
async function refuseEnclosing(tx: Database, check: InputCheck, ids: readonly string[]): Promise<void> {
  const found = await tx.rows(sql`
    WITH RECURSIVE above (id) AS (
      SELECT parent_id FROM city WHERE id = ANY(${ids}) UNION SELECT c.parent_id FROM above JOIN city AS c USING (id)
    ) SELECT FROM above WHERE id = ANY(${ids}) LIMIT 1`);
  if (found.length > 0) check.refuse('INVALID', ['mergeIds'], 'One of them encloses another: they are not one city.');
}

async function refuseTwins(tx: Database, check: InputCheck, ids: readonly string[]): Promise<void> {
  const found = await tx.rows(sql`
    SELECT FROM participation AS p JOIN collaboration AS c ON c.id = p.collaboration_id AND c.superseded_at = 'infinity' AND c.kind = 'TWINNING'
    WHERE p.actor_id = ANY(${ids}) AND p.superseded_at = 'infinity' GROUP BY c.id HAVING count(DISTINCT p.actor_id) > 1 LIMIT 1`);
  if (found.length > 0) check.refuse('INVALID', ['mergeIds'], 'Two of them are twinned with each other: they are not one city.');
}
