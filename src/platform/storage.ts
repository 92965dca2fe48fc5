import type { MigrationInterface } from 'typeorm';
import { connect, type HubDatabase } from './database';
import { openPostgres } from './postgres';
import { sql } from './sql';

export interface StorageOptions {
  /** A server of one's own; absent: the embedded one, in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** `serve` owns the embedded server, `command` shares it with a hub that serves. */
  readonly purpose: 'serve' | 'command';
  readonly say: (line: string) => void;
  readonly onFault: (error: Error) => void;
  readonly entities: (new () => object)[];
  readonly migrations: (new () => MigrationInterface)[];
}

export interface Storage {
  readonly db: HubDatabase;
  /** For connections of one's own; never print it. */
  readonly url: string;
  /** What it is, in words: `embedded PostgreSQL 18.4`. */
  readonly description: string;
  close(): Promise<void>;
}

/** Oldest major version of PostgreSQL the hub's statements run on. */
const OLDEST_SERVER = 15;

/** Opens the database the configuration names. @throws Error with one clear sentence when it cannot be had. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  if (options.databaseUrl !== undefined) return connected(options, options.databaseUrl, 'PostgreSQL');
  const { dataDir, purpose, say } = options;
  const server = await openPostgres({ dataDir, purpose, say });
  try {
    return await connected(options, server.url, 'embedded PostgreSQL', () => server.stop());
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function connected(options: StorageOptions, url: string, name: string, stop = async () => {}): Promise<Storage> {
  const db = await connect({ ...options, url }).catch((error: unknown) => {
    throw new Error(`Cannot connect to the database: ${messageOf(error)}. Look at DATABASE_URL and at whether the server runs.`);
  });
  const close = async () => {
    await db.close();
    await stop();
  };
  const version = await versionOf(db);
  if (Number.parseInt(version, 10) >= OLDEST_SERVER) return { db, url, description: `${name} ${version}`, close };
  await db.close();
  throw new Error(`The hub needs PostgreSQL ${OLDEST_SERVER} or newer; the server at DATABASE_URL is ${version}.`);
}

async function versionOf(db: HubDatabase): Promise<string> {
  const [row] = await db.rows<{ version: string }>(sql`SELECT current_setting('server_version') AS version`);
  return row?.version.split(' ')[0] ?? '0';
}

/** A connection refused on every address of a name is an AggregateError without a message. */
function messageOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
