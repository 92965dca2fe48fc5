import type { HubDatabase } from './database';
import { poolOf } from './database';

/** Key of the advisory lock that lets one process migrate (or load) at a time. */
const LOCK = 7_264_000_001;

/** Applies the migrations that are missing, once even when several processes start together. @returns their names. */
export async function migrate(db: HubDatabase): Promise<string[]> {
  return alone(db, async () => {
    const done = await db.source.runMigrations({ transaction: 'all' });
    return done.map((migration) => migration.name);
  });
}

/** Runs work while no other process of this hub migrates or loads; the others wait, then find it done. */
export async function alone<Result>(db: HubDatabase, work: () => Promise<Result>): Promise<Result> {
  const client = await poolOf(db.source).connect();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    // Ends the session, and with it the lock, whatever state it is in.
    client.release(true);
  }
}
