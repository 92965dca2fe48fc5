import type { Database } from '../../platform/database';
import type { TableRow } from '../../platform/insert-rows';
import { join, raw, type Sql, sql } from '../../platform/sql';
import type { FactTable, HeldVersion } from '../writing/record-versions';

/** Where facts of a table name actors, and when one is said of the record that is kept already: `v` is the version, `k` another of the table. */
interface Naming {
  readonly table: FactTable;
  readonly columns?: readonly string[];
  readonly lists?: readonly string[];
  /** A version of the record that is kept which says the same as this one. */
  readonly same?: Sql;
  /** What the next version says otherwise, as an object. */
  readonly otherwise?: (keptId: string) => Sql;
}

const NAMINGS: readonly Naming[] = [
  {
    table: 'actor_name',
    columns: ['actor_id'],
    same: sql`k.language = v.language AND k.value = v.value`,
    // An actor has one official name in a language: that of the record that is kept.
    otherwise: (keptId) => sql`CASE WHEN v.kind = 'OFFICIAL' AND EXISTS (
      SELECT FROM actor_name AS k WHERE k.actor_id = ${keptId} AND k.language = v.language AND k.kind = 'OFFICIAL' AND k.superseded_at = 'infinity')
      THEN '{"kind": "COMMON"}'::jsonb ELSE '{}' END`,
  },
  {
    table: 'membership',
    columns: ['member_id'],
    same: sql`k.organization_id = v.organization_id AND daterange(k.valid_from, k.valid_to) && daterange(v.valid_from, v.valid_to)`,
  },
  {
    table: 'participation',
    columns: ['actor_id', 'on_behalf_of_id'],
    same: sql`k.collaboration_id = v.collaboration_id AND k.role = v.role`,
  },
  { table: 'mandate', columns: ['at_id', 'holder_id'] },
  {
    table: 'membership',
    columns: ['organization_id'],
    same: sql`k.member_id = v.member_id AND daterange(k.valid_from, k.valid_to) && daterange(v.valid_from, v.valid_to)`,
  },
  { table: 'membership_tier', columns: ['organization_id'], same: sql`k.code = v.code` },
  { table: 'reported_figure', columns: ['organization_id'] },
  { table: 'collaboration', columns: ['location_id'] },
  { table: 'resource', columns: ['publisher_id'] },
  { table: 'commitment', lists: ['responsible_ids', 'beneficiary_ids', 'place_ids'] },
  { table: 'commitment_update', columns: ['by_id'] },
  { table: 'follow_up', lists: ['assignee_ids'] },
  { table: 'access_rule', columns: ['organization_id'], lists: ['actor_ids'] },
];

/** A version that names a record, as its table has it without clocks. */
export interface NamingVersion extends HeldVersion {
  readonly table: FactTable;
  readonly factId: string;
  /** The record that is kept has a fact that says the same. */
  readonly isHeld: boolean;
  /** What it will say when it names the record that is kept. */
  readonly next: TableRow;
}

export interface TwoRecords {
  readonly mergedId: string;
  readonly keptId: string;
}

/** Everything the hub believes now that names a record; one statement for each kind of fact. */
export async function versionsNaming(tx: Database, two: TwoRecords): Promise<NamingVersion[]> {
  const found: NamingVersion[] = [];
  for (const naming of NAMINGS) found.push(...(await namedIn(tx, naming, two)));
  return found;
}

export const CLOCKS = sql`'{version_id,valid_from,valid_to,overdue_from,recorded_at,superseded_at}'::text[]`;

async function namedIn(tx: Database, naming: Naming, { mergedId, keptId }: TwoRecords): Promise<NamingVersion[]> {
  const { table, columns = [], lists = [], same, otherwise } = naming;
  const named = join(
    [...columns.map((column) => sql`v.${raw(column)} = ${mergedId}`), ...lists.map((list) => sql`${mergedId}::uuid = ANY(v.${raw(list)})`)],
    ' OR ',
  );
  const owner = raw(columns[0] ?? '');
  const isHeld = same
    ? sql`v.${owner} = ${mergedId} AND EXISTS (SELECT FROM ${raw(table)} AS k WHERE k.${owner} = ${keptId} AND k.superseded_at = 'infinity' AND ${same})`
    : sql`false`;
  const rows = await tx.rows<Omit<NamingVersion, 'table' | 'next'> & { readonly otherwise: TableRow }>(sql`
    SELECT v.id AS "factId", v.version_id AS "versionId", v.recorded_at AS "recordedAt", v.valid_to = 'infinity' AS "isOpen",
      to_jsonb(v) - ${CLOCKS} AS said, ${isHeld} AS "isHeld", ${otherwise?.(keptId) ?? sql`'{}'::jsonb`} AS otherwise
    FROM ${raw(table)} AS v WHERE v.superseded_at = 'infinity' AND (${named}) ORDER BY v.id, v.valid_from`);
  return rows.map(({ otherwise: other, ...row }) => ({
    ...row,
    table,
    next: { ...renamed(row.said, naming, { mergedId, keptId }), ...other },
  }));
}

function renamed(said: TableRow, { columns = [], lists = [] }: Naming, { mergedId, keptId }: TwoRecords): TableRow {
  const swap = (id: unknown) => (id === mergedId ? keptId : id);
  return {
    ...said,
    ...Object.fromEntries(columns.map((column) => [column, swap(said[column])])),
    ...Object.fromEntries(lists.map((list) => [list, [...new Set((said[list] as unknown[]).map(swap))]])),
  };
}

/** Everything the hub believes now that names tiers. */
export async function versionsNamingTiers(tx: Database, tiers: readonly string[]): Promise<NamingVersion[]> {
  const found: NamingVersion[] = [];
  for (const table of ['membership', 'membership_transition', 'access_rule'] as const) {
    const rows = await tx.rows<Omit<NamingVersion, 'table' | 'next'>>(sql`
      SELECT v.id AS "factId", v.version_id AS "versionId", v.recorded_at AS "recordedAt", v.valid_to = 'infinity' AS "isOpen",
        to_jsonb(v) - ${CLOCKS} AS said, false AS "isHeld"
      FROM ${raw(table)} AS v WHERE v.superseded_at = 'infinity' AND v.tier_id = ANY(${tiers}) ORDER BY v.id, v.valid_from`);
    found.push(...rows.map((row) => ({ ...row, table, next: row.said })));
  }
  return found;
}
