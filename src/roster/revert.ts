import { v7 } from 'uuid';
import type { Database, HubDatabase } from '../platform/database';
import { raw, sql } from '../platform/sql';
import { insertRows, type TableRow } from './insert';
import type { RosterEffectRecord } from './roster-effect.entity';
import type { Refusal } from './roster-words';
import { heldImport, importOf, recordStatus } from './store';
import { inTurn } from './transaction';
import { citationsOf, contentsOf, supersede, VersionConflict } from './versions';

export type Reverted = { readonly outcome: 'reverted' } | { readonly outcome: 'refused'; readonly refusal: Refusal };

const TABLES = ['membership', 'membership_transition', 'actor_name'] as const;

/**
 * Undoes an applied import: what it wrote is believed no longer, and what it superseded is said again, with the same sources.
 *
 * Whatever came after on other facts stays. When one of its own facts has been changed since, nothing is undone. Local governments it made
 * stay, without the name and the membership it gave them: others may have linked to them.
 */
export async function revertImport(db: HubDatabase, id: string): Promise<Reverted> {
  const found = await importOf(db, id);
  if (!found) return refused('NOT_FOUND', 'There is no such import.');
  try {
    return await inTurn(db, found.organizationId, async (tx) => {
      const held = await heldImport(tx, id);
      if (held?.status !== 'APPLIED') return refused('STATUS_TRANSITION_NOT_ALLOWED', 'Only an import that is applied can be reverted.');
      await tx.rows(sql`
        SELECT set_config('hub.reason', ${`Roster as of ${held.asOf} reverted`}, true), set_config('hub.on_behalf_of', ${held.organizationId}, true)`);
      for (const table of TABLES) await undo(tx, table, id);
      await recordStatus(tx, id, 'REVERTED');
      await tx.rows(sql`SET CONSTRAINTS ALL IMMEDIATE`);
      return { outcome: 'reverted' };
    });
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    return refused('VERSION_CONFLICT', 'A membership it recorded has been changed since; revert what came after first.');
  }
}

function refused(code: Refusal['code'], message: string): Reverted {
  return { outcome: 'refused', refusal: { code, field: ['importId'], message } };
}

async function undo(tx: Database, table: RosterEffectRecord['tableName'], importId: string): Promise<void> {
  const versions = async (isWritten: boolean) => {
    const rows = await tx.rows<{ id: string }>(sql`
      SELECT version_id AS id FROM roster_effect WHERE import_id = ${importId} AND table_name = ${table} AND is_written = ${isWritten}`);
    return rows.map(({ id }) => id);
  };
  const [written, before] = [await versions(true), await versions(false)];
  await refuseLaterSpans(tx, table, written);
  await supersede(tx, table, written);
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
}

/** A fact that has other versions now than those the import wrote and left was changed since. */
async function refuseLaterSpans(tx: Database, table: RosterEffectRecord['tableName'], written: readonly string[]): Promise<void> {
  const [later] = await tx.rows<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM ${raw(table)} AS mine
    JOIN ${raw(table)} AS v ON v.id = mine.id AND v.superseded_at = 'infinity' AND v.recorded_at > mine.recorded_at
    WHERE mine.version_id = ANY(${written}::uuid[])`);
  if ((later?.count ?? 0) > 0) throw new VersionConflict();
}
