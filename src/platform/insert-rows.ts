import type { Database } from './database';
import { raw, sql } from './sql';

/** A row of a table, by the names of its columns; a column that is left out gets its default. */
export type TableRow = Readonly<Record<string, unknown>>;

const AT_ONCE = 5_000;

/** Inserts rows in a handful of statements. Names of tables and columns are the hub's own. */
export async function insertRows(db: Database, table: string, rows: readonly TableRow[], onConflict = ''): Promise<void> {
  for (const [columns, alike] of byColumns(rows))
    for (let at = 0; at < alike.length; at += AT_ONCE) {
      await db.rows(sql`
        INSERT INTO ${raw(table)} (${raw(columns)})
        SELECT ${raw(columns)} FROM json_populate_recordset(NULL::${raw(table)}, ${JSON.stringify(alike.slice(at, at + AT_ONCE))}::json)
        ${raw(onConflict)}`);
    }
}

function byColumns(rows: readonly TableRow[]): Map<string, TableRow[]> {
  const groups = new Map<string, TableRow[]>();
  for (const row of rows) {
    const columns = Object.keys(row).join(', ');
    const group = groups.get(columns);
    if (group) group.push(row);
    else groups.set(columns, [row]);
  }
  return groups;
}
