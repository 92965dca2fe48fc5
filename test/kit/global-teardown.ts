import { rmSync } from 'node:fs';
import type { TestRun } from './global-setup';
import { onServer, PREFIX } from './server';

/** Stops the embedded server and removes its folder; on somebody else's server, drops the databases of this run. */
export default async function globalTeardown(): Promise<void> {
  const { hubTestServer: own } = globalThis as TestRun;
  if (!own) return dropDatabasesOfRun();
  await own.postgres.stop();
  for (const folder of [own.postgres.dataDir, own.folder]) rmSync(folder, { recursive: true, force: true });
}

async function dropDatabasesOfRun(): Promise<void> {
  await onServer(async (client) => {
    const prefix = `${PREFIX}${process.env.HUB_TEST_RUN}_`;
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}
