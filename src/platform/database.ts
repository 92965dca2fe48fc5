import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
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
const STATEMENT_TIMEOUT = 15_000;

// Days stay the days they are: a Date would move them across time zones.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

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
    extra: { statement_timeout: STATEMENT_TIMEOUT, application_name: 'city-federation-hub' },
  });
  await source.initialize();
  const pool = poolOf(source);
  pool.on('error', options.onFault);
  return {
    source,
    rows: async <Row>(query: Sql) => (await pool.query(prepared(query))).rows as Row[],
    close: () => source.destroy(),
  };
}

/** The driver's own pool: TypeORM's `query` cannot name statements, and a named one is planned once per connection. */
export function poolOf(source: DataSource): pg.Pool {
  return (source.driver as unknown as { master: pg.Pool }).master;
}

/** Statements kept prepared on each connection. Filters make endless others; those are planned each time. */
const MOST_PREPARED = 300;
const names = new Map<string, string>();

function prepared(query: Sql): pg.QueryConfig {
  const text = query.text;
  let name = names.get(text);
  if (name === undefined && names.size < MOST_PREPARED) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 40);
    names.set(text, name);
  }
  return { text, values: query.values as unknown[], ...(name === undefined ? {} : { name }) };
}
