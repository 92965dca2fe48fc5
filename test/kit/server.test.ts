import { Client } from 'pg';
import { createDatabase, dropDatabase } from './server';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return Object.values(rows[0] ?? {})[0];
}

it('gives each test a database of its own, in UTF-8', async () => {
  const [one, other] = [await createDatabase(), await createDatabase()];
  expect(one).not.toBe(other);
  expect(await ask(one, `SELECT current_setting('server_encoding')`)).toBe('UTF8');
  await Promise.all([one, other].map(dropDatabase));
});

it('copies a database that was prepared once', async () => {
  const prepared = await createDatabase('prepared');
  await ask(prepared, `CREATE TABLE city AS SELECT 'Tangier' AS name`);
  const copy = await createDatabase(undefined, prepared);
  expect(await ask(copy, 'SELECT name FROM city')).toBe('Tangier');
  await Promise.all([prepared, copy].map(dropDatabase));
});

it('drops a database that is gone already without a word', async () => {
  const url = await createDatabase();
  await dropDatabase(url);
  await expect(dropDatabase(url)).resolves.toBeUndefined();
});
