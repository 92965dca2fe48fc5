import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { Account } from './account';
import type { Binaries } from './binaries';
import type { Home } from './home';
import { disownPidFile } from './pid-file';
import { choosePort, HOST, rememberPort } from './port';
import { spawnOptions } from './run';

/** A server process: the one on the data folder, whoever started it. */
export interface Server {
  readonly pid: number;
  readonly port: number;
  /** Why it ended, when we started it and it did; '' while it runs. */
  readonly lastWords?: () => string;
}

export interface LaunchOptions {
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly port: number | undefined;
  readonly durable: boolean;
}

const LOG_LIMIT = 10 * 1024 * 1024;

/** Starts the server and does not wait until it answers. */
export async function launch(home: Home, options: LaunchOptions): Promise<Server> {
  const port = await choosePort(home, options.port);
  rememberPort(home, port);
  disownPidFile(home.data);
  const log = openLog(home.log);
  const logged = fstatSync(log).size;
  const child = spawn(options.binaries.postgres, ['-D', home.data, '-p', String(port), ...settings(options.durable)], {
    ...spawnOptions(options.account),
    // Its own session: Ctrl-C in the terminal must reach the hub alone, which then stops the server last.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const refusal = await started(child);
  if (refusal !== undefined || child.pid === undefined) throw new Error(`PostgreSQL cannot be started: ${refusal}`);
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return { pid: child.pid, port, lastWords: () => (ended() ? wordsSince(home.log, logged) : '') };
}

/** For a laptop: memory for the working set, room for the hub's connections; durability stays at its safe default. */
function settings(durable: boolean): string[] {
  const chosen = {
    listen_addresses: HOST,
    unix_socket_directories: '',
    shared_buffers: '256MB',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The server's own story, without refused statements: those may hold personal data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.old`);
  return openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600);
}

function wordsSince(log: string, position: number): string {
  return readFileSync(log).subarray(position).toString('utf8') || 'it ended without a word';
}

function started(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(undefined));
    child.once('error', (error) => resolve(error.message));
  });
}
