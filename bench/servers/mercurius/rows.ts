import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: '-c timezone=UTC -c datestyle=ISO' });

// biome-ignore lint/suspicious/noExplicitAny: rows are what the statement selects.
export type Row = any;

/** Rows of a prepared statement. */
export async function rows(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
  return (await pool.query({ name, text, values: [...values] })).rows;
}
