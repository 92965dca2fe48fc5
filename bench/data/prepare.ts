import { Client } from 'pg';
import { features } from '../../src/features';
import { connect, type HubDatabase } from '../../src/platform/database';
import { migrate } from '../../src/platform/migrate';
import { PROJECT_FOLDER } from '../../src/platform/project';
import { sql } from '../../src/platform/sql';
import { type Gazetteer, packagedGazetteer } from '../../src/world/gazetteer';
import { LeftOuts } from '../../src/world/left-out';
import { loadGazetteer } from '../../src/world/load-gazetteer';
import { Stopwatch } from '../../src/world/report';
import { parseTables, readDataFiles } from '../../src/world/tables';
import { inTransaction } from '../../src/world/transaction';
import { planWorld } from '../../src/world/world-plan';
import { invent } from './invent';
import { databaseOf, PREFIX, type Size } from './size';

export interface Preparing {
  readonly size: Size;
  readonly say: (line: string) => void;
  /** Absent: the one that comes with the hub. */
  readonly gazetteer?: Gazetteer;
}

/** The url of a database of that size on the server of `serverUrl`: the one made before, or a new one. */
export async function preparedDatabase(serverUrl: string, { size, say, gazetteer }: Preparing): Promise<string> {
  const url = new URL(serverUrl);
  url.pathname = databaseOf(size);
  await createIfMissing(serverUrl, databaseOf(size));
  const db = await connect({ ...features, url: url.href, onFault: () => undefined });
  try {
    if (!(await isFilled(db))) await fill(db, { size, say, gazetteer: gazetteer ?? (await packagedGazetteer()) });
  } finally {
    await db.close();
  }
  return url.href;
}

async function createIfMissing(serverUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [PREFIX]);
  const [recipe, names] = [name.split('_').at(-1) ?? '', rows.map(({ datname }) => datname)];
  // Nobody asks again for what was made by another recipe.
  for (const old of names.filter((one) => !one.endsWith(recipe))) await client.query(`DROP DATABASE "${old}" WITH (FORCE)`);
  if (!names.includes(name)) await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
}

/** All is written in one transaction, so that there is all or nothing. */
async function isFilled(db: HubDatabase): Promise<boolean> {
  await migrate(db);
  const rows = await db.rows(sql`SELECT FROM membership LIMIT 1`);
  return rows.length > 0;
}

/** The gazetteer by the hub's own loader, then what is invented. */
export async function fill(db: HubDatabase, { size, say, gazetteer }: Preparing & { readonly gazetteer: Gazetteer }): Promise<void> {
  const start = performance.now();
  const { records } = planWorld(parseTables(await readDataFiles(`${PROJECT_FOLDER}/data`)));
  say('Loading the gazetteer ...');
  await inTransaction(db, async (client) => {
    const [leftOut, watch] = [new LeftOuts(), new Stopwatch()];
    await loadGazetteer(client, { gazetteer, records, leftOut, report: () => undefined, watch });
    await invent(client, size, say);
  });
  // What the loader left behind is cleared away now, not while something is measured.
  const client = new Client({ connectionString: (db.source.options as { url: string }).url });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
  say(`Made the database in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}
