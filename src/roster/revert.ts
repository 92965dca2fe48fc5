import { v7 } from 'uuid';
import type { Refusal } from '../access/user-error';
import { beginWrite, type OwnWrite } from '../access/writes/own-transaction';
import type { Database, HubDatabase } from '../platform/database';
import { insertRows, type TableRow } from '../platform/insert-rows';
import { raw, sql } from '../platform/sql';
import type { RosterEffectRecord } from './roster-effect.entity';
import { heldImport, type ImportRow, importOf, recordStatus } from './store';
import { Busy, inTurn } from './transaction';
import { citationsOf, contentsOf, supersedeAll, VersionConflict } from './versions';

export type Reverted = { readonly outcome: 'reverted' } | { readonly outcome: 'refused'; readonly refusal: Refusal };

const TABLES = ['membership', 'membership_transition', 'actor_name'] as const;

/**
 * Undoes an applied import: what it wrote is believed no longer, and what it superseded is said again, with the same sources.
 *
 * Whatever came after on other facts stays. When one of its own facts has been changed since, nothing is undone. Local governments it made
 * stay, without the name and the membership it gave them: others may have linked to them. Nor is anything undone that an import applied since
 * found as it says, and so did not write itself.
 */
export async function revertImport(db: HubDatabase, id: string, own?: OwnWrite): Promise<Reverted> {
  const found = await importOf(db, id);
  if (!found) return refused('NOT_FOUND', 'There is no such import.');
  try {
    return await inTurn(db, found.organizationId, async (tx) => {
      const held = await heldImport(tx, id);
      if (held?.status !== 'APPLIED') return refused('STATUS_TRANSITION_NOT_ALLOWED', 'Only an import that is applied can be reverted.');
      const later = await reliedOnBy(tx, held);
      if (later !== null)
        return refused('VERSION_CONFLICT', `The roster as of ${later}, applied since, says what this one recorded; revert that one first.`);
      if (own) await beginWrite(tx, own);
      await tx.rows(sql`
        SELECT set_config('hub.reason', ${`Roster as of ${held.asOf} reverted`}, true), set_config('hub.on_behalf_of', ${held.organizationId}, true)`);
      for (const table of TABLES) await undo(tx, table, id);
      await recordStatus(tx, id, 'REVERTED');
      await tx.rows(sql`SET CONSTRAINTS ALL IMMEDIATE`);
      return { outcome: 'reverted' };
    });
  } catch (error) {
    if (error instanceof Busy) return refused('VERSION_CONFLICT', error.message);
    if (!(error instanceof VersionConflict)) throw error;
    return refused('VERSION_CONFLICT', 'A membership it recorded has been changed since; revert what came after first.');
  }
}

function refused(code: Refusal['code'], message: string): Reverted {
  return { outcome: 'refused', refusal: { code, field: ['importId'], message } };
}

/**
 * An import that was applied after this one and bears out what it recorded: it lists a member this one wrote of, or is complete without one
 * this one let go, and speaks of members of that kind.
 *
 * @returns the day it speaks of.
 */
async function reliedOnBy(tx: Database, { id, organizationId }: ImportRow): Promise<string | null> {
  const mine = sql`roster_effect AS e JOIN membership AS m USING (version_id) WHERE e.import_id = ${id} AND e.is_written`;
  const listed = sql`roster_row AS r WHERE r.member_id = m.member_id AND r.import_id = l.id`;
  const speaksOfSuch = sql`roster_row AS r JOIN actor AS a ON a.id = r.member_id
    WHERE r.import_id = l.id AND (a.kind = 'CITY') = EXISTS (SELECT FROM city WHERE city.id = m.member_id)`;
  const [later] = await tx.rows<{ asOf: string }>(sql`
    SELECT l.as_of AS "asOf" FROM roster_import AS l
    WHERE l.organization_id = ${organizationId} AND l.status = 'APPLIED' AND l.id <> ${id}
      AND l.applied_at > (SELECT applied_at FROM roster_import WHERE id = ${id})
      AND (EXISTS (SELECT FROM ${mine} AND EXISTS (SELECT FROM ${listed}))
        OR (l.is_complete AND EXISTS (SELECT FROM ${mine} AND m.status = 'WITHDRAWN' AND NOT EXISTS (SELECT FROM ${listed})
          AND EXISTS (SELECT FROM ${speaksOfSuch}))))
    ORDER BY l.applied_at DESC LIMIT 1`);
  return later?.asOf ?? null;
}

async function undo(tx: Database, table: RosterEffectRecord['tableName'], importId: string): Promise<void> {
  const effects = (isWritten: boolean) => sql`
    SELECT version_id FROM roster_effect WHERE import_id = ${importId} AND table_name = ${table} AND is_written = ${isWritten}`;
  await refuseLaterVersions(tx, table, importId);
  await supersedeAll(tx, table, effects(true));
  const before = (await tx.rows<{ version_id: string }>(effects(false))).map(({ version_id }) => version_id);
  const contents = await contentsOf(tx, table, before);
  const cited = await citationsOf(tx, before);
  const again = [...contents].map(([old, content]) => ({
    old,
    row: { ...content, version_id: v7() } as TableRow & { version_id: string },
  }));
  const citations = again.flatMap(({ old, row }) =>
    (cited.get(old) ?? []).map((cite) => ({ ...cite, id: v7(), version_id: row.version_id })),
  );
  await insertRows(tx, 'citation', citations);
  await insertRows(
    tx,
    table,
    again.map(({ row }) => row),
  );
  await handBack(tx, again);
}

/** Earlier imports that wrote what this one superseded have now written what is said again, and can still be undone. */
async function handBack(
  tx: Database,
  again: readonly { readonly old: string; readonly row: { readonly version_id: string } }[],
): Promise<void> {
  await tx.rows(sql`
    UPDATE roster_effect AS e SET version_id = g.new
    FROM jsonb_to_recordset(${JSON.stringify(again.map(({ old, row }) => ({ old, new: row.version_id })))}::jsonb) AS g (old uuid, new uuid)
    WHERE e.version_id = g.old AND e.is_written`);
}

/**
 * A fact of which the hub believes a version that is younger than the import, and not of its making, was changed since.
 *
 * Every step is a look at an index: right after a large import the planner does not know yet how many rows there are.
 */
async function refuseLaterVersions(tx: Database, table: RosterEffectRecord['tableName'], importId: string): Promise<void> {
  const later = await tx.rows(sql`
    SELECT FROM roster_effect AS e JOIN roster_import AS i ON i.id = e.import_id
    JOIN ${raw(table)} AS f ON f.version_id = e.version_id
    JOIN ${raw(table)} AS v ON v.id = f.id AND v.superseded_at = 'infinity' AND v.recorded_at > i.applied_at
    WHERE e.import_id = ${importId} AND e.table_name = ${table} AND e.is_written
      AND NOT EXISTS (SELECT FROM roster_effect AS own WHERE own.import_id = ${importId} AND own.version_id = v.version_id AND own.is_written)
    LIMIT 1`);
  if (later.length > 0) throw new VersionConflict();
}
