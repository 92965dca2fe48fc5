import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, folder, removePrepared, serverPid, startHub, stoppedData, tidy } from './hub';

afterEach(tidy);
afterAll(removePrepared);

it('adopts the server that a killed hub left running', async () => {
  const dataDir = await stoppedData();
  const killed = startHub({ dataDir });
  const { url } = await killed.opened();
  const pid = serverPid(dataDir);
  await killed.kill('SIGKILL');
  const next = startHub({ dataDir });
  expect(await next.opened()).toMatchObject({ url, adopted: true });
  expect(serverPid(dataDir)).toBe(pid);
  await next.stop();
  expect(serverPid(dataDir)).toBeUndefined();
});

it('refuses a second hub on one data folder, in one line that names the first', async () => {
  const dataDir = await stoppedData();
  const first = startHub({ dataDir });
  const { url } = await first.opened();
  expect(await startHub({ dataDir }).refusal()).toBe(
    `Another hub (process ${first.process.pid}) already serves from the data folder ${dataDir}; stop it, or set HUB_DATA_DIR to another folder.`,
  );
  expect(await ask(url, 'SELECT 1')).toBe(1);
});

it('lets exactly one of several hubs win that start on one new folder at once', async () => {
  const dataDir = join(folder(), 'data');
  const starts = [1, 2, 3, 4].map(() => startHub({ dataDir }));
  const answers = await Promise.all(starts.map((hub) => hub.refusal()));
  const refusals = answers.filter((answer) => /^Another hub \(process \d+\) already serves/.test(answer));
  expect([answers.filter((answer) => answer === 'it opened').length, refusals.length]).toEqual([1, 3]);
});

it('joins the server of the serving hub for a command, and leaves it running', async () => {
  const dataDir = await stoppedData();
  const { url } = await startHub({ dataDir }).opened();
  const command = startHub({ dataDir, purpose: 'command' });
  expect(await command.opened()).toMatchObject({ url, adopted: true });
  await command.stop();
  expect(await ask(url, 'SELECT 1')).toBe(1);
});

it('starts the server for a command when no hub serves, and stops it at the end', async () => {
  const dataDir = await stoppedData();
  const command = startHub({ dataDir, purpose: 'command' });
  expect((await command.opened()).adopted).toBe(false);
  await command.stop();
  expect(serverPid(dataDir)).toBeUndefined();
});

it('keeps the server for a command at work when the hub that started it stops', async () => {
  const dataDir = await stoppedData();
  const hub = startHub({ dataDir });
  await hub.opened();
  const command = startHub({ dataDir, purpose: 'command' });
  const { url } = await command.opened();
  await hub.stop();
  expect(await ask(url, 'SELECT 1')).toBe(1);
  await command.stop();
  expect(serverPid(dataDir)).toBeUndefined();
});

it('starts a server of its own when the one it met is on its way out', async () => {
  const dataDir = await stoppedData();
  for (let round = 0; round < 4; round++) {
    const leaving = startHub({ dataDir });
    await leaving.opened();
    const stopping = leaving.stop();
    await sleep(round * 15);
    const next = startHub({ dataDir });
    await Promise.all([next.opened(), stopping]);
    await next.stop();
  }
  expect(serverPid(dataDir)).toBeUndefined();
});

it('still holds the data folder after the server had to recover', async () => {
  const dataDir = await stoppedData();
  const first = startHub({ dataDir });
  const { url } = await first.opened();
  // A backend that dies makes the server close every connection, ours that holds the locks among them.
  const victim = Number(await ask(url, `SELECT pid FROM pg_stat_activity WHERE backend_type = 'background writer'`));
  process.kill(victim, 'SIGKILL');
  await sleep(2500);
  expect(await startHub({ dataDir }).refusal()).toContain('already serves');
  await first.stop();
  expect(serverPid(dataDir)).toBeUndefined();
});

it('starts the server again, on the same port, when it ends under a hub that serves', async () => {
  const dataDir = await stoppedData();
  const hub = startHub({ dataDir });
  const { url } = await hub.opened();
  await ask(url, 'CREATE TABLE kept AS SELECT 1 AS one');
  process.kill(serverPid(dataDir)!, 'SIGKILL');
  expect(await untilAnswered(url, 'SELECT one FROM kept')).toBe(1);
  // Its hold on the data folder is taken up again with the next connection.
  await sleep(1500);
  expect(await startHub({ dataDir }).refusal()).toContain('already serves');
  await hub.stop();
  expect(serverPid(dataDir)).toBeUndefined();
});

/** Asks until there is an answer, for at most 20 seconds. */
async function untilAnswered(url: string, sql: string): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    await sleep(250);
    const answer = await ask(url, sql).catch((error: unknown) => (tries < 80 ? undefined : Promise.reject(error)));
    if (answer !== undefined) return answer;
  }
}
