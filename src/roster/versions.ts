import type { Database } from '../platform/database';
import type { TableRow } from '../platform/insert-rows';
import { raw, type Sql, sql } from '../platform/sql';
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
export function supersede(tx: Database, table: FactTable, versions: readonly string[]): Promise<void> {
  return versions.length === 0 ? Promise.resolve() : supersedeAll(tx, table, sql`SELECT unnest(${versions}::uuid[]) AS version_id`);
}

/** As `supersede`, of all versions of a query. */
export async function supersedeAll(tx: Database, table: FactTable, versions: Sql): Promise<void> {
  const [done] = await tx
    .rows<{ asked: number; count: number }>(sql`
    WITH asked AS (${versions}), done AS (
      UPDATE ${raw(table)} AS f SET superseded_at = now() FROM asked AS a
      WHERE f.version_id = a.version_id AND f.superseded_at = 'infinity' RETURNING 1)
    SELECT (SELECT count(*)::int FROM asked) AS asked, (SELECT count(*)::int FROM done) AS count`)
    .catch(asConflict);
  if (done?.count !== done?.asked) throw new VersionConflict();
}

/** None is superseded before it was recorded: such a one was recorded by somebody else, in the meantime. */
function asConflict(error: unknown): never {
  throw (error as { code?: string }).code === CHECK_VIOLATION ? new VersionConflict() : error;
}

/** What PostgreSQL says when a row breaks a rule of its table. */
export const CHECK_VIOLATION = '23514';
