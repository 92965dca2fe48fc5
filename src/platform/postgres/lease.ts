import { Client } from 'pg';
import { passwordOf, SUPERUSER } from './cluster';
import type { Home } from './home';
import type { Server } from './launch';
import { HOST } from './port';
import { until } from './wait';

export type Purpose = 'serve' | 'command';

/**
 * Who uses the server is known by locks in the server itself: the system releases them when a process dies, however it dies,
 * so they never go stale and two starts cannot both win. Every user shares USERS; the serving hub holds SERVING.
 */
const SPACE = 0x487562;
const USERS = 1;
const SERVING = 2;

const DATABASE = 'hub';

/** How a server that gives no connection answers; `starting` also covers one that recovers, or that is on its way out. */
export type Excuse = 'starting' | 'silent';

export function urlOf(home: Home, server: Server, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(passwordOf(home))}@${HOST}:${server.port}/${database}`;
}

/**
 * One attempt to connect.
 *
 * @throws in one sentence when the server does not accept the password.
 */
export async function connect(home: Home, server: Server, purpose: Purpose): Promise<Client | Excuse> {
  const client = new Client({
    connectionString: urlOf(home, server, 'postgres'),
    application_name: `hub ${purpose} ${process.pid}`,
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  // The server may stop under us; without a listener that would end the hub.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '28P01' || code === '28000') {
      throw new Error(`The database on ${home.data} does not accept the password in ${home.password}; restore that file from a backup.`);
    }
    return code === '57P03' ? 'starting' : 'silent';
  }
}

/**
 * Joins the users of the server.
 *
 * @returns false when the server is on its way out: wait until it is gone, then start again.
 * @throws in one sentence when `purpose` is to serve and another hub does.
 */
export async function join(client: Client, purpose: Purpose, home: Home): Promise<boolean> {
  if (!(await truth(client, 'SELECT pg_try_advisory_lock_shared($1, $2)', USERS))) return false;
  if (purpose === 'command') return true;
  // A hub killed a moment ago may still hold the lock until the server sees its connection closed.
  const serves = await until(async () => (await truth(client, 'SELECT pg_try_advisory_lock($1, $2)', SERVING)) || undefined, 1, 100);
  if (serves) return true;
  throw new Error(
    `Another hub${await servingProcess(client)} already serves from the data folder ${home.dataDir}; stop it, or set HUB_DATA_DIR to another folder.`,
  );
}

/**
 * Leaves the users of the server.
 *
 * @returns true to the last one, who then must stop the server; newcomers are turned away from this moment on.
 */
export async function leave(client: Client): Promise<boolean> {
  await client.query('SELECT pg_advisory_unlock($1, $2)', [SPACE, SERVING]);
  await client.query('SELECT pg_advisory_unlock_shared($1, $2)', [SPACE, USERS]);
  return truth(client, 'SELECT pg_try_advisory_lock($1, $2)', USERS);
}

/** Makes the hub's own database on the first start. */
export async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
    // Two first starts at once: the other one made it.
    if (!(error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505'))) throw error;
  });
}

/** Who uses the server now, by the names they connected with; the serving hub first. */
export async function usersOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(USERS_OF, [SPACE]);
  return rows.map((row) => row.name);
}

const USERS_OF = /* sql */ `
  SELECT session.application_name AS name
  FROM pg_locks AS held
  JOIN pg_stat_activity AS session USING (pid)
  WHERE held.locktype = 'advisory' AND held.granted AND held.classid = $1
  GROUP BY session.pid, session.application_name
  ORDER BY max(held.objid) DESC, session.pid`;

async function servingProcess(client: Client): Promise<string> {
  const name = (await usersOf(client)).find((user) => user.startsWith('hub serve'));
  return name ? ` (process ${name.split(' ').at(-1)})` : '';
}

async function truth(client: Client, sql: string, lock: number): Promise<boolean> {
  const { rows } = await client.query<Record<string, boolean>>(sql, [SPACE, lock]);
  return Object.values(rows[0] ?? {})[0] === true;
}
