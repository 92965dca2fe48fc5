import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectPostgres, openPostgres, type RunningPostgres } from '../../src/platform/postgres';
import { onServer, PREFIX } from './server';

const FOLDER = 'hub-test-server-';
const OLD_MS = 6 * 60 * 60 * 1000;

/** Handed from the setup to the teardown, which runs in the same process. */
export interface TestRun {
  hubTestServer?: { readonly postgres: RunningPostgres; readonly folder: string };
}

/** One PostgreSQL for the whole run: that of DATABASE_URL when it is set, otherwise an embedded one in a folder of its own. */
export default async function globalSetup(): Promise<void> {
  process.env.HUB_TEST_RUN = `${Date.now().toString(36)}_${process.pid}`;
  process.env.HUB_TEST_SERVER_URL = process.env.DATABASE_URL || (await embeddedServer());
  await dropOldDatabases();
}

async function embeddedServer(): Promise<string> {
  for (const left of leftFolders()) await removeFolder(left);
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`));
  const postgres = await openPostgres({ dataDir: folder, purpose: 'serve', say: () => undefined, throwaway: true });
  (globalThis as TestRun).hubTestServer = { postgres, folder };
  return postgres.url;
}

/** Folders of our own account whose run is over. */
function leftFolders(): string[] {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER) && !isAlive(Number(name.split('-')[3])));
  return left.map((name) => join(tmpdir(), name)).filter((folder) => isOurs(folder));
}

async function removeFolder(folder: string): Promise<void> {
  const { server, dataDir } = await inspectPostgres(folder);
  if (server) {
    // The last to leave stops it.
    const postgres = await openPostgres({ dataDir: folder, purpose: 'command', say: () => undefined });
    await postgres.stop();
  }
  for (const each of [dataDir, folder]) rmSync(each, { recursive: true, force: true });
}

/** What a killed run left on a server that outlives its runs. */
async function dropOldDatabases(): Promise<void> {
  await onServer(async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [PREFIX]);
    const old = rows.filter(({ datname }) => Number.parseInt(datname.split('_')[2] ?? '', 36) < Date.now() - OLD_MS);
    for (const { datname } of old) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}

function isOurs(folder: string): boolean {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  return owner !== undefined && (process.getuid === undefined || owner === process.getuid());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
