import type { Client } from 'pg';
import type { Home } from './home';
import type { Server } from './launch';
import { connect, type Purpose } from './lease';
import { runningServer } from './pid-file';
import { reasonIn } from './run';
import { until } from './wait';

const SILENT_SECONDS = 60;
const RECOVERY_SECONDS = 900;

/** Ends of a server that ask for another attempt: somebody was faster, or the old server's last process is still going. */
const PASSING = /lock file .* already exists|pre-existing shared memory block|Address already in use/;

/**
 * Waits for the first connection to a server that starts, recovers or runs.
 *
 * @returns undefined when it went away for a reason that passes.
 * @throws in one sentence when it failed, or gives no answer.
 */
export async function greet(home: Home, server: Server, purpose: Purpose, say: (line: string) => void): Promise<Client | undefined> {
  const begun = performance.now();
  let heard = begun;
  let told = false;
  const ask = async () => {
    if (isOver(home, server)) return 'over';
    const answer = await connect(home, server, purpose);
    if (typeof answer !== 'string') return answer;
    const now = performance.now();
    if (answer === 'starting') heard = now;
    if (answer === 'starting' && !told && now - begun > 5000) {
      told = true;
      say('PostgreSQL recovers what an interrupted run left behind; this can take some minutes.');
    }
    return now - heard > SILENT_SECONDS * 1000 ? 'mute' : undefined;
  };
  const answer = (await until(ask, RECOVERY_SECONDS)) ?? 'mute';
  if (answer === 'mute') throw new Error(`PostgreSQL (process ${server.pid}) on ${home.data} gives no answer; its log is ${home.log}.`);
  if (answer !== 'over') return answer;
  const words = server.lastWords?.() ?? '';
  if (!words || PASSING.test(words)) return undefined;
  throw new Error(`PostgreSQL could not start on ${home.data}: ${reasonIn(words)}`);
}

function isOver(home: Home, server: Server): boolean {
  return server.lastWords ? server.lastWords() !== '' : runningServer(home.data)?.pid !== server.pid;
}
