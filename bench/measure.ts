import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { Asking, Question } from './questions/question';
import type { Running } from './servers/processes';

/** What one server did in one round of one question. */
export interface Sample {
  readonly requestsPerSecond: number;
  /** Processor time of the server's process, in milliseconds. */
  readonly cpuPerRequest: number;
  /** Milliseconds. */
  readonly p99: number;
}

export interface Load {
  readonly seconds: number;
  readonly connections: number;
}

/** Asks one server one question for some seconds, over several connections. @throws Error when any answer is no 200. */
export async function measured(server: Running, { question, askings }: Asked, { seconds, connections }: Load): Promise<Sample | undefined> {
  const requests = askings.flatMap((asking) => server.request(question, asking) ?? []);
  if (requests.length === 0) return undefined;
  const before = await server.usage();
  const start = performance.now();
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    requests: requests.map((request) => ({ ...request, method: 'POST', headers: { 'content-type': 'application/json' } })),
  });
  const elapsed = (performance.now() - start) / 1000;
  const used = (await server.usage()).milliseconds - before.milliseconds;
  const answered = result['2xx'];
  // A statement that takes longer than the time there was.
  if (answered === 0 && result.non2xx === 0 && result.errors === 0 && seconds < LONGEST) {
    return measured(server, { question, askings }, { seconds: seconds * 4, connections });
  }
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${server.name} failed under ${question.name}: ${result.non2xx} refusals, ${result.errors} errors.`);
  }
  return { requestsPerSecond: answered / elapsed, cpuPerRequest: used / answered, p99: result.latency.p99 };
}

/** Seconds given to a question, at most, that is not answered at all in fewer. */
const LONGEST = 16;

/** How much of a core a server may use by itself while it waits to be measured. */
const IDLE = 0.1;

/** Waits until a server does nothing by itself any more: the hub makes its index of names behind its start. */
export async function settled(server: Running): Promise<void> {
  for (let used = Number.POSITIVE_INFINITY; used > IDLE * PAUSE; ) {
    const before = await server.usage();
    await setTimeout(PAUSE);
    used = (await server.usage()).milliseconds - before.milliseconds;
  }
}

/** Milliseconds. */
const PAUSE = 500;

export interface Asked {
  readonly question: Question;
  readonly askings: readonly Asking[];
}
