import 'reflect-metadata';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { buildSchema, parse, validate } from 'graphql';
import { features } from '../src/features';
import { connect } from '../src/platform/database';
import { PROJECT_FOLDER } from '../src/platform/project';
import { compareAnswers } from './answers';
import { preparedDatabase } from './data/prepare';
import { DEFAULT_SIZE } from './data/size';
import { timedInProcess } from './in-process';
import { type Asked, measured, type Sample, settled } from './measure';
import { questions } from './questions';
import type { Question } from './questions/question';
import { type About, report } from './report';
import { startPartnered } from './servers/partnered';
import { benchPostgres } from './servers/postgres';
import { type Running, startAll } from './servers/processes';

interface Options {
  readonly memberships: number;
  readonly organizations: number;
  readonly collaborations: number;
  readonly only?: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly inProcess?: true;
  readonly partner?: true;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

const bench = new Command('bench')
  .description('Measures the hub beside what the database allows and beside a peer, on invented data.')
  .option('--memberships <n>', 'how many memberships to invent', whole, DEFAULT_SIZE.memberships)
  .option('--organizations <n>', 'how many organisations', whole, DEFAULT_SIZE.organizations)
  .option('--collaborations <n>', 'how many collaborations', whole, DEFAULT_SIZE.collaborations)
  .option('--only <names>', 'questions to ask, for instance Q1,Q4; all when absent')
  .option('--rounds <n>', 'rounds of each question', whole, 5)
  .option('--seconds <n>', 'seconds of each server in a round', whole, 2)
  .option('--connections <n>', 'connections that ask at once', whole, 8)
  .option('--in-process', 'only the questions across organisations, as functions of the graph: no server, no HTTP')
  .option('--partner', 'the hub once more, over a copy of the data, with a partner in service')
  .action(run);

async function run(options: Options): Promise<void> {
  const postgres = await benchPostgres(say);
  try {
    const url = await preparedDatabase(postgres.url, { size: options, say });
    const [asked, skipped] = await questionsToAsk(options.only, url);
    if (options.inProcess) return await inProcess(url, asked);
    // First of all, as what is copied may have no visitors.
    const partnered = options.partner ? [await startPartnered(url)] : [];
    const servers = [...(await startAll(url)), ...partnered];
    try {
      const samples = await rounds(servers, asked, options);
      write({ ...aboutRun(options), skipped }, asked, samples);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  } finally {
    await postgres.stop();
  }
}

/** The questions the printed schema has the fields for, with their askings; and a line for each that is left out. */
async function questionsToAsk(only: string | undefined, url: string): Promise<[Asked[], string[]]> {
  const names = only?.split(',');
  const unknown = names?.find((name) => !questions.some((question) => question.name === name));
  if (unknown !== undefined) throw new Error(`There is no question ${unknown}; there are ${questions.map(({ name }) => name).join(', ')}.`);
  const schema = buildSchema(readFileSync(join(PROJECT_FOLDER, 'schema/hub.graphql'), 'utf8'));
  const skipped = ['PostGraphile: needs Node 22 and is not installed.'];
  const asked: Asked[] = [];
  const db = await connect({ ...features, url, onFault: () => undefined });
  for (const question of questions.filter(({ name }) => names?.includes(name) ?? true)) {
    const [error] = validate(schema, parse(question.hub));
    if (error) skipped.push(`${question.name} ${question.title}: ${error.message}`);
    else asked.push({ question, askings: await question.askings(db) });
    if (question.ceilingNeeds) await db.source.query(question.ceilingNeeds);
  }
  await db.close();
  for (const line of skipped) say(`Skipped ${line}`);
  return [asked, skipped];
}

async function inProcess(url: string, asked: readonly Asked[]): Promise<void> {
  const db = await connect({ ...features, url, onFault: () => undefined });
  const { built, megabytes, timed } = await timedInProcess(db, asked, MILLISECONDS_IN_PROCESS);
  await db.close();
  say(`The graph was built in ${(built / 1000).toFixed(2)} s and takes ${megabytes.toFixed(0)} MB. All answers are those of the ceiling.`);
  for (const { question, calls, p50, p99 } of timed) {
    say(`${question.name} ${question.title}: p50 ${p50.toFixed(4)} ms, p99 ${p99.toFixed(4)} ms, ${calls} calls`);
  }
}

const MILLISECONDS_IN_PROCESS = 2_000;

/** Compares all answers, warms every server up, then measures them in turn. */
async function rounds(
  servers: readonly Running[],
  asked: readonly Asked[],
  options: Options,
): Promise<Map<Question, Record<string, Sample[]>>> {
  for (const server of servers) await settled(server);
  const samples = new Map<Question, Record<string, Sample[]>>();
  for (const { question, askings } of asked) {
    await compareAnswers(servers, question, askings);
    samples.set(question, {});
    for (const server of servers) await measured(server, { question, askings }, { ...options, seconds: 1 });
  }
  say('All servers give the same answers.');
  for (let round = 1; round <= options.rounds; round++) {
    for (const one of asked) {
      for (const server of servers) {
        const sample = await measured(server, one, options);
        const ofQuestion = samples.get(one.question) ?? {};
        if (sample) ofQuestion[server.name] = [...(ofQuestion[server.name] ?? []), sample];
      }
    }
    say(`Round ${round} of ${options.rounds}.`);
  }
  return samples;
}

function aboutRun({ memberships, organizations, collaborations, rounds: many, seconds, connections }: Options): Omit<About, 'skipped'> {
  const n = (count: number) => count.toLocaleString('en');
  return {
    day: new Date().toISOString().slice(0, 10),
    data: `${n(memberships)} memberships of ${n(organizations)} invented organisations, ${n(collaborations)} collaborations, the gazetteer's cities`,
    machine: `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, servers, client and PostgreSQL on it together`,
    load: `${connections} connections, ${many} rounds of ${seconds} s`,
  };
}

function write(about: About, asked: readonly Asked[], samples: ReadonlyMap<Question, Record<string, Sample[]>>): void {
  const results = asked.map(({ question: { name, title, isAcross }, question }) => ({
    question: { name, title, ...(isAcross && { isAcross }) },
    samples: samples.get(question) ?? {},
  }));
  const folder = join(PROJECT_FOLDER, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const page = report(about, results);
  writeFileSync(join(folder, `${about.day}.md`), `${page}\n`);
  writeFileSync(join(folder, `${about.day}.json`), `${JSON.stringify({ about, results }, null, 1)}\n`);
  say(`\n${page}`);
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
}

bench.parseAsync().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
