import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { packageFolder } from '../../../src/platform/postgres/binaries';
import { ask, removePrepared, serverPid, startHub, stoppedData, tidy } from './hub';

const open: (Server | ChildProcess)[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) 'close' in each ? each.close() : each.kill('SIGKILL');
  await tidy();
});
afterAll(removePrepared);

async function takenPort(): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

it('says in one line that the port asked for is taken', async () => {
  const port = await takenPort();
  expect(await startHub({ dataDir: await stoppedData(), port }).refusal()).toBe(
    `Port ${port} is taken by another program; stop that program, or let the database choose a port.`,
  );
});

it('takes another port when the one of last time is taken and none was asked for', async () => {
  const dataDir = await stoppedData();
  const port = await takenPort();
  writeFileSync(join(dataDir, 'postgres/port'), String(port));
  expect(new URL((await startHub({ dataDir }).opened()).url).port).not.toBe(String(port));
});

it('starts after a power cut, even when another program has the number of the old server', async () => {
  const dataDir = await stoppedData();
  const hub = startHub({ dataDir, throwaway: false });
  await ask((await hub.opened()).url, 'CREATE TABLE city ()');
  const pidFile = join(dataDir, 'postgres/data/postmaster.pid');
  process.kill(serverPid(dataDir)!, 'SIGKILL');
  await hub.kill('SIGKILL');
  const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {});
  open.push(other);
  writeFileSync(pidFile, `${other.pid}\n${join(dataDir, 'postgres/data')}\n1764000000\n5999\n\n127.0.0.1\n        0         0\nready   \n`);
  const { url, adopted } = await startHub({ dataDir }).opened();
  expect([adopted, await ask(url, 'SELECT count(*)::int FROM city'), other.exitCode]).toEqual([false, 0, null]);
});

it('starts when the server was killed and the hub lived on', async () => {
  const dataDir = await stoppedData();
  const hub = startHub({ dataDir });
  await hub.opened();
  process.kill(serverPid(dataDir)!, 'SIGKILL');
  await hub.stop();
  expect((await startHub({ dataDir }).opened()).adopted).toBe(false);
});

it('says in one line that a newer PostgreSQL wrote the data', async () => {
  const dataDir = await stoppedData();
  writeFileSync(join(dataDir, 'postgres/data/PG_VERSION'), '19\n');
  expect(await startHub({ dataDir }).refusal()).toMatch(/^The data in .* were written by PostgreSQL 19 and this hub brings 18; .*$/);
});

it('says in one line that the data folder holds no data', async () => {
  const dataDir = await stoppedData();
  rmSync(join(dataDir, 'postgres/data'), { recursive: true });
  expect(await startHub({ dataDir }).refusal()).toMatch(/holds no PostgreSQL data; restore it from a backup/);
});

it('tells the last words of a server that cannot start, in one line', async () => {
  const dataDir = await stoppedData();
  rmSync(join(dataDir, 'postgres/data/global/pg_control'));
  const refusal = await startHub({ dataDir }).refusal();
  expect(refusal).toMatch(/^PostgreSQL could not start on .*could not (open file|find the database system).*$/);
  expect(refusal).not.toContain('\n');
});

it('names the password file when the password is not the right one', async () => {
  const dataDir = await stoppedData();
  writeFileSync(join(dataDir, 'postgres/password'), 'another');
  expect(await startHub({ dataDir }).refusal()).toMatch(/does not accept the password in .*postgres\/password; restore/);
  expect(serverPid(dataDir)).toBeUndefined();
});

it('names DATABASE_URL on a machine without an embedded PostgreSQL', () => {
  expect(() => packageFolder('sunos', 'sparc')).toThrow(
    /^No embedded PostgreSQL is installed .* set DATABASE_URL to a PostgreSQL 15 or newer\.$/,
  );
});
