import type { Client } from 'pg';
import { greet } from './greet';
import type { Home } from './home';
import { Keeper } from './keeper';
import { type LaunchOptions, launch, type Server } from './launch';
import { connect, ensureDatabase, join, leave, type Purpose, urlOf } from './lease';
import { runningServer } from './pid-file';
import { isGone, stopServer } from './shutdown';

/** What one attempt to have a server needs to know. */
export interface Attempt {
  readonly home: Home;
  readonly purpose: Purpose;
  readonly say: (line: string) => void;
  readonly launching: LaunchOptions;
  /** Told of the server as soon as there is one, long before it answers. */
  readonly onServer: (server: Server) => void;
}

/** A server that answers, and that counts us among its users. */
export interface Opened {
  readonly url: string;
  readonly version: string;
  readonly adopted: boolean;
  /** Leaves, and stops the server when nobody else uses it. */
  leave(): Promise<void>;
}

/**
 * Joins the server that runs, or starts one.
 *
 * @returns undefined when another process came in between and the attempt should be made again.
 * @throws in one sentence when it cannot be had.
 */
export async function openOnce(attempt: Attempt): Promise<Opened | undefined> {
  const found = runningServer(attempt.home.data);
  let server: Server = found ?? (await launch(attempt.home, attempt.launching));
  attempt.onServer(server);
  const client = await firstConnection(attempt, server);
  if (!client) return undefined;
  const joined = await settled(attempt, server, client);
  if (!joined) return undefined;
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const version = rows[0]?.server_version.split(' ')[0] ?? '';
  const keeper = new Keeper(client, {
    connect: () => connect(attempt.home, server, attempt.purpose),
    revive: async () => {
      server = (await revived(attempt, server)) ?? server;
    },
    join: (again) => join(again, attempt.purpose, attempt.home),
    say: attempt.say,
  });
  return { url: urlOf(attempt.home, server), version, adopted: found !== undefined, leave: () => leaveFor(attempt, server, keeper) };
}

/**
 * A server that has ended under a hub that serves is started again, where it was.
 *
 * @returns undefined when it runs, is no business of ours, or cannot be started yet; then the next look tries again.
 */
async function revived(attempt: Attempt, ended: Server): Promise<Server | undefined> {
  if (attempt.purpose !== 'serve' || runningServer(attempt.home.data)) return undefined;
  attempt.say('The database server has ended by itself; it is started again.');
  const server = await launch(attempt.home, { ...attempt.launching, port: ended.port }).catch(() => undefined);
  if (server) attempt.onServer(server);
  return server;
}

/** A server that we started and that never answered is not left behind. */
async function firstConnection(attempt: Attempt, server: Server): Promise<Client | undefined> {
  try {
    return await greet(attempt.home, server, attempt.purpose, attempt.say);
  } catch (error) {
    if (server.lastWords?.() === '') await stopServer(attempt.home, server, attempt.launching.binaries);
    throw error;
  }
}

/** Joins and prepares the database; who is refused leaves as a user does, because the others may have left meanwhile. */
async function settled(attempt: Attempt, server: Server, client: Client): Promise<boolean> {
  try {
    if (await join(client, attempt.purpose, attempt.home)) {
      await ensureDatabase(client);
      return true;
    }
    await client.end();
    await isGone(attempt.home, server, 90);
    return false;
  } catch (error) {
    const last = await leave(client).catch(() => false);
    if (last) await stopServer(attempt.home, server, attempt.launching.binaries);
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function leaveFor(attempt: Attempt, server: Server, keeper: Keeper): Promise<void> {
  try {
    if (await keeper.leave()) await stopServer(attempt.home, server, attempt.launching.binaries);
  } finally {
    await keeper.close();
  }
}
