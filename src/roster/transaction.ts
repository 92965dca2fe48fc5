import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { type Database, type HubDatabase, poolOf } from '../platform/database';
import { type Sql, sql } from '../platform/sql';

/** A transaction, to be read and written by. */
export type Transaction = Database;

/** Somebody else is in the middle of a change of the same organisation's rosters. */
export class Busy extends Error {
  override readonly name = 'Busy';

  constructor() {
    super('Another import of this organisation is being applied; try again.');
  }
}

/**
 * All or nothing, and one at a time for each organisation: who comes meanwhile is refused, for waiting would hold a connection.
 *
 * The lock is taken before the transaction begins: what it writes is recorded at its beginning, which must be later than what it follows.
 *
 * @throws Busy
 */
export async function inTurn<Result>(db: HubDatabase, organizationId: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const client = await poolOf(db.source).connect();
  const key = lockOf(organizationId);
  try {
    await client.query('SET statement_timeout = 0');
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [key]);
    if (!rows[0]?.taken) throw new Busy();
    await client.query('BEGIN');
    const result = await work(transactionOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    // Said here, for the session ends a little later than whoever comes next may ask.
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    // Ends the session, and with it whatever is left of all this.
    client.release(true);
  }
}

function lockOf(organizationId: string): string {
  return createHash('sha256').update(`roster:${organizationId}`).digest().readBigInt64BE(0).toString();
}

/** Waits until no import of the organisation is being applied, and keeps others from it until the transaction ends. */
export async function lockRosters(tx: Transaction, organizationId: string): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(${lockOf(organizationId)}::bigint)`);
}

export function transactionOf(client: ClientBase): Transaction {
  return { rows: async <Row>({ text, values }: Sql) => (await client.query({ text, values: values as unknown[] })).rows as Row[] };
}
