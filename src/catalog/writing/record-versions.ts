import { v7 } from 'uuid';
import type { Database } from '../../platform/database';
import { HubError } from '../../platform/errors';
import { insertRows, type TableRow } from '../../platform/insert-rows';
import { raw, sql } from '../../platform/sql';

export type FactTable =
  | 'actor_name'
  | 'mandate'
  | 'membership_tier'
  | 'tier_benefit'
  | 'reported_figure'
  | 'membership'
  | 'membership_transition'
  | 'collaboration'
  | 'related_collaboration'
  | 'participation'
  | 'commitment'
  | 'commitment_update'
  | 'follow_up'
  | 'resource'
  | 'access_rule';

/** Where a version was read. */
export interface Cite {
  readonly sourceId: string;
  /** The day the source speaks of, partial; null: unknown. */
  readonly asOf: string | null;
  readonly quote?: string | null;
  readonly quoteLanguage?: string | null;
  readonly locator?: string | null;
}

/** A version the hub believes now, as a row of its table without its clocks. */
export interface HeldVersion {
  readonly versionId: string;
  readonly recordedAt: Date;
  /** Its period has no end. */
  readonly isOpen: boolean;
  readonly said: TableRow;
}

export interface HeldFact {
  /** Earliest period first; none when there is no such fact, or it was taken back. */
  readonly versions: readonly HeldVersion[];
  /** When what comes next is recorded: now, and not before anything it replaces, whatever the clock says. */
  readonly at: Date;
}

/**
 * Takes a fact for this transaction, and reads it: whoever else is changing it has finished, and whoever comes next waits.
 *
 * The lock has a statement of its own: one that waits sees what was there when it began.
 */
export async function holdFact(tx: Database, table: FactTable, id: string): Promise<HeldFact> {
  await tx.rows(sql`SELECT FROM fact WHERE id = ${id} FOR NO KEY UPDATE`);
  const versions = await tx.rows<HeldVersion>(sql`
    SELECT version_id AS "versionId", recorded_at AS "recordedAt", valid_to = 'infinity' AS "isOpen",
      to_jsonb(v) - '{version_id,valid_from,valid_to,overdue_from,recorded_at,superseded_at}'::text[] AS said
    FROM ${raw(table)} AS v WHERE id = ${id} AND superseded_at = 'infinity' ORDER BY valid_from`);
  return { versions, at: await instantBehind(tx, versions) };
}

/** An instant for what is new. Only locks taken before it give it an order among writers. */
export async function instantBehind(tx: Database, versions: readonly Pick<HeldVersion, 'recordedAt'>[] = []): Promise<Date> {
  const [clock] = await tx.rows<{ at: Date }>(sql`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`);
  return new Date(Math.max(clock!.at.getTime(), ...versions.map(({ recordedAt }) => recordedAt.getTime())));
}

/** A version to record. */
export interface NextVersion {
  readonly table: FactTable;
  readonly factId: string;
  /** What kind of fact it is, when it is the first version of a new one. */
  readonly newKind?: string;
  /** Columns as the table names them; one that is left out gets its default. */
  readonly said: TableRow;
  /** A version whose sources it rests on as well: they come first. */
  readonly restsOn?: string;
  readonly citations: readonly Cite[];
}

export interface Recording {
  /** When; as `holdFact` gives it. */
  readonly at: Date;
  readonly superseded?: readonly { readonly table: FactTable; readonly versionId: string }[];
  readonly versions: readonly NextVersion[];
}

/**
 * Closes versions and records the next ones, with their citations, all at one instant.
 *
 * As many statements as there are tables, however many versions.
 *
 * @returns ids of the versions, in their order.
 * @throws HubError CONFLICT when somebody who takes no lock, as a roster does, has closed one of them in the meantime.
 */
export async function recordVersions(tx: Database, { at, superseded = [], versions }: Recording): Promise<string[]> {
  const next = versions.map((version) => ({ ...version, versionId: v7() }));
  const facts = next.flatMap(({ factId, newKind }) => (newKind === undefined ? [] : [{ id: factId, kind: newKind }]));
  await insertRows(tx, 'fact', facts);
  await citeAgain(
    tx,
    next.flatMap(({ restsOn, versionId }) => (restsOn === undefined ? [] : [{ source: restsOn, target: versionId }])),
  );
  await insertRows(tx, 'citation', next.flatMap(citationRows));
  for (const table of tablesOf(superseded))
    await supersede(
      tx,
      table,
      superseded.flatMap((one) => (one.table === table ? [one.versionId] : [])),
      at,
    );
  for (const table of tablesOf(next))
    await insertRows(
      tx,
      table,
      next.flatMap(({ said, ...one }) =>
        one.table === table ? [{ ...said, id: one.factId, version_id: one.versionId, recorded_at: at }] : [],
      ),
    );
  return next.map(({ versionId }) => versionId);
}

function tablesOf(versions: readonly { readonly table: FactTable }[]): Set<FactTable> {
  return new Set(versions.map(({ table }) => table));
}

async function supersede(tx: Database, table: FactTable, versions: readonly string[], at: Date): Promise<void> {
  const done = await tx.rows(sql`
    UPDATE ${raw(table)} SET superseded_at = ${at} WHERE version_id = ANY(${versions}) AND superseded_at = 'infinity' RETURNING version_id`);
  if (done.length < versions.length) throw new HubError('CONFLICT', 'Somebody else has changed the same in the meantime: try again.');
}

/** Behind all places of citations that were there before. */
const LAST = 10_000;

function citationRows({ factId, versionId, restsOn, citations }: NextVersion & { readonly versionId: string }): TableRow[] {
  return citations.map(({ sourceId, asOf, quote = null, quoteLanguage = null, locator = null }, place) => ({
    ...{ id: v7(), fact_id: factId, version_id: versionId, position: (restsOn === undefined ? 0 : LAST) + place },
    ...{ source_id: sourceId, as_of: asOf, quote, quote_language: quoteLanguage, locator },
  }));
}

async function citeAgain(tx: Database, pairs: readonly { readonly source: string; readonly target: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  await tx.rows(sql`
    INSERT INTO citation (id, fact_id, version_id, position, source_id, as_of, quote, quote_language, locator, retrieved_at)
    SELECT gen_random_uuid(), fact_id, target, position, source_id, as_of, quote, quote_language, locator, retrieved_at
    FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS pair (source uuid, target uuid) JOIN citation ON version_id = source`);
}
