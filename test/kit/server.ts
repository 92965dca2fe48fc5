import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** Databases of test runs carry this name, the run and something of their own, so that a later run can tell what a killed one left. */
export const PREFIX = 'hub_test_';

/**
 * A new database on the server of this test run.
 *
 * @param name ends the database's name; without one, some letters do.
 * @param template a database to copy, as its name or its url; nobody may be connected to it.
 * @returns its url.
 */
export async function createDatabase(name?: string, template?: string): Promise<string> {
  const suffix = name ?? randomBytes(6).toString('hex');
  const database = `${PREFIX}${process.env.HUB_TEST_RUN}_${suffix}`;
  const copied = template ? ` TEMPLATE ${quoted(databaseOf(template))}` : '';
  await onServer((client) => client.query(`CREATE DATABASE ${quoted(database)}${copied}`));
  return urlTo(database);
}

/** Drops a database by its url, even while somebody is connected; one that is gone already is no matter. */
export async function dropDatabase(url: string): Promise<void> {
  await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${quoted(databaseOf(url))} WITH (FORCE)`));
}

/** Does something on the server itself, over a connection of its own. */
export async function onServer<T>(act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.HUB_TEST_SERVER_URL;
  if (!url) throw new Error('No test server: these tests need the global setup of jest.config.js.');
  return url;
}

function urlTo(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function databaseOf(urlOrName: string): string {
  return urlOrName.includes('://') ? decodeURIComponent(new URL(urlOrName).pathname.slice(1)) : urlOrName;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
