import type { ClientBase } from 'pg';
import { type HubDatabase, poolOf } from '../../platform/database';
import { sql } from '../../platform/sql';
import { Actors } from './actors';
import { Graph } from './graph';
import { withPairs } from './membership-changes';
import { membershipsOf, tidied } from './membership-lists';
import { NO_PAIRS } from './memberships';
import { readActors } from './read-actors';
import { readChangedSpans, readSpans, readTiers } from './read-memberships';
import { OF_TIES, readChangedTies, readTies } from './read-ties';
import { OF_RESOURCES, readResources } from './resources';
import { SpanWriter } from './span-writer';
import { Tiers } from './tiers';

/** Where the stored data stand. */
export interface Stand {
  readonly sequence: string;
  readonly release: string;
}

const STAND = sql`
  SELECT last::text AS sequence, (SELECT count(*)::text FROM world_release WHERE part = 'gazetteer') AS release FROM change_counter`;

/** Where the data stand at the moment of asking: nothing that was committed before is missing. */
export async function currentStand(db: HubDatabase): Promise<Stand> {
  return (await db.rows<Stand>(STAND))[0]!;
}

/** The graph of what is stored, read at one moment. */
export function readGraph(db: HubDatabase): Promise<Graph> {
  return atOneMoment(db, async (client, stand) => {
    const actors = await readActors(client, new Actors());
    const tiers = new Tiers(await readTiers(client, actors));
    const memberships = await membershipsOf(await readSpans(client, { actors, tiers }), actors);
    const ties = await readTies(client, actors);
    const resources = await readResources(client, actors, tiers);
    return new Graph({ ...stand, actors, tiers, memberships, ties, resources });
  });
}

/** Types of what the feed tells of that make an actor, or are what a graph knows of one. */
const ACTORS = ['City', 'Country', 'Association', 'Network', 'Institution'];
const TIERS = ['MembershipTier', 'TierBenefit'];

/**
 * So many changes are found faster by reading tables through than one by one. The planner cannot know: what came last is in no statistics yet, and it
 * takes it for next to nothing.
 */
const MANY = 10_000n;

/** A graph brought up to what is stored now: what has changed since is read, and nothing else. */
export function readChanges(db: HubDatabase, before: Graph): Promise<Graph> {
  return atOneMoment(db, async (client, stand) => {
    // Both are the database's own numbers; they go into the text because COPY takes no parameters.
    const since = `h.sequence > ${BigInt(before.sequence)} AND h.sequence <= ${BigInt(stand.sequence)}`;
    if (BigInt(stand.sequence) - BigInt(before.sequence) > MANY) await client.query('SET LOCAL enable_nestloop = off');
    const { rows } = await client.query<{ type: string }>(`SELECT DISTINCT h.entity_type AS type FROM change AS h WHERE ${since}`);
    const has = (types: readonly string[]) => rows.some(({ type }) => types.includes(type));
    const changed = `a.id IN (SELECT h.entity_id FROM change AS h WHERE ${since} AND h.entity_type IN ('${ACTORS.join("','")}'))`;
    const actors = has(ACTORS) ? await readActors(client, before.actors, changed) : before.actors;
    const tiers = has(TIERS) ? before.tiers.with(await readTiers(client, actors)) : before.tiers;
    const writer = new SpanWriter(before.memberships.columns, before.memberships.size);
    const pairs = has(['Membership']) ? await readChangedSpans(client, since, { actors, tiers }, writer) : NO_PAIRS;
    const memberships = await tidied(await withPairs(before.memberships, actors, pairs, writer), actors);
    const ties = has(OF_TIES) ? await readChangedTies(client, since, before.ties, actors) : before.ties;
    // Few enough to be read whole.
    const resources = has([...OF_RESOURCES, ...TIERS]) ? await readResources(client, actors, tiers) : before.resources;
    // A release of the gazetteer that came this very moment is found, and all read anew, the next time somebody asks.
    return new Graph({ sequence: stand.sequence, release: before.release, actors, tiers, memberships, ties, resources });
  });
}

/** Reads in one transaction that sees one moment, with where the data stood at it. */
async function atOneMoment(db: HubDatabase, read: (client: ClientBase, stand: Stand) => Promise<Graph>): Promise<Graph> {
  const client = await poolOf(db.source).connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL statement_timeout = 0');
    const { rows } = await client.query<Stand>(STAND.text);
    const graph = await read(client, rows[0]!);
    await client.query('COMMIT');
    client.release();
    return graph;
  } catch (error) {
    // Ends the session, and the transaction with it, whatever state it is in.
    client.release(true);
    throw error;
  }
}
