import { type Database, databaseOn, type HubDatabase, poolOf } from './database';

export interface TransactionOptions<Result> {
  /** Statements to begin with, after BEGIN. */
  readonly settings?: string;
  /** Whether a result is to stay; absent: every one. What is not to stay is rolled back, and answered all the same. */
  readonly isKept?: (result: Result) => boolean;
}

/** All or nothing, on one connection of the pool. A connection on which not even ROLLBACK works is not used again. */
export async function inTransaction<Result>(
  db: HubDatabase,
  work: (tx: Database) => Promise<Result>,
  { settings, isKept = () => true }: TransactionOptions<Result> = {},
): Promise<Result> {
  const client = await poolOf(db.source).connect();
  let broken: Error | undefined;
  try {
    await client.query(settings === undefined ? 'BEGIN' : `BEGIN; ${settings}`);
    const result = await work(databaseOn(client));
    await client.query(isKept(result) ? 'COMMIT' : 'ROLLBACK');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
