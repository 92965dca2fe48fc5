import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { type Database, type HubDatabase, poolOf } from '../platform/database';
import type { Sql } from '../platform/sql';

/** A transaction, to be read and written by. */
export type Transaction = Database;

/**
 * All or nothing, and one at a time for each organisation.
 *
 * The lock is taken before the transaction begins: what it writes is recorded at its beginning, which must be later than what it follows.
 */
export async function inTurn<Result>(db: HubDatabase, organizationId: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const client = await poolOf(db.source).connect();
  const key = createHash('sha256').update(`roster:${organizationId}`).digest().readBigInt64BE(0).toString();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [key]);
    await client.query('BEGIN');
    const result = await work(transactionOf(client));
    await client.query('COMMIT');
    return result;
  } finally {
    // Ends the session, and with it the lock and an unfinished transaction, whatever state it is in.
    client.release(true);
  }
}

function transactionOf(client: ClientBase): Transaction {
  return { rows: async <Row>({ text, values }: Sql) => (await client.query({ text, values: values as unknown[] })).rows as Row[] };
}
