import { accountForServer } from './account';
import { type Opened, openOnce } from './attempt';
import { packageFolder, prepareBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { onFarewell } from './farewell';
import { type Home, prepareHome } from './home';
import type { Server } from './launch';
import type { Purpose } from './lease';
import { tellToStop } from './shutdown';
import { until } from './wait';

export interface RunningPostgres {
  /** For the hub's own database, password included: never print it. */
  readonly url: string;
  readonly version: string;
  /** Where the data really live; not always where they were asked for. */
  readonly dataDir: string;
  /** The server ran already, started by another process of the hub. */
  readonly adopted: boolean;
  /** Leaves the server; the last user to leave stops it and waits until it is gone. Calling again does nothing more. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly dataDir: string;
  /** `serve` refuses when another hub serves from this folder; `command` joins the server that runs, or starts one. */
  readonly purpose: Purpose;
  readonly say: (line: string) => void;
  readonly port?: number;
  /** For tests and benchmarks: faster, and a crash of the machine (not of the hub) may lose the data. */
  readonly throwaway?: boolean;
}

/**
 * The hub's own PostgreSQL on a data folder, started unless it runs.
 *
 * @throws in one sentence, fit for the user, whenever it cannot be had.
 */
export async function openPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const home = prepareHome(options.dataDir, accountForServer(), options.say);
  let server: Server | undefined;
  const onServer = (found: Server) => {
    server = found;
  };
  const opening = openOn(home, options, onServer);
  // A command that dies leaves the server to whoever else uses it; the next start finds it.
  const atExit = () => (server && options.purpose === 'serve' ? tellToStop(home, server) : undefined);
  const farewell = onFarewell(async () => (await opening).leave(), atExit);
  const opened = await opening.catch((error: unknown) => {
    farewell.cancel();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= opened.leave().finally(() => farewell.cancel());
    return stopped;
  };
  const { url, version, adopted } = opened;
  return { url, version, dataDir: home.dataDir, adopted, stop };
}

async function openOn(home: Home, options: PostgresOptions, onServer: (server: Server) => void): Promise<Opened> {
  const { purpose, say, port } = options;
  const account = accountForServer();
  const durable = !options.throwaway;
  const binaries = await prepareBinaries(packageFolder(), home, account);
  await ensureCluster(home, binaries, account, durable);
  const attempt = { home, purpose, say, onServer, launching: { binaries, account, durable, port } };
  const opened = await until(() => openOnce(attempt), 120, 200);
  if (!opened) throw new Error(`PostgreSQL on ${home.data} keeps stopping as others leave it; try again.`);
  return opened;
}
