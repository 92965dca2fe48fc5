import type { Binaries } from './binaries';
import type { Home } from './home';
import type { Server } from './launch';
import { isServerOf } from './pid-file';
import { run } from './run';
import { until } from './wait';

/** Fast shutdown first; if that hangs, the immediate one, after which the next start recovers from the log. */
const WAYS = [
  { signal: 'SIGINT', seconds: 60 },
  { signal: 'SIGQUIT', seconds: 15 },
] as const;

/**
 * Stops the server and waits until it is gone.
 *
 * @throws in one sentence when it will not go.
 */
export async function stopServer(home: Home, server: Server, binaries: Binaries): Promise<void> {
  for (const { signal, seconds } of WAYS) {
    await ask(home, server, binaries, signal);
    if (await isGone(home, server, seconds)) return;
  }
  throw new Error(`PostgreSQL (process ${server.pid}) on ${home.data} did not stop; end that process by hand.`);
}

/** Tells the server to stop, at once and without waiting: all that a dying process can still do. */
export function tellToStop(home: Home, server: Server): void {
  if (isServerOf(server.pid, home.data)) process.kill(server.pid, 'SIGINT');
}

export async function isGone(home: Home, server: Server, seconds: number): Promise<boolean> {
  return (await until(() => (isServerOf(server.pid, home.data) ? undefined : true), seconds)) ?? false;
}

async function ask(home: Home, server: Server, binaries: Binaries, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (!isServerOf(server.pid, home.data)) return;
  // Windows has no signals: there a "signal" ends a process without a shutdown.
  if (process.platform === 'win32') {
    await run(binaries.pgCtl, ['stop', '-D', home.data, '-m', signal === 'SIGINT' ? 'fast' : 'immediate', '-t', '60'], undefined, 70);
  } else {
    process.kill(server.pid, signal);
  }
}
