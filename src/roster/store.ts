import { columnsOf } from '../platform/columns';
import { Listed } from '../platform/connection/connection';
import type { Database, HubDatabase } from '../platform/database';
import { insertRows, type TableRow } from '../platform/insert-rows';
import type { Batch } from '../platform/loaders';
import type { Typed } from '../platform/node';
import { type Sql, sql } from '../platform/sql';
import type { Reading } from './parse';
import type { RosterProblem } from './problem';
import { RosterImportRecord } from './roster-import.entity';
import { RosterRowRecord } from './roster-row.entity';
import type { ImportStatus } from './roster-words';

export type ImportRow = RosterImportRecord & Typed;
export type RowRow = RosterRowRecord & Typed;

/** An import that has not got on for this long was interrupted, by a crash of its hub for one. */
const INTERRUPTED = sql`(i.status IN ('PARSING', 'MATCHING') AND i.progressed_at < now() - interval '2 minutes')`;
const INTERRUPTION: RosterProblem = {
  code: 'INTERRUPTED',
  line: 0,
  column: 0,
  message: 'The hub was interrupted while it read the file; send it again.',
};

/** The later of two columns of the same name counts. */
const importColumns = () => sql`'RosterImport' AS "__typename", ${columnsOf(RosterImportRecord, 'i')},
  CASE WHEN ${INTERRUPTED} THEN 'FAILED' ELSE i.status END AS status,
  CASE WHEN ${INTERRUPTED} THEN ${JSON.stringify(INTERRUPTION)}::jsonb ELSE i.problem END AS problem`;

export const importById: Batch<string, ImportRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${importColumns()} FROM roster_import AS i WHERE i.id = ANY(${ids})`),
  keyOf: (row) => row.id,
};

const rowColumns = () => sql`'RosterRow' AS "__typename", ${columnsOf(RosterRowRecord, 'r')}`;

export const rowById: Batch<string, RowRow> = {
  fetch: (db, ids) => db.rows(sql`SELECT ${rowColumns()} FROM roster_row AS r WHERE r.id = ANY(${ids})`),
  keyOf: (row) => row.id,
};

export interface RowsQuery {
  readonly decision: RosterRowRecord['decision'] | null;
}

/** Rows of an import in the order of the file. */
export const rowsOfImport = new Listed<RowRow, RowsQuery>({
  columns: rowColumns,
  from: () => sql`roster_row AS r`,
  where: ({ decision }) => (decision === null ? [] : [sql`r.decision = ${decision}`]),
  within: (parent) => sql`r.import_id = ${parent}`,
  order: () => ({ keys: [{ value: sql`r.position::bigint`, type: 'bigint' }], descending: false }),
});

export async function importOf(db: Database, id: string): Promise<ImportRow | null> {
  return (await importById.fetch(db, [id]))[0] ?? null;
}

/** Rows that need a person, or that one has decided, and these others; in the order of the file. */
export function reviewedRows(db: Database, importId: string, others: readonly string[]): Promise<RowRow[]> {
  return db.rows(sql`
    SELECT ${rowColumns()} FROM roster_row AS r
    WHERE r.import_id = ${importId} AND (r.decision <> 'MATCH' OR r.resolution IS NOT NULL OR r.id = ANY(${others}::uuid[])) ORDER BY r.position`);
}

/** What each row is known by outside. */
export function rowKeys(db: Database, importId: string): Promise<Pick<RowRow, 'id' | 'line' | 'nameAsListed'>[]> {
  return db.rows(sql`SELECT id, line, name_as_listed AS "nameAsListed" FROM roster_row WHERE import_id = ${importId}`);
}

export interface NewImport {
  readonly id: string;
  readonly sourceId: string;
  readonly organizationId: string;
  readonly fileName: string | null;
  readonly sha256: string;
  readonly asOf: string;
  readonly isComplete: boolean;
  readonly createdBy: string;
}

export async function recordImport(db: Database, given: NewImport): Promise<void> {
  const { id, organizationId, sourceId, fileName, sha256, asOf, isComplete, createdBy } = given;
  await db.rows(sql`
    INSERT INTO roster_import (id, organization_id, source_id, status, file_name, sha256, as_of, is_complete, created_by)
    VALUES (${id}, ${organizationId}, ${sourceId}, 'PARSING', ${fileName}, ${sha256}, ${asOf}, ${isComplete}, ${createdBy})`);
}

export async function recordReading(db: Database, id: string, { file: _, ...reading }: Reading, rowCount: number): Promise<void> {
  await db.rows(sql`
    UPDATE roster_import SET status = 'MATCHING', reading = ${JSON.stringify(reading)}, row_count = ${rowCount}, progressed_at = now()
    WHERE id = ${id}`);
}

export async function recordRows(db: Database, id: string, rows: readonly TableRow[], done: number): Promise<void> {
  await insertRows(db, 'roster_row', rows);
  await db.rows(sql`UPDATE roster_import SET done = ${done}, progressed_at = now() WHERE id = ${id}`);
}

/** The rows are all there. */
export async function recordMatched(db: Database, id: string, rows: number): Promise<void> {
  await db.rows(sql`
    UPDATE roster_import AS i SET status = 'REVIEW', progressed_at = now(),
      matched_count = c.matched, review_count = c.review, unmatched_count = c.unmatched
    FROM (SELECT count(*) FILTER (WHERE decision = 'MATCH') AS matched, count(*) FILTER (WHERE decision = 'REVIEW') AS review,
        count(*) FILTER (WHERE decision = 'NO_MATCH') AS unmatched FROM roster_row WHERE import_id = ${id}) AS c
    WHERE i.id = ${id}`);
  if (rows > MANY) await tellPlanner(db, sql`roster_row`);
}

/** So many rows that what is asked of them next must be planned by how many there are: by what was known before, it may take the square of them. */
export const MANY = 1_000;

/** Tells the planner at once what it would find out a minute later. Where somebody else is telling it, that will do. */
export async function tellPlanner(db: Database, tables: Sql): Promise<void> {
  await db.rows(sql`ANALYZE (SKIP_LOCKED) ${tables}`);
}

/** Nothing of a file that failed is kept but why. */
export async function recordFailure(db: HubDatabase, id: string, problem: RosterProblem): Promise<void> {
  await db.rows(sql`
    WITH gone AS (DELETE FROM roster_row WHERE import_id = ${id})
    UPDATE roster_import SET status = 'FAILED', problem = ${JSON.stringify(problem)} WHERE id = ${id} AND status IN ('PARSING', 'MATCHING')`);
}

/** Nor of one that was interrupted, by a crash of its hub for one. */
export async function recordInterruptions(db: HubDatabase): Promise<void> {
  await db.rows(sql`
    WITH dead AS (UPDATE roster_import AS i SET status = 'FAILED', problem = ${JSON.stringify(INTERRUPTION)} WHERE ${INTERRUPTED} RETURNING i.id)
    DELETE FROM roster_row WHERE import_id IN (SELECT id FROM dead)`);
}

/** Takes the import for a change of its status, until the transaction ends. @returns as it stands. */
export async function heldImport(db: Database, id: string): Promise<ImportRow | null> {
  const [row] = await db.rows<ImportRow>(sql`SELECT ${importColumns()} FROM roster_import AS i WHERE i.id = ${id} FOR UPDATE`);
  return row ?? null;
}

export async function recordStatus(db: Database, id: string, status: Extract<ImportStatus, 'APPLIED' | 'REVERTED'>): Promise<void> {
  const [applied, reverted] = [status === 'APPLIED', status === 'REVERTED'];
  await db.rows(sql`
    UPDATE roster_import SET status = ${status}, applied_at = CASE WHEN ${applied} THEN now() ELSE applied_at END,
      reverted_at = CASE WHEN ${reverted} THEN now() END
    WHERE id = ${id}`);
}
