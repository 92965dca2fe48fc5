import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type Account, giveTo, letThrough } from './account';
import type { Binaries } from './binaries';
import { type Home, homeIn } from './home';
import { initialise } from './initdb';
import { isAlive } from './pid-file';
import { reasonIn } from './run';

export const SUPERUSER = 'hub';

/**
 * Makes sure the home holds a database cluster that these programs can run. It appears whole or not at all: a start that is
 * killed half-way leaves a folder under another name, which a later start removes.
 *
 * @param durable false saves a second of disk flushing, for data that need not outlive the machine.
 * @throws in one sentence when it cannot be made, or was written by another major version.
 */
export async function ensureCluster(home: Home, binaries: Binaries, account: Account | undefined, durable: boolean): Promise<void> {
  removeLeftovers(home);
  if (!existsSync(home.cluster)) await createCluster(home, binaries, account, durable);
  const version = dataVersion(home);
  if (version === binaries.major) return;
  throw new Error(
    version === undefined
      ? `${home.data} holds no PostgreSQL data; restore it from a backup, or move ${home.cluster} away to start afresh.`
      : `The data in ${home.data} were written by PostgreSQL ${version} and this hub brings ${binaries.major}; use the hub that wrote them, make a backup with it and restore that here.`,
  );
}

/** The major version that wrote the data; undefined when there are none. */
export function dataVersion(home: Home): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(home.data, 'PG_VERSION'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

export function passwordOf(home: Home): string {
  try {
    return readFileSync(home.password, 'utf8').trim();
  } catch {
    throw new Error(`The password of the database cannot be read from ${home.password}; restore this file from a backup.`);
  }
}

async function createCluster(home: Home, binaries: Binaries, account: Account | undefined, durable: boolean): Promise<void> {
  const fresh = { ...homeIn(home.dataDir), cluster: `${home.cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}` };
  const data = join(fresh.cluster, basename(home.data));
  const password = join(fresh.cluster, basename(home.password));
  mkdirSync(fresh.cluster, { mode: 0o700 });
  letThrough(account, fresh.cluster);
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  giveTo(account, password);
  mkdirSync(data, { mode: 0o700 });
  giveTo(account, data);
  const { ok, output } = await initialise(
    binaries.initdb,
    ['-D', data, '-U', SUPERUSER, `--pwfile=${password}`, ...(durable ? [] : ['--no-sync'])],
    account,
  );
  if (ok) return moveIntoPlace(fresh.cluster, home);
  rmSync(fresh.cluster, { recursive: true, force: true });
  throw new Error(`The database could not be created in ${home.dataDir}: ${reasonIn(output)}`);
}

function moveIntoPlace(fresh: string, home: Home): void {
  try {
    renameSync(fresh, home.cluster);
    if (process.platform !== 'win32') flushFolder(home.dataDir);
  } catch (error) {
    // Two first starts at once: the other one's cluster stands.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(home.cluster)) throw error;
  }
}

/** Writes the folder's list of names to the disk, so that a power cut cannot undo the move. */
function flushFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

function removeLeftovers(home: Home): void {
  for (const name of readdirSync(home.dataDir)) {
    const maker = /^postgres\.new-(\d+)-[0-9a-f]+$/.exec(name)?.[1];
    if (maker && !isAlive(Number(maker))) rmSync(join(home.dataDir, name), { recursive: true, force: true, maxRetries: 3 });
  }
}
