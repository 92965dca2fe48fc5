#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import pino from 'pino';
import { createKeyCommand, type KeyOptions, listKeysCommand, revokeKeyCommand } from './catalog';
import { readConfig, STARTED_BY_NPM } from './config';
import { features } from './features';
import { checkCommand, HubAlone, listCommand, publishCommand, rollbackCommand, type SubgraphOptions } from './federation';
import { type GatewayCommandOptions, startGateway } from './gateway-alone';
import { type MatchOptions, matchCommand, WorkerMatcher } from './identity';
import { startHub } from './main';
import { doctor } from './operations/doctor';
import { measureProcess } from './operations/metrics';
import type { HubDatabase } from './platform/database';
import { migrate } from './platform/migrate';
import { Outside } from './platform/outside/outside';
import { progressOn } from './platform/progress';
import { PROJECT_FOLDER, VERSION } from './platform/project';
import { openStorage, type Storage } from './platform/storage';
import { type ImportOptions, importCommand } from './roster';
import { createLog } from './server/log';
import { hubSchema, printed } from './server/schema';
import { ensureWorld, gazetteerLines, importGazetteer, packagedData } from './world';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Where the hub serves its subgraph by default. */
const SUBGRAPH_URL = 'http://localhost:4000/subgraph';

const hub = new Command('hub').description('City Federation Hub').version(VERSION);

hub.command('serve').description('start the hub: database, default world, server').action(serve);

hub
  .command('migrate')
  .description('bring the database up to date')
  .action(() =>
    withStorage(async ({ db }) => {
      const done = await migrate(db);
      say(done.length === 0 ? 'The database is up to date.' : `Applied ${done.join(', ')}.`);
    }),
  );

hub
  .command('seed')
  .description('load the default world, or what is new in it')
  .action(() =>
    withStorage(async ({ db, url }) => {
      await migrate(db);
      const matchers: WorkerMatcher[] = [];
      const matcher = () => matchers[0] ?? matchers[matchers.push(new WorkerMatcher(url)) - 1]!;
      await ensureWorld({ db, say, matcher, tellAlways: true });
      await Promise.all(matchers.map((each) => each.close()));
    }),
  );

hub
  .command('import')
  .description('import a roster: a CSV or XLSX file with the members of an organisation')
  .argument('<file>')
  .requiredOption('--organization <slug>', 'whose members the file lists')
  .requiredOption('--as-of <day>', 'the day the file speaks of, YYYY-MM-DD')
  .option('--complete', 'whoever is not in the file has left')
  .option('--confirm-leaves', 'with --complete: more than a third of the members may leave')
  .option('--encoding <name>', 'encoding, when the guess is wrong: utf-8, utf-16le, windows-1252, windows-1256')
  .option('--column <field=header...>', 'column of a field, when the guess is wrong: name=City')
  .option('--dry-run', 'tell what would change, and change nothing')
  .option('--skip-unsure', 'leave out rows that need a person')
  .option('--decisions <file>', 'a review file with your decisions')
  .option('--review <file>', 'where to write the rows that need a person')
  .action(importRoster);

hub
  .command('match')
  .description('tell which city a name means, and why; exits with 0 for a match, 2 when a person must choose, 3 when nothing is like it')
  .argument('<name...>', 'as it is written')
  .option('--country <code>', 'ISO 3166-1 code, or a country name in any language')
  .addOption(new Option('--kind <kind>', 'what the name is of').choices(['city', 'organization']).default('city'))
  .option('--json', 'for a program')
  .action(matchName);

hub
  .command('gazetteer')
  .description('the places of the world')
  .command('import')
  .description("bring places and names in line with GeoNames' own files")
  .argument('<all-countries>', 'allCountries.txt, or the file of one country')
  .argument('[alternate-names]', 'alternateNamesV2.txt: names with their languages, and identifiers')
  .option('--population <number>', 'least population of a place', '1000')
  .action(importDump);

const key = hub.command('key').description('keys for programs that write');

key
  .command('create')
  .description('make a key; it is the last line of the output, and shown this once')
  .requiredOption('--role <role>', 'CONTRIBUTOR, PARTNER_EDITOR, PARTNER_ADMIN, CURATOR or ADMIN')
  .requiredOption('--name <text>', 'what it is for')
  .option('--organization <slug>', 'for which organisation it speaks')
  .option('--scope <scope...>', 'what it may be used for; without any: whatever the role may do')
  .option('--expires <day>', 'when it ends by itself')
  .action((options: KeyOptions) => onMigrated((db) => createKeyCommand(db, options, say)));

key
  .command('list')
  .description('list the keys')
  .option('--organization <slug>', 'only of this organisation')
  .action(({ organization }: { organization?: string }) => onMigrated((db) => listKeysCommand(db, organization, say)));

key
  .command('revoke')
  .description('end a key, at once')
  .argument('<prefix>', 'as the list shows it')
  .action((prefix: string) => onMigrated((db) => revokeKeyCommand(db, prefix, say)));

const subgraph = hub.command('subgraph').description('services of partners that are part of the supergraph');

for (const [name, description, run] of [
  ['check', 'look at a schema as it would be published; exits with 2 when it cannot be', checkCommand],
  ['publish', 'check a schema and put it into service; exits with 2 when it is refused', publishCommand],
] as const) {
  subgraph
    .command(name)
    .description(description)
    .argument('<name>', 'of the service; its types begin with it')
    .requiredOption('--owner <slug>', 'the organisation whose it is')
    .requiredOption('--url <address>', 'where it is asked')
    .option('--schema <file>', 'its schema; without it the service is asked')
    .option('--message <text>', 'what is new')
    .action((service: string, options: SubgraphOptions) => onRegistry((registry) => run(registry, service, { options, say })));
}

subgraph
  .command('rollback')
  .description('serve an earlier supergraph again')
  .argument('<version>', 'its number')
  .action((version: string) => onRegistry((registry) => rollbackCommand(registry, version, say)));

subgraph
  .command('list')
  .description('list the services')
  .action(() => onMigrated((db) => listCommand({ db }, say)));

hub
  .command('gateway')
  .description('serve a supergraph (Federation v2) alone, without a hub or a database')
  .requiredOption('--supergraph <file or address>', 'the supergraph; from a file or the own network its addresses are taken as they stand')
  .option('--port <number>', 'where to listen', '4000')
  .action(gatewayAlone);

hub.command('doctor').description('look at everything the hub needs, and say what to do about what is missing').action(diagnose);

hub
  .command('schema')
  .description('write the printed schemas to schema/')
  .option('--check', 'only compare, and fail when it differs')
  .action(({ check }: { check?: boolean }) => printSchemaFile(check === true));

/** Lines are written together, soon after: each by itself would cost a request a tenth of its time. What is left is written at the exit. */
function standardError(): pino.DestinationStream {
  return pino.destination({ dest: 2, minLength: 4_096, periodicFlush: 100 });
}

async function serve(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel, standardError());
  measureProcess();
  const { url, stop } = await startHub(config, log, say).catch(interrupted);
  say(`Hub ready at ${url}`);
  const onSignal = once(() => stop().then(() => process.exit(0), fail));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (STARTED_BY_NPM) whenParentGoes(onSignal);
}

/** npm ends the shell between itself and the hub without a word to the hub; all there is to see is another parent. */
function whenParentGoes(act: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && act(), 500);
  watch.unref();
}

/** A second Ctrl-C does not start a second stop. */
function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

async function withStorage(work: (storage: Storage) => Promise<void>, tell = say): Promise<void> {
  const config = readConfig();
  const storage = await openStorage({ ...config, ...features, purpose: 'command', say: tell, onFault: fail });
  try {
    await work(storage);
  } finally {
    await storage.close();
  }
}

async function onMigrated(work: (db: HubDatabase) => Promise<void>): Promise<void> {
  await withStorage(async ({ db }) => {
    await migrate(db);
    await work(db);
  });
}

async function onRegistry(work: (registry: Parameters<typeof checkCommand>[0]) => Promise<0 | 2>): Promise<void> {
  const { partnerAddresses } = readConfig();
  const outside = new Outside(partnerAddresses);
  try {
    await onMigrated(async (db) => {
      const schema = await hubSchema(features);
      process.exitCode = await work({ db, outside, hub: new HubAlone(schema, SUBGRAPH_URL) });
    });
  } finally {
    await outside.close();
  }
}

async function gatewayAlone(options: GatewayCommandOptions): Promise<void> {
  const config = readConfig();
  measureProcess();
  const { url, stop } = await startGateway(config, createLog(config.logLevel, standardError()), options);
  say(`Gateway ready at ${url}`);
  const onSignal = once(() => stop().then(() => process.exit(0), fail));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
}

async function importRoster(file: string, options: ImportOptions): Promise<void> {
  await withStorage(async ({ db, url }) => {
    await migrate(db);
    const matcher = new WorkerMatcher(url);
    try {
      const end = await importCommand({ db, matcher, say, report: progressOn(process.stderr, say) }, file, options);
      if (end === 'needs-review') process.exitCode = 2;
    } finally {
      await matcher.close();
    }
  });
}

async function importDump(allCountries: string, alternateNames: string | undefined, { population }: { population: string }): Promise<void> {
  const least = Number(population);
  if (!Number.isSafeInteger(least) || least < 0) throw new Error(`--population takes a whole number, not "${population}".`);
  await onMigrated(async (db) => {
    const report = progressOn(process.stderr, say);
    const options = { allCountries, alternateNames, population: least, dataFolder: packagedData(), report };
    for (const line of gazetteerLines(await importGazetteer(db, options))) say(line);
  });
}

const EXIT_CODES = { MATCH: 0, REVIEW: 2, NO_MATCH: 3 } as const;

/** What is said beside the answer goes elsewhere, so that a program can read the answer. */
async function matchName(words: string[], options: MatchOptions): Promise<void> {
  const aside = (line: string) => process.stderr.write(`${line}\n`);
  await withStorage(async ({ db, url }) => {
    await migrate(db);
    const matcher = new WorkerMatcher(url);
    try {
      process.exitCode = EXIT_CODES[await matchCommand({ db, matcher, say }, words.join(' '), options)];
    } finally {
      await matcher.close();
    }
  }, aside);
}

async function diagnose(): Promise<void> {
  const config = readConfig();
  const findings = await doctor({ ...config, migrations: features.migrations.map(({ name }) => name) });
  for (const { name, ok, detail, remedy } of findings) say(`${ok ? 'ok ' : 'BAD'}  ${name}: ${detail}${remedy ? `\n     ${remedy}` : ''}`);
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function printSchemaFile(checkOnly: boolean): Promise<void> {
  const schema = await hubSchema(features);
  const files = {
    'schema/hub.graphql': printed(schema),
    'schema/supergraph.graphql': (await new HubAlone(schema, SUBGRAPH_URL).alone()).sdl,
  };
  for (const [name, sdl] of Object.entries(files)) {
    const file = join(PROJECT_FOLDER, name);
    if (!checkOnly) writeFileSync(file, sdl);
    else if (readFileSync(file, 'utf8') !== sdl)
      throw new Error(`${name} is not what the code prints: run "npm run schema" and commit it.`);
  }
}

/** A start that was cut short by Ctrl-C fails because its database has gone; that needs no other words. */
function interrupted(error: unknown): never {
  if (/terminating connection due to administrator command|Connection terminated/.test(String(error))) {
    process.stderr.write('hub: stopped before it was ready; the next start goes on from here.\n');
    process.exit(130);
  }
  throw error;
}

/** One line for the person at the terminal, and an exit that says it failed. */
function fail(error: unknown): void {
  process.stderr.write(`hub: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

process.on('unhandledRejection', fail);
// Whoever reads us may have had enough, as `head` has.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit());
hub.parseAsync().catch(fail);
