import { v7 } from 'uuid';
import type { Caller } from '../../access/caller';
import type { Refusal } from '../../access/user-error';
import type { Once } from '../../access/writes/idempotency';
import { write } from '../../access/writes/write';
import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';
import { type Examined, examine, type Registry, type Submission } from './examine';
import { servedNumber, servedSet } from './rows';

export interface Publication {
  readonly outcome: 'published' | 'unchanged' | 'rejected';
  readonly checkId: string | null;
  readonly subgraphName: string | null;
  readonly supergraphId: string | null;
  readonly userErrors: readonly Refusal[];
}

export interface Publishing extends Submission {
  readonly message: string | null;
  readonly caller: Caller;
  readonly once: Once | null;
}

/** Key of the advisory lock under which the supergraph changes. */
const LOCK = 7_264_000_010;
/** Attempts, while others publish at the same time. */
const ATTEMPTS = 4;

/** Looks at a candidate and keeps what was found; changes nothing else. */
export async function checkSubgraph(registry: Registry, given: Submission): Promise<{ examined: Examined; checkId: string | null }> {
  const examined = await examine(registry, given);
  return { examined, checkId: examined.refusals.length > 0 ? null : await recordCheck(registry.db, given.name, examined) };
}

/** Looks at a candidate and puts it into service, in one transaction with all that goes with it; or says why not. */
export async function publishSubgraph(registry: Registry, given: Publishing, attempts = ATTEMPTS): Promise<Publication> {
  const { examined, checkId } = await checkSubgraph(registry, given);
  const act = { caller: given.caller, action: 'publishSubgraph', concerns: [given.ownerId] };
  const rejected = { outcome: 'rejected', checkId, subgraphName: null, supergraphId: null } as const;
  const refusals = examined.isUnchanged ? [] : refusalsOf(examined);
  const publication = await write(registry.db, {
    ...{ act, once: given.once },
    work: async (tx): Promise<Publication> => {
      if (refusals.length > 0 || checkId === null) return { ...rejected, userErrors: refusals };
      if (examined.isUnchanged) return { ...rejected, outcome: 'unchanged', subgraphName: given.name, userErrors: [] };
      await lock(tx);
      if ((await servedNumber(tx)) !== examined.comparedWith) return { ...rejected, userErrors: [CONFLICT] };
      const supergraphId = await put(registry, tx, { given, examined, checkId });
      return { outcome: 'published', checkId, subgraphName: given.name, supergraphId, userErrors: [] };
    },
  });
  const isLate = publication.userErrors[0] === CONFLICT && attempts > 1;
  return isLate ? publishSubgraph(registry, given, attempts - 1) : publication;
}

const CONFLICT: Refusal = { code: 'VERSION_CONFLICT', field: null, message: 'Others publish at the same time: try again.' };

function refusalsOf({ refusals, problems, outcome, isReady, probe }: Examined): readonly Refusal[] {
  if (refusals.length > 0) return refusals;
  const [first] = problems;
  if (first && first.code !== 'SUBGRAPH_UNREACHABLE')
    return [{ code: 'COMPOSITION_FAILED', field: ['input', 'sdl'], message: first.message }];
  if (outcome === 'FAILED' && !first)
    return [{ code: 'BREAKS_CLIENTS', field: ['input', 'sdl'], message: 'Operations of the last 30 days would fail.' }];
  if (isReady) return [];
  return [{ code: 'SUBGRAPH_UNREACHABLE', field: ['input', 'url'], message: probe?.message ?? 'The service does not answer.' }];
}

async function lock(tx: Database): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`);
}

async function recordCheck(db: Database, name: string, found: Examined): Promise<string> {
  const id = v7();
  await db.rows(sql`
    INSERT INTO subgraph_check (id, subgraph, outcome, probe, problems, changes, affected)
    VALUES (${id}, ${name}, ${found.outcome}, ${JSON.stringify(found.probe)}, ${JSON.stringify(found.problems)}, ${JSON.stringify(found.changes)},
      ${JSON.stringify(found.affected)})`);
  return id;
}

interface Put {
  readonly given: Publishing;
  readonly examined: Examined;
  readonly checkId: string;
}

async function put({ hub }: Registry, tx: Database, { given, examined, checkId }: Put): Promise<string> {
  if (examined.comparedWith === 0) await append(tx, hub, { number: 1, versionIds: [], sdl: (await hub.alone()).sdl });
  const { partners } = await servedSet(tx);
  const [subgraph] = await tx.rows<{ id: string }>(sql`
    INSERT INTO subgraph (id, name, owner_id, url, status) VALUES (${v7()}, ${given.name}, ${given.ownerId}, ${given.url}, 'ACTIVE')
    ON CONFLICT (name) DO UPDATE SET owner_id = EXCLUDED.owner_id, url = EXCLUDED.url, status = 'ACTIVE' RETURNING id`);
  const versionId = v7();
  await tx.rows(sql`
    INSERT INTO subgraph_version (id, subgraph_id, url, sdl, message, published_by, check_id)
    VALUES (${versionId}, ${subgraph!.id}, ${given.url}, ${examined.sdl}, ${given.message}, ${given.caller.name}, ${checkId})`);
  const others = partners.filter(({ name }) => name !== given.name).map((partner) => partner.versionId);
  const number = Math.max(examined.comparedWith, 1) + 1;
  return append(tx, hub, { number, versionIds: [...others, versionId], sdl: examined.supergraph ?? '' });
}

interface Appended {
  readonly number: number;
  readonly versionIds: readonly string[];
  readonly sdl: string;
}

async function append(tx: Database, hub: Registry['hub'], { number, versionIds, sdl: text }: Appended): Promise<string> {
  const id = v7();
  await tx.rows(
    sql`INSERT INTO supergraph_version (number, id, version_ids, sdl, hub_hash)
    VALUES (${number}, ${id}, ${[...versionIds]}::uuid[], ${text}, ${hub.hash})`,
  );
  return id;
}

/** Serves the set of an earlier supergraph again, as a new one. Run in a transaction. */
export async function rollback(
  { hub }: Registry,
  tx: Database,
  toVersion: number,
): Promise<Pick<Publication, 'supergraphId' | 'userErrors'>> {
  await lock(tx);
  const [target] = await tx.rows<{ id: string; versionIds: string[] }>(sql`
    SELECT id, version_ids AS "versionIds" FROM supergraph_version WHERE number = ${toVersion}`);
  if (!target) return refusedBecause({ code: 'NOT_FOUND', field: ['toVersion'], message: 'There is no such version.' });
  return serve(hub, tx, target.versionIds);
}

/** Takes a partner out of service. Run in a transaction. */
export async function retire({ hub }: Registry, tx: Database, name: string): Promise<Pick<Publication, 'supergraphId' | 'userErrors'>> {
  await lock(tx);
  const { partners } = await servedSet(tx);
  if (!partners.some((partner) => partner.name === name))
    return refusedBecause({ code: 'NOT_FOUND', field: ['name'], message: 'No partner of that name is in service.' });
  return serve(
    hub,
    tx,
    partners.filter((partner) => partner.name !== name).map(({ versionId }) => versionId),
  );
}

function refusedBecause(refusal: Refusal): Pick<Publication, 'supergraphId' | 'userErrors'> {
  return { supergraphId: null, userErrors: [refusal] };
}

/** A set as it was composed before with the hub as it is now. */
async function composedBefore(tx: Database, hub: Registry['hub'], versionIds: readonly string[]): Promise<string | null> {
  const [same] = await tx.rows<{ sdl: string }>(sql`
    SELECT sdl FROM supergraph_version WHERE hub_hash = ${hub.hash} AND version_ids @> ${[...versionIds]}::uuid[]
      AND version_ids <@ ${[...versionIds]}::uuid[] ORDER BY number DESC LIMIT 1`);
  return same?.sdl ?? null;
}

/** Appends a set of versions, composed with the hub as it is now; who is in it is in service, who was and is not is retired. */
async function serve(hub: Registry['hub'], tx: Database, versionIds: readonly string[]) {
  const partners = await tx.rows<{ id: string; name: string; url: string; sdl: string }>(sql`
    SELECT s.id, s.name, v.url, v.sdl FROM subgraph_version AS v JOIN subgraph AS s ON s.id = v.subgraph_id
    WHERE v.id = ANY(${[...versionIds]}::uuid[]) ORDER BY s.name`);
  const before = await composedBefore(tx, hub, versionIds);
  const composition = before === null ? await hub.with(partners) : ({ outcome: 'composed', sdl: before } as const);
  if (composition.outcome === 'failed')
    return refusedBecause({
      code: 'COMPOSITION_FAILED',
      field: null,
      message: composition.errors[0]?.message ?? 'The schemas do not fit together.',
    });
  await tx.rows(sql`
    UPDATE subgraph SET status = CASE WHEN id = ANY(${partners.map(({ id }) => id)}::uuid[]) THEN 'ACTIVE' ELSE 'RETIRED' END
    WHERE (id = ANY(${partners.map(({ id }) => id)}::uuid[])) = (status = 'RETIRED')`);
  const number = (await servedNumber(tx)) + 1;
  return { supergraphId: await append(tx, hub, { number, versionIds, sdl: composition.sdl }), userErrors: [] };
}
