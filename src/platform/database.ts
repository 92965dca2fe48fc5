import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { HubError } from './errors';
import { isWornBy, nameOf } from './prepared';
import type { Sql } from './sql';

/** What reading needs of a database: plain rows for a statement. */
export interface Database {
  rows<Row>(query: Sql): Promise<Row[]>;
}

/** A database one can also write to, migrate and close. */
export interface HubDatabase extends Database {
  readonly source: DataSource;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: (new () => object)[];
  readonly migrations: (new () => MigrationInterface)[];
  /** Told of faults of idle connections, which nobody waits for. */
  readonly onFault: (error: Error) => void;
}

/** Longest a statement of a request may run, in milliseconds. Loading and migrating lift it for themselves. */
const STATEMENT_TIMEOUT = 8_000;

/**
 * Dates come and go as ISO 8601 in UTC, whatever the server or the database is set to. What the hub asks is short, of tables that memory
 * holds: to compile a plan takes longer than to run it, and a page at random costs hardly more than the next one.
 */
const SESSION = '-c datestyle=ISO -c timezone=UTC -c jit=off -c random_page_cost=1.1';

// Days stay the days they are: a Date would move them across time zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

const parseInstant = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date | number;

// In UTC and of four digits, as nearly all are, JavaScript reads it several times faster than the driver does; the rest is the driver's.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(text)
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : parseInstant(text),
);

/** Connects to PostgreSQL; does not migrate. */
export async function connect(options: DatabaseOptions): Promise<HubDatabase> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations,
    poolSize: 10,
    connectTimeoutMS: 5_000,
    poolErrorHandler: options.onFault,
    extra: { statement_timeout: STATEMENT_TIMEOUT, options: SESSION, application_name: 'city-federation-hub' },
  });
  await source.initialize();
  const pool = poolOf(source);
  pool.on('error', options.onFault);
  // A connection that is in use and breaks between two statements has no other listener, and would end the process.
  const heard = new WeakSet<object>();
  pool.on('acquire', (client) => {
    if (!heard.has(client)) client.on('error', options.onFault);
    heard.add(client);
  });
  return {
    source,
    rows: async <Row>(query: Sql) => rowsFrom<Row>(pool, prepared(query)).catch(explain),
    close: () => source.destroy(),
  };
}

/** The same for one connection, in the middle of a transaction. */
export function databaseOn(client: pg.ClientBase): Database {
  return {
    rows: async <Row>(query: Sql) => {
      const asked = prepared(query);
      isWornBy(client, asked.name);
      return (await client.query(asked).catch(explain)).rows as Row[];
    },
  };
}

/** The driver's own pool: TypeORM's `query` cannot name statements, and a named one is planned once per connection. */
export function poolOf(source: DataSource): pg.Pool {
  return (source.driver as unknown as { master: pg.Pool }).master;
}

function prepared(query: Sql): pg.QueryConfig {
  const text = query.text;
  const values = query.values as unknown[];
  if (values.some(hasNul)) throw new HubError('BAD_USER_INPUT', 'A text cannot contain the character U+0000.');
  const name = nameOf(text);
  return { text, values, ...(name === undefined ? {} : { name }) };
}

/** On one connection of the pool. One that failed is not used again, nor is one that keeps too much. */
async function rowsFrom<Row>(pool: pg.Pool, asked: pg.QueryConfig): Promise<Row[]> {
  const client = await pool.connect();
  let isDone = true;
  try {
    const { rows } = await client.query(asked);
    isDone = isWornBy(client, asked.name);
    return rows;
  } finally {
    client.release(isDone);
  }
}

/** PostgreSQL keeps no such character in a text, and would fail. */
function hasNul(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('\0') : Array.isArray(value) && value.some(hasNul);
}

const CANCELED = '57014';
/** What functions of the hub's own raise when a value of the caller's is at fault; their words are for the caller. */
const REFUSED = 'HUB01';

/** Faults that are the caller's to mend or to wait for, in words; all others stay what they are. */
function explain(error: Error & { code?: string }): never {
  if (error.code === REFUSED) throw new HubError('BAD_USER_INPUT', error.message);
  if (error.code === CANCELED)
    throw new HubError('COST_LIMIT_EXCEEDED', 'This part of the question took too long: ask for less, or filter more narrowly.');
  if (/timeout exceeded when trying to connect/.test(error.message))
    throw new HubError('RATE_LIMITED', 'The hub is busy: try again in a few seconds.');
  throw error;
}
