import type { Database } from '../platform/database';
import { rosterOf } from './held';
import { planRoster, type Why } from './plan';
import { importOf, type RowRow, reviewedRows } from './store';

/** A row for a person to look at. */
export interface RowToReview extends RowRow {
  /** What stands in the way of applying it, although it is known or has been decided which city it is. */
  readonly blocked: Why | null;
}

/** Rows that need a person, for what they are or for what applying them would do, and those that one has decided; in the order of the file. */
export async function rowsToReview(db: Database, importId: string): Promise<RowToReview[]> {
  const held = await importOf(db, importId);
  const steps = held?.status === 'REVIEW' ? planRoster(await rosterOf(db, held)) : [];
  const blocked = new Map(
    steps.flatMap((step) => (step.kind === 'needs-review' && step.why !== 'UNDECIDED' ? [[step.row.rowId, step.why] as const] : [])),
  );
  const rows = await reviewedRows(db, importId, [...blocked.keys()]);
  return rows.map((row) => ({ ...row, blocked: blocked.get(row.id) ?? null }));
}

/** Whether the import cannot be applied for this row. */
export function isInTheWay({ resolution, blocked }: RowToReview): boolean {
  return resolution === null || blocked !== null;
}
