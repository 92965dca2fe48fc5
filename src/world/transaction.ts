import type { ClientBase } from 'pg';
import { type HubDatabase, poolOf } from '../platform/database';

/** A process that is killed leaves nobody to wait for: where the system can tell, the database then gives up what it is at. */
const BEGIN = /* sql */ `BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '64MB';
  DO $$ BEGIN PERFORM set_config('client_connection_check_interval', '2s', true); EXCEPTION WHEN invalid_parameter_value THEN NULL; END $$`;

/** All or nothing, on a connection of its own and without a limit of time: loading is the one thing that takes long. */
export async function inTransaction<Result>(db: HubDatabase, work: (client: ClientBase) => Promise<Result>): Promise<Result> {
  const client = await poolOf(db.source).connect();
  try {
    await client.query(BEGIN);
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // Ends the session, and the transaction with it, whatever state it is in.
    client.release(true);
    throw error;
  }
}
