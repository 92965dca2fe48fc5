import type { Database } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { sql } from '../../platform/sql';
import type { InputCheck, Path } from '../writing/input-check';

/** What can be merged: each with its like. */
export type Mergeable = 'city' | 'organisation';

/** What a merge needs to know of a record. */
export interface ActorRecord {
  readonly id: string;
  /** Type in GraphQL. */
  readonly type: string;
  /** Of cities. */
  readonly countryCode: string | null;
  readonly mergedIntoId: string | null;
}

/**
 * The records, taken for this transaction: whoever merges one of them, or writes of it, has finished, and whoever comes next waits.
 *
 * The lock has a statement of its own: one that waits sees what was there when it began.
 */
export async function heldRecords(tx: Database, ids: readonly string[]): Promise<Map<string, ActorRecord>> {
  await tx.rows(sql`SELECT FROM actor WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`);
  // What belongs to an organisation takes hold of its own row.
  await tx.rows(sql`SELECT FROM organization WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`);
  const rows = await tx.rows<ActorRecord>(sql`
    SELECT a.id, initcap(a.kind) AS type, c.country_code AS "countryCode", a.merged_into_id AS "mergedIntoId"
    FROM actor AS a LEFT JOIN city AS c USING (id) WHERE a.id = ANY(${ids})`);
  return new Map(rows.map((row) => [row.id, row]));
}

interface Asked {
  readonly what: Mergeable;
  readonly merge: readonly string[];
  readonly records: ReadonlyMap<string, ActorRecord>;
}

/** Refuses what cannot be one. */
export async function checkRecords(tx: Database, check: InputCheck, keep: string, { what, merge, records }: Asked): Promise<void> {
  const kept = standing(check, what, records.get(keep), ['keepId']);
  for (const [place, id] of merge.entries()) {
    const path = ['mergeIds', String(place)];
    const record = standing(check, what, records.get(id), path);
    if (id === keep) check.refuse('INVALID', path, `It cannot be merged into itself.`);
    else if (merge.indexOf(id) < place) check.refuse('INVALID', path, 'It is named twice.');
    else if (record && kept) refuseOthers(check, path, record, kept);
  }
  if (!check.isSound) return;
  const all = [keep, ...merge];
  await refuseTwins(tx, check, all);
  if (what === 'city') return refuseEnclosing(tx, check, all);
  await refuseMembers(tx, check, all);
  await refuseInUse(tx, check, merge);
}

function standing(check: InputCheck, what: Mergeable, record: ActorRecord | undefined, path: Path): ActorRecord | null {
  if (record?.mergedIntoId) check.refuse('TAKEN', path, `It was merged into ${globalId(record.type, record.mergedIntoId)} already.`);
  else if (record && record.type !== 'Country' && (record.type === 'City') === (what === 'city')) return record;
  else check.refuse('NOT_FOUND', path, `There is no ${what} with that id.`);
  return null;
}

function refuseOthers(check: InputCheck, path: Path, record: ActorRecord, kept: ActorRecord): void {
  if (record.type !== kept.type) check.refuse('INVALID', path, `One is of the type ${record.type}, the other ${kept.type}.`);
  else if (record.countryCode !== kept.countryCode)
    check.refuse('INVALID', path, `They are in different countries, ${record.countryCode} and ${kept.countryCode}.`);
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
  if (found.length > 0) check.refuse('INVALID', ['mergeIds'], 'Two of them are twinned with each other: they are not one.');
}

/** An organisation and one that belongs to it are two. */
async function refuseMembers(tx: Database, check: InputCheck, ids: readonly string[]): Promise<void> {
  const found = await tx.rows(sql`
    SELECT FROM membership WHERE member_id = ANY(${ids}) AND organization_id = ANY(${ids}) AND superseded_at = 'infinity' LIMIT 1`);
  if (found.length > 0)
    check.refuse('INVALID', ['mergeIds'], 'One of them is, or was, a member of another: they are not one organisation.');
}

/** Who may act in the name of an organisation, and where it is told of things, is for people to carry over. */
async function refuseInUse(tx: Database, check: InputCheck, merge: readonly string[]): Promise<void> {
  const found = await tx.rows<{ id: string; uses: string }>(sql`
    SELECT id, string_agg(uses, ', ' ORDER BY uses) AS uses FROM (
      SELECT DISTINCT organization_id, 'keys' FROM api_key WHERE revoked_at IS NULL AND expires_at > now()
      UNION SELECT owner_id, 'webhooks' FROM webhook
      UNION SELECT organization_id, 'webhooks' FROM webhook
      UNION SELECT owner_id, 'services' FROM subgraph WHERE status <> 'RETIRED'
    ) AS used (id, uses) WHERE id = ANY(${merge}) GROUP BY id`);
  for (const { id, uses } of found)
    check.refuse('INVALID', ['mergeIds', String(merge.indexOf(id))], `It still has ${uses}: revoke, remove or retire them first.`);
}
