import { Client } from 'pg';
import { bad, type Finding, good, messageOf } from './finding';
import { recordFindings } from './records';

const OLDEST = 15;
const EXTENSIONS = ['pg_trgm', 'btree_gist'];
const COUNTED = ['city', 'organization', 'membership', 'collaboration', 'commitment', 'change'];

/** Blind trigrams show in a word without one ASCII letter: Tangier. */
const PROBE = 'طنجه';

/**
 * What the database itself tells. Changes nothing: what must be tried is tried in a transaction that is taken back.
 *
 * @param known the names of the hub's migrations, oldest first; without them only those applied are counted.
 */
export async function databaseFindings(url: string, known?: readonly string[]): Promise<Finding[]> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    statement_timeout: 20_000,
    application_name: 'hub doctor',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    return [
      bad(
        'database',
        `cannot be reached: ${messageOf(error)}`,
        'Check that PostgreSQL runs, and the address, user and password in DATABASE_URL.',
      ),
    ];
  }
  try {
    return [
      await serverVersion(client),
      ...(await extensions(client)),
      await everyScript(client),
      migrationState(await appliedMigrations(client), known),
      await contents(client),
      ...(await recordFindings(client)),
    ];
  } finally {
    await client.end();
  }
}

async function serverVersion(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const version = rows[0]?.server_version ?? 'unknown';
  const enough = Number.parseInt(version, 10) >= OLDEST;
  return enough
    ? good('server version', `PostgreSQL ${version}`)
    : bad(
        'server version',
        `PostgreSQL ${version} is too old`,
        `Use PostgreSQL ${OLDEST} or newer, or unset DATABASE_URL to use the embedded one.`,
      );
}

async function extensions(client: Client): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM pg_available_extensions WHERE name = ANY ($1)', [EXTENSIONS]);
  const available = new Set(rows.map((row) => row.name));
  return EXTENSIONS.map((name) =>
    available.has(name)
      ? good(`extension ${name}`, 'available')
      : bad(
          `extension ${name}`,
          'not available',
          "Install PostgreSQL's contrib modules on the database server (the package is often called postgresql-contrib).",
        ),
  );
}

/** A database with the wrong character type searches names in the Latin script only, without an error. */
async function everyScript(client: Client): Promise<Finding> {
  const name = 'names in every script';
  try {
    await client.query('BEGIN');
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const { rows } = await client.query<{ trigrams: string[] }>('SELECT show_trgm($1) AS trigrams', [PROBE]);
    if (rows[0]?.trigrams.length) return good(name, 'found');
    return bad(
      name,
      'this database is blind to letters outside ASCII',
      'Create it again with a UTF-8 character type (CREATE DATABASE hub TEMPLATE template0 ENCODING UTF8 LOCALE "C.UTF-8"), then migrate and restore.',
    );
  } catch (error) {
    return bad(name, messageOf(error), 'Let an administrator of the database run: CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist;');
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Names of the migrations this database has seen; undefined when it never saw one. */
async function appliedMigrations(client: Client): Promise<string[] | undefined> {
  if (!(await exists(client, 'migrations'))) return undefined;
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map((row) => row.name);
}

/** Compares what the database has seen with what the hub brings. */
export function migrationState(applied: readonly string[] | undefined, known?: readonly string[]): Finding {
  const name = 'migrations';
  if (!applied) return good(name, 'none yet; the next start applies them');
  const newer = known ? applied.filter((each) => !known.includes(each)) : [];
  const pending = known ? known.filter((each) => !applied.includes(each)) : [];
  if (newer.length > 0) {
    return bad(name, `a newer hub made this database (${newer.join(', ')})`, 'Install that version of the hub, or a newer one.');
  }
  return good(name, pending.length > 0 ? `${pending.length} pending; the next start applies them` : `${applied.length} applied`);
}

async function contents(client: Client): Promise<Finding> {
  const counts: string[] = [];
  for (const table of COUNTED) {
    if (!(await exists(client, table))) continue;
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
    counts.push(`${table} ${rows[0]?.count}`);
  }
  return good('contents', counts.join(', ') || 'no tables yet');
}

async function exists(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [table]);
  return rows[0]?.found === true;
}
