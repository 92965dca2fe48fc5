import { features } from '../../src/features';
import { connect, type HubDatabase } from '../../src/platform/database';
import { migrate } from '../../src/platform/migrate';
import { createDatabase } from './server';

function fail(error: Error): never {
  throw error;
}

/** Connects to a database of this run as the hub does. */
export function connectTo(url: string): Promise<HubDatabase> {
  return connect({ ...features, url, onFault: fail });
}

/** A new database with the hub's tables and nothing in them. */
export async function migratedDatabase(): Promise<HubDatabase> {
  const db = await connectTo(await createDatabase());
  await migrate(db);
  return db;
}
