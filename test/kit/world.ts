import { join } from 'node:path';
import type { HubDatabase } from '../../src/platform/database';
import { migrate } from '../../src/platform/migrate';
import { loadWorld } from '../../src/world';
import { connectTo, ownDatabase } from './database';
import { createDatabase, onServer, PREFIX } from './server';

/** The data that come with the hub. */
export const DATA = join(__dirname, '..', '..', 'data');

/** Key of the advisory lock under which one worker prepares the world; the others wait. */
const LOCK = 7_264_000_002;

/**
 * A database of its own with the whole default world in it. Loaded once for the run of the tests; each caller gets a copy, which takes a
 * second or so. Closing it drops it.
 */
export async function loadedWorld(): Promise<HubDatabase> {
  return ownDatabase(await createDatabase(undefined, await preparedWorld()));
}

/** The name of the database to copy. Under its final name it is whole: it is loaded under another, and renamed. */
async function preparedWorld(): Promise<string> {
  const name = `${PREFIX}${process.env.HUB_TEST_RUN}_world`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rows.length > 0) return;
    await client.query(`DROP DATABASE IF EXISTS "${name}_unfinished" WITH (FORCE)`);
    const db = await connectTo(await createDatabase('world_unfinished'));
    try {
      await migrate(db);
      await loadWorld(db, { dataFolder: DATA, report: () => undefined });
    } finally {
      await db.close();
    }
    await client.query(`ALTER DATABASE "${name}_unfinished" RENAME TO "${name}"`);
  });
  return name;
}
