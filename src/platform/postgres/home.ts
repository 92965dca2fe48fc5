import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, lstatSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Account, canEnter, letThrough } from './account';

/** The folders and files of one embedded database. */
export interface Home {
  /** The folder that holds all the rest; where the hub may keep other things too. */
  readonly dataDir: string;
  /** Everything of the database; appears whole or not at all. */
  readonly cluster: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
}

export function homeIn(dataDir: string): Home {
  const cluster = join(dataDir, 'postgres');
  const inCluster = (name: string) => join(cluster, name);
  const [data, password, port, log] = ['data', 'password', 'port', 'postgres.log'].map(inCluster) as [string, string, string, string];
  return { dataDir, cluster, data, password, port, log };
}

/**
 * Where the database of `dataDir` lives: there, or in a folder of the account's when it could not live there
 * (a project below /root, which PostgreSQL's account cannot enter; a project the hub may not write to). Creates nothing.
 */
export function homeFor(dataDir: string, account: Account | undefined): Home {
  const wanted = resolve(dataDir);
  return homeIn(canLiveIn(wanted, account) ? wanted : join(fallbackFolder(account), nameFor(wanted)));
}

/**
 * The home, its folder made and private.
 *
 * @throws in one sentence when the folder belongs to somebody else, or cannot be made.
 */
export function prepareHome(dataDir: string, account: Account | undefined, say: (line: string) => void): Home {
  const home = homeFor(dataDir, account);
  const wanted = resolve(dataDir);
  try {
    if (home.dataDir !== wanted) {
      say(`The database lives in ${home.dataDir}, because PostgreSQL cannot keep it in ${wanted}.`);
      ownFolder(dirname(home.dataDir), account);
    }
    ownFolder(home.dataDir, account);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new Error(
      `The data folder ${home.dataDir} cannot be made (${error.message}); set HUB_DATA_DIR to a folder this account may write to.`,
    );
  }
  if (!canEnter(home.dataDir, account)) {
    throw new Error(`PostgreSQL's account cannot enter ${home.dataDir}; set HUB_DATA_DIR to a folder every account may pass through.`);
  }
  return home;
}

/** Makes the folder if need be. A folder somebody else made is refused: they could read, or replace, what we put there. */
function ownFolder(folder: string, account: Account | undefined): void {
  mkdirSync(dirname(folder), { recursive: true });
  if (!existsSync(folder)) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      // Another start may have made it in between; the check below judges it.
      if (!existsSync(folder)) throw error;
    }
  }
  const owner = strangerOwning(folder);
  if (owner !== undefined) {
    throw new Error(
      `The data folder ${folder} belongs to another account (uid ${owner}); run the hub as that account, or set HUB_DATA_DIR to another folder.`,
    );
  }
  letThrough(account, folder);
}

/**
 * Root's folders pass for an ordinary account that may write there (a mounted volume, say): root needs no trick to read them.
 *
 * @returns the uid of a stranger, undefined when the folder is ours.
 */
function strangerOwning(folder: string): number | undefined {
  const me = process.getuid?.();
  const ours = ({ uid, mode }: Stats) => me === undefined || uid === me || (uid === 0 && mayWrite(folder) && (mode & 0o1000) === 0);
  return [lstatSync(folder), statSync(folder)].find((each) => !ours(each))?.uid;
}

function canLiveIn(folder: string, account: Account | undefined): boolean {
  if (existsSync(folder)) return canEnter(dirname(folder), account);
  const parent = existingParent(folder);
  return mayWrite(parent) && canEnter(parent, account);
}

function existingParent(folder: string): string {
  const parent = dirname(folder);
  return existsSync(parent) ? parent : existingParent(parent);
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first folder of its kind that can be made. /var/tmp comes last: some systems delete old files there. */
function fallbackFolder(account: Account | undefined): string {
  const choices = account ? ['/var/lib/city-federation-hub'] : inOwnHome();
  const last = join('/var/tmp', `city-federation-hub-${process.getuid?.() ?? 0}`);
  return choices.find((choice) => canLiveIn(choice, account)) ?? last;
}

function inOwnHome(): string[] {
  try {
    return [join(userInfo().homedir, '.local', 'share', 'city-federation-hub')];
  } catch {
    // An account without an entry in the system's list has no home.
    return [];
  }
}

/** One folder for each project, so that two of them do not share a database by accident. */
function nameFor(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 12);
}
