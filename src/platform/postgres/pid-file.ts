import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, realpathSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What `postmaster.pid` says of the server on a data folder. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on this data folder now, whoever started it; undefined when none does, whatever a left-over file says. */
export function runningServer(data: string): PidFile | undefined {
  const file = readPidFile(data);
  return file && isServerOf(file.pid, data) ? file : undefined;
}

/**
 * After a power cut the file names a process number that another program may have by now, and PostgreSQL would refuse to start.
 * Naming ourselves instead makes it go on, because it ignores its parent's number; deleting the file would also
 * take away its check that no process of the old server still uses the shared memory.
 */
export function disownPidFile(data: string): void {
  const file = readPidFile(data);
  if (!file || file.pid === process.pid || !isAlive(file.pid) || isServerOf(file.pid, data)) return;
  const path = join(data, 'postmaster.pid');
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  // The folder is the account's: root must not be led elsewhere by a link in it.
  const opened = openSync(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW);
  writeSync(opened, [process.pid, ...rest].join('\n'));
  closeSync(opened);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readPidFile(data: string): PidFile | undefined {
  try {
    const [pid, , , port] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n').map(Number);
    return pid && pid > 0 && port ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

/** A process number alone proves nothing: they are used again. The command line names the program and its data folder. */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return windowsImage(pid).includes('postgres');
  const [program = '', ...args] = commandLine(pid);
  return basename(program).startsWith('postgres') && args.some((arg) => arg === data || arg === realpathSync(data));
}

function commandLine(pid: number): string[] {
  try {
    // World-readable, unlike /proc/PID/cwd, which a container's root may not read of another account.
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return execFileSync('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 })
      .trim()
      .split(/ (?=-)|(?<=-D) /);
  } catch {
    return [];
  }
}

function windowsImage(pid: number): string {
  return execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8', timeout: 5000 });
}
