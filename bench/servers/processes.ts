import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Asking, Question } from '../questions/question';

/** A server under measure, in a process of its own. */
export interface Contestant {
  readonly name: string;
  /** The request that asks it; undefined when it is not asked this question. */
  request(question: Question, asking: Asking): { readonly path: string; readonly body: string } | undefined;
}

export interface Running extends Contestant {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface Usage {
  /** Processor time of all threads since the start. */
  readonly milliseconds: number;
  readonly megabytes: number;
}

interface Program extends Contestant {
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const COMPILED = join(__dirname, '..', '..');

export const HUB: Program = {
  name: 'hub',
  script: 'src/cli.js',
  args: ['serve'],
  // As it ships, but for the limits on callers, of whom there is one here.
  env: { PORT: '0', HUB_SEED: 'none', HUB_REQUESTS_PER_MINUTE: '1000000', HUB_OBJECTS_PER_MINUTE: '999999999' },
  request: ({ hub }, asking) => ({ path: '/graphql', body: JSON.stringify({ query: hub, variables: asking.hub }) }),
};

const PROGRAMS: readonly Program[] = [
  {
    name: 'ceiling',
    script: 'bench/servers/ceiling.js',
    request: ({ name }, { ceiling }) => ({ path: `/${name}`, body: JSON.stringify(ceiling) }),
  },
  HUB,
  {
    name: 'mercurius',
    script: 'bench/servers/mercurius.js',
    request: ({ mercurius }, asking) =>
      mercurius === undefined
        ? undefined
        : { path: '/graphql', body: JSON.stringify({ query: mercurius, variables: asking.mercurius ?? asking.hub }) },
  },
];

/** Starts every server on one database. */
export async function startAll(databaseUrl: string): Promise<Running[]> {
  const started: Running[] = [];
  try {
    for (const program of PROGRAMS) started.push(await start(program, databaseUrl));
    return started;
  } catch (error) {
    await Promise.all(started.map((one) => one.stop()));
    throw error;
  }
}

export async function start(program: Program, databaseUrl: string): Promise<Running> {
  const { name, script, args = [], env, request } = program;
  const child = spawn(process.execPath, ['-r', join(COMPILED, 'bench/servers/usage.js'), join(COMPILED, script), ...args], {
    env: { ...process.env, ...env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', process.env.BENCH_LOG ? 'inherit' : 'ignore', 'ipc'],
  });
  const url = await readyAt(child, name);
  return { name, request, url, usage: () => usageOf(child), stop: () => stop(child) };
}

async function readyAt(child: ChildProcess, name: string): Promise<string> {
  let said = '';
  for await (const part of child.stdout ?? []) {
    said += String(part);
    const url = /ready at (\S+)\n/.exec(said)?.[1];
    if (url === undefined) continue;
    // Read on, so that whatever it says does not hold it up.
    child.stdout?.resume();
    return url.replace('localhost', '127.0.0.1');
  }
  throw new Error(`The server "${name}" ended before it was ready. ${said}`);
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message') as Promise<[Usage]>;
  child.send('usage');
  return (await answer)[0];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
