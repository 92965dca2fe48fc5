import type { Database } from '../../platform/database';
import { insertRows } from '../../platform/insert-rows';
import { raw, sql } from '../../platform/sql';
import { type FactTable, type HeldVersion, instantBehind, recordVersions } from '../writing/record-versions';
import { CLOCKS, type NamingVersion, type TwoRecords, versionsNaming, versionsNamingTiers } from './naming-versions';

interface Version {
  readonly table: FactTable;
  readonly versionId: string;
}

/**
 * Everything that names the merged record names the one that is kept from now on, with the same sources.
 *
 * What that one has already (a membership of the same days in the same organisation, a part in the same collaboration, a name) is not said
 * twice: it is no longer believed, with its transitions, until the merge is undone.
 */
export async function moveFacts(tx: Database, mergeId: string, two: TwoRecords): Promise<void> {
  const named = await versionsNaming(tx, two);
  const held = new Set(named.flatMap(({ isHeld, factId }) => (isHeld ? [factId] : [])));
  const steps = await partsOf(tx, [...held]);
  const moved = await withTiers(
    tx,
    two,
    named.filter(({ factId }) => !held.has(factId)),
    held,
  );
  const isHeld = named.filter(({ factId }) => held.has(factId));
  const before = [...isHeld, ...moved, ...steps];
  const superseded = before.map(({ table, versionId }) => ({ table, versionId }));
  const at = await nextInstant(tx, before);
  const versions = moved.map(({ table, factId, versionId, next }) => ({ table, factId, said: next, restsOn: versionId, citations: [] }));
  const ids = await recordVersions(tx, { at, superseded, versions });
  const written = ids.map((versionId, place) => ({ table: moved[place]!.table, versionId }));
  await insertRows(tx, 'merge_effect', [...superseded.map(effect(mergeId, false)), ...written.map(effect(mergeId, true))]);
}

/** What is nothing without a fact: the transitions of a membership, and what a tier gives. */
async function partsOf(tx: Database, facts: readonly string[]): Promise<(Version & Pick<HeldVersion, 'recordedAt'>)[]> {
  return tx.rows(sql`
    SELECT 'membership_transition' AS table, version_id AS "versionId", recorded_at AS "recordedAt"
    FROM membership_transition WHERE membership_id = ANY(${facts}) AND superseded_at = 'infinity'
    UNION ALL SELECT 'tier_benefit', version_id, recorded_at FROM tier_benefit WHERE tier_id = ANY(${facts}) AND superseded_at = 'infinity'`);
}

/** Where a tier of the merged organisation is one of the same code of the one that is kept, what names the first names the second. */
async function withTiers(
  tx: Database,
  { mergedId, keptId }: TwoRecords,
  moved: readonly NamingVersion[],
  held: ReadonlySet<string>,
): Promise<readonly NamingVersion[]> {
  const pairs = await tx.rows<{ old: string; kept: string }>(sql`
    SELECT v.id AS old, k.id AS kept FROM membership_tier AS v JOIN membership_tier AS k USING (code)
    WHERE v.organization_id = ${mergedId} AND k.organization_id = ${keptId} AND v.superseded_at = 'infinity' AND k.superseded_at = 'infinity'`);
  if (pairs.length === 0) return moved;
  const keptTier = new Map(pairs.map(({ old, kept }) => [old, kept]));
  const known = new Set(moved.map(({ versionId }) => versionId));
  const more = (await versionsNamingTiers(tx, [...keptTier.keys()])).filter(
    ({ versionId, factId, said }) => !known.has(versionId) && !held.has(factId) && !held.has(String(said.membership_id)),
  );
  return [...moved, ...more].map((version) => {
    const kept = keptTier.get(String(version.next.tier_id));
    return kept === undefined ? version : { ...version, next: { ...version.next, tier_id: kept } };
  });
}

/** Later than all that is replaced: what one merge writes, the next of the same call may replace. */
async function nextInstant(tx: Database, versions: readonly Pick<HeldVersion, 'recordedAt'>[]): Promise<Date> {
  return new Date((await instantBehind(tx, versions)).getTime() + 1);
}

const effect = (mergeId: string, isWritten: boolean) => (version: Version) => ({
  ...{ merge_id: mergeId, table_name: version.table, version_id: version.versionId, is_written: isWritten },
});

/** A version that a merge wrote or superseded. */
export interface Touched extends HeldVersion {
  readonly table: FactTable;
  readonly factId: string;
  readonly isWritten: boolean;
  readonly isBelieved: boolean;
}

/** What a merge wrote and superseded; null when one of its facts has been changed since, or is what others stand on. */
export async function touchedBy(tx: Database, { id, keptId }: { readonly id: string; readonly keptId: string }): Promise<Touched[] | null> {
  const touched = await versionsOf(tx, id);
  if (touched.some(({ isWritten, isBelieved }) => isWritten && !isBelieved)) return null;
  return (await hasOthers(tx, touched)) || (await isHeldByOthers(tx, touched, keptId)) ? null : touched;
}

/** Whether the record that is kept has members, or rules, of a tier that would go back, which it did not bring. */
async function isHeldByOthers(tx: Database, touched: readonly Touched[], keptId: string): Promise<boolean> {
  const tiers = touched.flatMap(({ table, isWritten, factId }) => (isWritten && table === 'membership_tier' ? [factId] : []));
  if (tiers.length === 0) return false;
  const own = touched.map(({ versionId }) => versionId);
  const held = await tx.rows(sql`
    SELECT FROM (
      SELECT version_id, organization_id, tier_id FROM membership WHERE superseded_at = 'infinity'
      UNION ALL SELECT version_id, organization_id, tier_id FROM access_rule WHERE superseded_at = 'infinity'
    ) AS v WHERE organization_id = ${keptId} AND tier_id = ANY(${tiers}) AND version_id <> ALL(${own}::uuid[]) LIMIT 1`);
  return held.length > 0;
}

/** What a merge wrote is believed no longer, and what it superseded is said again, with the same sources. */
export async function moveBack(tx: Database, touched: readonly Touched[]): Promise<void> {
  const before = touched.filter(({ isWritten }) => !isWritten);
  const at = await nextInstant(tx, touched);
  const versions = before.map(({ table, factId, versionId, said }) => ({ table, factId, said, restsOn: versionId, citations: [] }));
  const ids = await recordVersions(tx, { at, superseded: touched.filter(({ isWritten }) => isWritten), versions });
  await handBack(
    tx,
    before.map(({ versionId }, place) => ({ old: versionId, new: ids[place]! })),
  );
}

async function versionsOf(tx: Database, mergeId: string): Promise<Touched[]> {
  const tables = await tx.rows<{ name: FactTable }>(
    sql`SELECT DISTINCT table_name AS name FROM merge_effect WHERE merge_id = ${mergeId} ORDER BY 1`,
  );
  const found: Touched[] = [];
  for (const { name } of tables)
    found.push(
      ...(await tx.rows<Touched>(sql`
        SELECT e.table_name AS table, v.id AS "factId", v.version_id AS "versionId", e.is_written AS "isWritten",
          v.superseded_at = 'infinity' AS "isBelieved", v.recorded_at AS "recordedAt", v.valid_to = 'infinity' AS "isOpen",
          to_jsonb(v) - ${CLOCKS} AS said
        FROM merge_effect AS e JOIN ${raw(name)} AS v USING (version_id)
        WHERE e.merge_id = ${mergeId} AND e.table_name = ${name} ORDER BY v.id, v.valid_from`)),
    );
  return found;
}

/** Whether the hub believes a version of one of these facts that the merge did not write. */
async function hasOthers(tx: Database, touched: readonly Touched[]): Promise<boolean> {
  const own = touched.map(({ versionId }) => versionId);
  for (const table of new Set(touched.map((one) => one.table))) {
    const facts = touched.flatMap((one) => (one.table === table ? [one.factId] : []));
    const others = await tx.rows(sql`
      SELECT FROM ${raw(table)} WHERE id = ANY(${facts}) AND superseded_at = 'infinity' AND version_id <> ALL(${own}::uuid[]) LIMIT 1`);
    if (others.length > 0) return true;
  }
  return false;
}

/** Rosters and merges that wrote what was superseded have now written what is said again, and can still be undone. */
async function handBack(tx: Database, again: readonly { readonly old: string; readonly new: string }[]): Promise<void> {
  for (const effects of ['roster_effect', 'merge_effect'])
    await tx.rows(sql`
      UPDATE ${raw(effects)} AS e SET version_id = g.new
      FROM jsonb_to_recordset(${JSON.stringify(again)}::jsonb) AS g (old uuid, new uuid) WHERE e.version_id = g.old AND e.is_written`);
}
