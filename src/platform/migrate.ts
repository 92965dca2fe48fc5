import { DataSource } from 'typeorm';
import { type HubDatabase, poolOf } from './database';
import { sql } from './sql';

/** Key of the advisory lock that lets one process migrate (or load) at a time. */
const LOCK = 7_264_000_001;

/**
 * Applies the migrations that are missing, once even when several processes start together.
 *
 * @returns their names.
 * @throws Error when the database has been migrated by a newer hub.
 */
export async function migrate(db: HubDatabase): Promise<string[]> {
  return alone(db, async () => {
    await refuseNewerSchema(db);
    const source = await new DataSource({ ...db.source.options, extra: { ...db.source.options.extra, statement_timeout: 0 } }).initialize();
    try {
      const done = await source.runMigrations({ transaction: 'all' });
      return done.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  });
}

async function refuseNewerSchema(db: HubDatabase): Promise<void> {
  const known = db.source.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const [table] = await db.rows<{ exists: boolean }>(sql`SELECT to_regclass('migrations') IS NOT NULL AS exists`);
  if (!table?.exists) return;
  const newer = await db.rows<{ name: string }>(sql`SELECT name FROM migrations WHERE name <> ALL(${known}) ORDER BY name`);
  if (newer.length === 0) return;
  throw new Error(
    `The database was migrated by a newer hub (${newer.map(({ name }) => name).join(', ')}); start that version, or restore a backup.`,
  );
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
