import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { doctor, type Finding } from '../../src/operations/doctor';
import { databaseFindings, migrationState } from '../../src/operations/doctor/database';
import { nodeVersion } from '../../src/operations/doctor/machine';
import { openPostgres } from '../../src/platform/postgres';
import { migratedDatabase } from '../kit/database';
import { smallWorld } from '../kit/facts';
import { createDatabase, dropDatabase, onServer } from '../kit/server';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-test-folder-'));
  // Everybody may pass, as in most project folders: for root, the database's account must.
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const named = (findings: Finding[], name: string) => findings.find((finding) => finding.name === name);
const silent = () => undefined;

it('finds everything in order on a database of its own, and leaves it as it was', async () => {
  const dataDir = join(folder, 'data');
  const postgres = await openPostgres({ dataDir, purpose: 'serve', say: silent, throwaway: true });
  await postgres.stop();
  const findings = await doctor({ dataDir });
  expect(findings.filter((finding) => !finding.ok)).toEqual([]);
  expect(named(findings, 'database server')?.detail).toBe('does not run; it starts with the hub');
  expect(named(findings, 'names in every script')?.detail).toBe('found');
  expect(named(findings, 'migrations')?.detail).toBe('none yet; the next start applies them');
  expect(existsSync(join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false);
});

it('tells which hub runs the server, and leaves it running', async () => {
  const dataDir = join(folder, 'data');
  const postgres = await openPostgres({ dataDir, purpose: 'serve', say: silent, throwaway: true });
  const findings = await doctor({ dataDir });
  expect(named(findings, 'database server')?.detail).toMatch(new RegExp(`^runs as process \\d+, used by hub serve ${process.pid}$`));
  expect(named(await doctor({ dataDir }), 'server version')?.ok).toBe(true);
  await postgres.stop();
});

it('makes no database where there is none', async () => {
  const dataDir = join(folder, 'data');
  const findings = await doctor({ dataDir });
  expect(named(findings, 'data folder')).toEqual({
    name: 'data folder',
    ok: true,
    detail: `${dataDir} holds no database yet; npm start makes one`,
  });
  expect(existsSync(dataDir)).toBe(false);
});

it('counts what a database holds, and the migrations it still lacks', async () => {
  const url = await createDatabase();
  await run(url, 'CREATE TABLE city AS SELECT 1; CREATE TABLE migrations AS SELECT 1 AS id, $$A$$ AS name');
  const findings = await doctor({ databaseUrl: url, dataDir: folder, migrations: ['A', 'B'] });
  expect(named(findings, 'contents')?.detail).toBe('city 1');
  expect(named(findings, 'migrations')?.detail).toBe('1 pending; the next start applies them');
  await dropDatabase(url);
});

it('warns of a database that is blind to other scripts than the Latin', async () => {
  const url = await createDatabase();
  const name = new URL(url).pathname.slice(1);
  await dropDatabase(url);
  await onServer((client) => client.query(`CREATE DATABASE "${name}" TEMPLATE template0 ENCODING UTF8 LOCALE_PROVIDER libc LOCALE 'C'`));
  const finding = named(await doctor({ databaseUrl: url, dataDir: folder }), 'names in every script');
  expect(finding).toMatchObject({ ok: false, remedy: expect.stringContaining('C.UTF-8') });
  await dropDatabase(url);
});

it('never tells a password, whatever is wrong with the address', async () => {
  for (const databaseUrl of ['postgres://hub:s3cret%21@127.0.0.1:1/hub', 'postgres://hub:s3cret%21@no such host/hub']) {
    const findings = await doctor({ databaseUrl, dataDir: folder });
    expect(findings.at(-1)).toMatchObject({ name: 'database', ok: false });
    expect(JSON.stringify(findings)).not.toMatch(/s3cret/);
  }
});

it('asks for a newer Node.js, and for the hub that made a newer database', () => {
  expect(nodeVersion('18.20.4')).toMatchObject({ ok: false, remedy: expect.stringContaining('20.19') });
  expect([nodeVersion('20.19.0').ok, nodeVersion('24.1.0').ok]).toEqual([true, true]);
  expect(migrationState(['A', 'C'], ['A', 'B'])).toMatchObject({ ok: false, detail: 'a newer hub made this database (C)' });
});

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

it('finds out that somebody has made the audit record changeable, or lost a change', async () => {
  const db = await migratedDatabase();
  const { url } = db.source.options as { readonly url: string };
  await smallWorld(db);
  expect((await databaseFindings(url)).filter(({ ok }) => !ok)).toEqual([]);
  await db.source.query('ALTER TABLE audit DISABLE TRIGGER nothing_is_ever_removed');
  expect(named(await databaseFindings(url), 'guards of the records')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('audit'),
  });
  await db.source.query('ALTER TABLE change DISABLE TRIGGER nothing_is_ever_removed; DELETE FROM change WHERE sequence = 2');
  expect(named(await databaseFindings(url), 'change feed')).toMatchObject({
    ok: false,
    detail: expect.stringContaining('some are missing'),
  });
  await db.close();
});
