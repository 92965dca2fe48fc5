import type { Database } from '../platform/database';
import type { TableRow } from '../platform/insert-rows';
import { raw, sql } from '../platform/sql';
import type { RosterEffectRecord } from './roster-effect.entity';

type FactTable = RosterEffectRecord['tableName'];

/** Somebody else has changed what was about to be changed. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** Versions as rows of their table, without what the database computes. */
export async function contentsOf(tx: Database, table: FactTable, versions: readonly string[]): Promise<ReadonlyMap<string, TableRow>> {
  const rows = await tx.rows<{ versionId: string; content: TableRow }>(sql`
    SELECT v.version_id AS "versionId", to_jsonb(v) - '{valid_from,valid_to,recorded_at,superseded_at}'::text[] AS content
    FROM ${raw(table)} AS v WHERE v.version_id = ANY(${versions}::uuid[])`);
  return new Map(rows.map(({ versionId, content }) => [versionId, content]));
}

/** What versions cite, as rows of the table "citation", in the order they were recorded. */
export async function citationsOf(tx: Database, versions: readonly string[]): Promise<ReadonlyMap<string, readonly TableRow[]>> {
  const rows = await tx.rows<{ versionId: string; citations: TableRow[] }>(sql`
    SELECT c.version_id AS "versionId", jsonb_agg(to_jsonb(c) - 'recorded_at' ORDER BY c.recorded_at, c.id) AS citations
    FROM citation AS c WHERE c.version_id = ANY(${versions}::uuid[]) GROUP BY c.version_id`);
  return new Map(rows.map(({ versionId, citations }) => [versionId, citations]));
}

/** @throws VersionConflict when one of them is believed no longer. */
export async function supersede(tx: Database, table: FactTable, versions: readonly string[]): Promise<void> {
  if (versions.length === 0) return;
  const [done] = await tx
    .rows<{ count: number }>(sql`
    WITH done AS (UPDATE ${raw(table)} SET superseded_at = now()
      WHERE version_id = ANY(${versions}::uuid[]) AND superseded_at = 'infinity' RETURNING 1)
    SELECT count(*)::int AS count FROM done`)
    .catch(asConflict);
  if (done?.count !== versions.length) throw new VersionConflict();
}

/** None is superseded before it was recorded: such a one was recorded by somebody else, in the meantime. */
function asConflict(error: unknown): never {
  throw (error as { code?: string }).code === CHECK_VIOLATION ? new VersionConflict() : error;
}

/** What PostgreSQL says when a row breaks a rule of its table. */
export const CHECK_VIOLATION = '23514';
