import { chmodSync, chownSync, existsSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Under which user and group PostgreSQL runs, when that is not the hub's own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account without rights; PostgreSQL wants one the system's list of users knows, so nothing is created. */
export const NOBODY: Account = { uid: 65534, gid: 65534 };

/** On macOS `nobody` has the number -2, which some calls take and others do not; `daemon` owns as little. */
const DAEMON: Account = { uid: 1, gid: 1 };

/**
 * The account PostgreSQL must run under: it refuses root, so root hands it to `nobody`.
 *
 * @returns undefined when the hub's own account will do.
 */
export function accountForServer(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return process.platform === 'darwin' ? DAEMON : (listedNobody() ?? NOBODY);
}

/** Older systems give `nobody` another number. */
function listedNobody(): Account | undefined {
  if (!existsSync('/etc/passwd')) return undefined;
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return Number(uid) > 0 && Number(gid) > 0 ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Gives a file or folder to the account; without one it is ours already. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Lets the account pass through a folder that stays ours: it may enter, and neither list nor write. */
export function letThrough(account: Account | undefined, folder: string): void {
  if (!account || maySearch(statSync(folder), account)) return;
  chownSync(folder, process.getuid?.() ?? 0, account.gid);
  chmodSync(folder, (statSync(folder).mode & 0o707) | 0o010);
}

/** Whether the account can reach an existing folder: every folder above it, and itself, lets it pass. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  return !account || withParents(realpathSync(folder)).every((each) => maySearch(statSync(each), account));
}

function withParents(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...withParents(parent), folder];
}

function maySearch(folder: Stats, account: Account): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
