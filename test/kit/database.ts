import { features } from '../../src/features';
import { connect, type HubDatabase } from '../../src/platform/database';
import { migrate } from '../../src/platform/migrate';
import { createDatabase, dropDatabase } from './server';

/** Connects to a database of this run as the hub does; closing it drops nothing. */
export function connectTo(url: string): Promise<HubDatabase> {
  return connect({ ...features, url, onFault: () => undefined });
}

/** As `connectTo`; closing it drops the database. */
export async function ownDatabase(url: string): Promise<HubDatabase> {
  const db = await connectTo(url);
  const close = async () => {
    await db.close();
    await dropDatabase(url);
  };
  return { ...db, close };
}

/** A new database with the hub's tables and nothing in them. */
export async function migratedDatabase(): Promise<HubDatabase> {
  const db = await ownDatabase(await createDatabase());
  await migrate(db);
  return db;
}
