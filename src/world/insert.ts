import type { ClientBase } from 'pg';
import type { TableRow } from './plan';

/** Rows of one statement: enough to make the number of statements small, few enough to keep each a few megabytes. */
const AT_ONCE = 5_000;

/**
 * Inserts rows in a handful of statements; all have the columns of the first. Names of tables and columns are the hub's own.
 *
 * @returns how many were inserted or, with a conflict clause, changed.
 */
export async function insertRows(client: ClientBase, table: string, rows: readonly TableRow[], onConflict = ''): Promise<number> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  let inserted = 0;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const { rowCount } = await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ${onConflict}`,
      [JSON.stringify(rows.slice(at, at + AT_ONCE))],
    );
    inserted += rowCount ?? 0;
  }
  return inserted;
}

/** Inserts rows by id, and brings those that differ up to date. */
export async function upsertRows(client: ClientBase, table: string, rows: readonly TableRow[]): Promise<number> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id');
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const [own, other] = [table, 'excluded'].map((side) => columns.map((column) => `${side}.${column}`).join(', '));
  return insertRows(client, table, rows, `ON CONFLICT (id) DO UPDATE SET ${set} WHERE (${own}) IS DISTINCT FROM (${other})`);
}
