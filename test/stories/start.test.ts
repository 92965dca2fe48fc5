import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { HubDatabase } from '../../src/platform/database';
import { PROJECT_FOLDER } from '../../src/platform/project';
import { loadedWorld } from '../kit/world';

/* The program itself, as it is started: built, in a process of its own, on a database that is there already. */

const CLI = join(PROJECT_FOLDER, 'dist/src/cli.js');

let db: HubDatabase;
let databaseUrl: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  execFileSync(join(PROJECT_FOLDER, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], { cwd: PROJECT_FOLDER });
  db = await loadedWorld();
  databaseUrl = (db.source.options as { url: string }).url;
}, 180_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await db.close();
});

interface Started {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly errors: string[];
  readonly ended: Promise<unknown[]>;
}

function hub(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [CLI, ...args], { env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL: databaseUrl, ...env } });
  running.push(child);
  const [lines, errors]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  return { child, lines, errors, ended: once(child, 'close') };
}

async function readyAt({ lines, ended }: Started): Promise<string> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (;;) {
    const url = lines.map((line) => /^Hub ready at (http:\/\/localhost:\d+)$/.exec(line)?.[1]).find(Boolean);
    if (url) return url;
    if (over) throw new Error(`The hub ended: ${lines.join('\n')}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(60_000),
  });
  return response.json();
}

it('starts in one line, matches names in a thread of its own, and ends with nothing wrong when it is asked to', async () => {
  const started = hub(['serve']);
  const url = await readyAt(started);
  expect(await ask(url, '{ matchCity(input: { name: "طنجة" }) { decision city { slug } } }')).toMatchObject({
    data: { matchCity: { decision: 'MATCH', city: { slug: 'ma-tangier' } } },
  });
  expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
  started.child.kill('SIGTERM');
  expect(await started.ended).toEqual([0, null]);
}, 120_000);

it.each([
  ['a port that is none', { PORT: 'abc' }, /PORT .*whole number/],
  ['a database nobody serves', { DATABASE_URL: 'postgres://hub:secret@127.0.0.1:1/hub' }, /Cannot connect to the database/],
  ['a seed nobody knows', { HUB_SEED: 'moon' }, /HUB_SEED/],
])(
  'does not start with %s, and says so in one sentence',
  async (_, env, sentence) => {
    const started = hub(['serve'], env);
    expect(await started.ended).toEqual([1, null]);
    expect(started.errors).toHaveLength(1);
    expect(started.errors[0]).toMatch(sentence);
    expect(started.errors[0]).not.toContain('secret');
  },
  60_000,
);

it('refuses a database that a newer hub has migrated', async () => {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Tomorrow9999999999999')`);
  const started = hub(['migrate']);
  expect(await started.ended).toEqual([1, null]);
  expect(started.errors.join()).toMatch(/migrated by a newer hub \(Tomorrow9999999999999\)/);
  await client.query(`DELETE FROM migrations WHERE name = 'Tomorrow9999999999999'`);
  await client.end();
}, 60_000);

it('says what it is asked for when that is nothing it does', async () => {
  const started = hub(['fly']);
  expect(await started.ended).toEqual([1, null]);
  expect(started.errors.join()).toMatch(/unknown command 'fly'/);
}, 60_000);

it('says that the default world is there already', async () => {
  const started = hub(['seed']);
  expect(await started.ended).toEqual([0, null]);
  expect(started.lines.join()).toMatch(/loaded already/);
}, 60_000);
