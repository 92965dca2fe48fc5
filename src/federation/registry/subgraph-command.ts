import { readFileSync, statSync } from 'node:fs';
import type { Caller } from '../../access/caller';
import { scopesOf } from '../../access/roles';
import { write } from '../../access/writes/write';
import { sql } from '../../platform/sql';
import type { Examined, Registry, Submission } from './examine';
import { LARGEST_SDL } from './partner-schema';
import { checkSubgraph, publishSubgraph, rollback } from './publish';
import { allSubgraphs, type CheckRow, checkById, servedNumber } from './rows';

/** What `hub subgraph check` and `publish` were told. */
export interface SubgraphOptions {
  readonly owner: string;
  readonly url: string;
  readonly schema?: string;
  readonly message?: string;
}

type Say = (line: string) => void;

/** How a command ended: 0 done, 2 refused, with the reasons said. What cannot be tried at all is thrown, and ends with 1. */
export type Exit = 0 | 2;

/** Whoever can run commands beside the database may do everything. */
function operator(command: string): Caller {
  return { keyId: null, name: `hub subgraph ${command}`, role: 'ADMIN', scopes: scopesOf('ADMIN'), organizationId: null };
}

export async function checkCommand(
  registry: Registry,
  name: string,
  { options, say }: { options: SubgraphOptions; say: Say },
): Promise<Exit> {
  const { examined } = await checkSubgraph(registry, await submissionOf(registry, name, options));
  for (const { message } of examined.refusals) say(message);
  tell(examined, say);
  say(examined.refusals.length > 0 ? 'Refused.' : `The check of ${name}: ${examined.outcome}.`);
  return examined.refusals.length > 0 || examined.outcome === 'FAILED' ? 2 : 0;
}

export async function publishCommand(
  registry: Registry,
  name: string,
  { options, say }: { options: SubgraphOptions; say: Say },
): Promise<Exit> {
  const submission = await submissionOf(registry, name, options);
  const { outcome, checkId, userErrors } = await publishSubgraph(registry, {
    once: null,
    ...{ ...submission, message: options.message ?? null, caller: operator('publish') },
  });
  const [check] = checkId === null ? [] : await checkById.fetch(registry.db, [checkId]);
  if (check) tell({ ...check, problems: check.compositionErrors, affected: check.affectedOperations }, say);
  for (const { code, message } of userErrors) say(`${code}: ${message}`);
  say(`${name}: ${outcome}${outcome === 'published' ? ` in supergraph ${await servedNumber(registry.db)}` : ''}.`);
  return outcome === 'rejected' ? 2 : 0;
}

export async function rollbackCommand(registry: Registry, version: string, say: Say): Promise<Exit> {
  if (!/^\d{1,9}$/.test(version)) throw new Error(`A version is a number, not "${version.slice(0, 40)}".`);
  const act = { caller: operator('rollback'), action: 'rollbackSupergraph', concerns: [] };
  const { userErrors } = await write(registry.db, { act, once: null, work: (tx) => rollback(registry, tx, Number(version)) });
  for (const { code, message } of userErrors) say(`${code}: ${message}`);
  if (userErrors.length === 0) say(`Supergraph ${await servedNumber(registry.db)} serves what ${version} did.`);
  return userErrors.length > 0 ? 2 : 0;
}

export async function listCommand({ db }: Pick<Registry, 'db'>, say: Say): Promise<void> {
  const all = await allSubgraphs(db);
  for (const { name, status, url } of all) say(`${name.padEnd(24)}  ${status.padEnd(8)}  ${url}`);
  say(all.length === 0 ? 'There is no partner.' : `Supergraph ${await servedNumber(db)}.`);
}

/** @throws Error with one clear sentence for an owner or a file there is not. */
async function submissionOf({ db }: Registry, name: string, { owner, url, schema }: SubgraphOptions): Promise<Submission> {
  const [found] = await db.rows<{ id: string }>(sql`
    SELECT coalesce(a.merged_into_id, a.id) AS id FROM organization AS o JOIN actor AS a USING (id) WHERE o.slug = ${owner}`);
  if (!found) throw new Error(`No organisation has the slug "${owner.slice(0, 80)}".`);
  return { name, url, ownerId: found.id, sdl: schema === undefined ? null : textOf(schema) };
}

function textOf(file: string): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Error(`There is no file ${file}.`);
  if (size > LARGEST_SDL) throw new Error(`${file} is larger than ${LARGEST_SDL / 1024} kB.`);
  return readFileSync(file, 'utf8');
}

function tell(
  { problems, changes, affected, probe }: Pick<Examined & CheckRow, 'problems' | 'changes' | 'affected' | 'probe'>,
  say: Say,
): void {
  for (const { code, message, remedy } of problems) say(`${code}: ${message}${remedy ? ` ${remedy}` : ''}`);
  for (const { criticality, message } of changes) say(`${criticality.padEnd(19)}  ${message}`);
  for (const { name, requests, clients } of affected)
    say(`would break  ${name ?? 'an operation without a name'}, ${requests} requests of ${clients.join(', ')}`);
  if (probe?.message) say(`The service: ${probe.message}`);
}
