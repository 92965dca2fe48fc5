import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask, commandOf, folder, removePrepared, serverPid, startHub, stoppedData, tidy } from './hub';

afterEach(tidy);
afterAll(removePrepared);

it('creates the database on the first start, and finds it again on the next', async () => {
  const dataDir = join(folder(), 'data');
  const first = startHub({ dataDir, throwaway: false });
  await ask((await first.opened()).url, `CREATE TABLE city AS SELECT 'Tangier' AS name`);
  await first.stop();
  const second = startHub({ dataDir });
  const { url, adopted, version } = await second.opened();
  expect([await ask(url, 'SELECT name FROM city'), adopted]).toEqual(['Tangier', false]);
  expect(version).toMatch(/^18\./);
});

it('finds names in every script, because character types are UTF-8', async () => {
  const { url } = await startHub({ dataDir: join(folder(), 'data') }).opened();
  await ask(url, 'CREATE EXTENSION pg_trgm');
  expect(await ask(url, `SELECT cardinality(show_trgm('طنجه'))`)).toBeGreaterThan(0);
  expect(await ask(url, `SELECT lower('ÉVORA')`)).toBe('évora');
});

it('leaves nothing for other accounts to read, and listens to this machine alone', async () => {
  const dataDir = join(folder(), 'data');
  const { url } = await startHub({ dataDir }).opened();
  const names = ['', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })];
  const open = names.filter((name) => !name.startsWith('native-') && (lstatSync(join(dataDir, name)).mode & 0o007) !== 0);
  expect(open).toEqual([]);
  expect(await ask(url, `SELECT current_setting('listen_addresses') || current_setting('unix_socket_directories')`)).toBe('127.0.0.1');
});

it('lets nobody in without the password', async () => {
  const { url } = await startHub({ dataDir: await stoppedData() }).opened();
  const stranger = new URL(url);
  stranger.password = 'guess';
  await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

it('keeps its port from one start to the next', async () => {
  const dataDir = await stoppedData();
  const first = startHub({ dataDir });
  const { url } = await first.opened();
  await first.stop();
  expect((await startHub({ dataDir }).opened()).url).toBe(url);
});

it('stops when told, twice without harm, and leaves no process', async () => {
  const dataDir = await stoppedData();
  const hub = startHub({ dataDir });
  await hub.opened();
  const pid = serverPid(dataDir)!;
  await hub.stop();
  expect(hub.messages.at(-1)).toEqual({ stopped: true });
  expect([commandOf(pid), serverPid(dataDir)]).toEqual(['', undefined]);
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('stops the server when the hub is ended by %s', async (signal) => {
  const dataDir = await stoppedData();
  const hub = startHub({ dataDir });
  await hub.opened();
  await hub.kill(signal);
  expect([hub.process.signalCode, serverPid(dataDir)]).toEqual([signal, undefined]);
});

it.each(['data', 'data/postgres'])('leaves no server behind when it is ended as soon as %s is there', async (path) => {
  const top = folder();
  const hub = startHub({ dataDir: join(top, 'data') });
  while (!existsSync(join(top, path))) await new Promise((resolve) => setTimeout(resolve, 5));
  await hub.kill('SIGTERM');
  expect([hub.process.signalCode, serverPid(join(top, 'data'))]).toEqual(['SIGTERM', undefined]);
});

it('leaves no half database when it is killed while it creates one', async () => {
  const dataDir = join(folder(), 'data');
  const hub = startHub({ dataDir });
  const halfMade = () => existsSync(dataDir) && readdirSync(dataDir).find((name) => name.startsWith('postgres.new-'));
  while (!halfMade()) await new Promise((resolve) => setTimeout(resolve, 5));
  await hub.kill('SIGKILL');
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  await startHub({ dataDir }).opened();
  expect(readdirSync(dataDir).filter((name) => !name.startsWith('native-'))).toEqual(['postgres']);
});
