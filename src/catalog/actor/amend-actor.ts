import type { Database } from '../../platform/database';
import { fold } from '../../platform/fold';
import { join, raw, sql } from '../../platform/sql';
import type { Cite } from '../writing/record-versions';
import { type ActorNames, amendNames } from './amend-names';

/** What may be corrected of an actor; what is left out, or undefined, stays. */
export interface Amendment extends ActorNames, OrganizationAmendment {
  readonly website?: string | null | undefined;
}

/** Of organisations only. */
interface OrganizationAmendment {
  readonly scope?: string | null | undefined;
  readonly institutionKind?: string | null | undefined;
  readonly seatId?: string | null | undefined;
  readonly foundedOn?: string | null | undefined;
  readonly themeIds?: readonly string[] | undefined;
  readonly wikidataId?: string | null | undefined;
}

/** Columns of "organization" by what is said in them. */
const COLUMNS = {
  acronym: 'acronym',
  scope: 'scope',
  institutionKind: 'institution_kind',
  seatId: 'seat_id',
  foundedOn: 'founded_on',
  themeIds: 'theme_ids',
  wikidataId: 'wikidata_id',
} as const satisfies Partial<Record<keyof Amendment, string>>;

/** Corrects an actor: names as facts, with their sources; the rest in place, with what was there before in the feed. */
export async function amendActor(tx: Database, id: string, amendment: Amendment, citations: readonly Cite[]): Promise<void> {
  await tx.rows(sql`SELECT FROM actor WHERE id = ${id} FOR NO KEY UPDATE`);
  const label = await labelFrom(tx, id, amendment);
  await amendNames(tx, id, amendment, citations);
  await amendOrganization(tx, id, amendment, citations);
  // Last, and later than before, whatever the clock says: who has looked at it meanwhile is told when it comes to write.
  const columns = [
    ...(label === undefined ? [] : [sql`name = ${label}`, sql`folded = ${fold(label)}`]),
    ...(amendment.website === undefined ? [] : [sql`website = ${amendment.website}`]),
    sql`updated_at = greatest(date_trunc('milliseconds', clock_timestamp()), updated_at + interval '1 millisecond')`,
  ];
  await tx.rows(sql`UPDATE actor SET ${join(columns, ', ')} WHERE id = ${id}`);
}

/** What an actor is listed as from now on: its English name, or the next one in the language of what it is listed as without one. */
async function labelFrom(tx: Database, id: string, { names = {} }: Amendment): Promise<string | undefined> {
  if (names.en !== undefined) return names.en;
  const [listed] = await tx.rows<{ language: string }>(sql`
    SELECT n.language FROM actor AS a JOIN actor_name AS n ON n.actor_id = a.id AND n.value = a.name
    WHERE a.id = ${id} AND n.kind = 'OFFICIAL' AND n.superseded_at = 'infinity' AND n.valid_to = 'infinity'
    ORDER BY n.language <> 'en', n.language LIMIT 1`);
  return listed && names[listed.language];
}

/** What is said in place rests on the first of the sources. */
async function amendOrganization(tx: Database, id: string, amendment: Amendment, citations: readonly Cite[]): Promise<void> {
  const said = Object.entries(COLUMNS).flatMap(([property, column]) => {
    const value = amendment[property as keyof typeof COLUMNS];
    return value === undefined ? [] : [{ column: raw(column), value }];
  });
  if (said.length === 0) return;
  const next = said.map(({ column, value }) => sql`${column} = ${value}`);
  const isOther = said.map(({ column, value }) => sql`${column} IS DISTINCT FROM ${value}`);
  await tx.rows(sql`
    UPDATE organization SET ${join(next, ', ')}, source_id = coalesce(${citations[0]?.sourceId ?? null}, source_id)
    WHERE id = ${id} AND (${join(isOther, ' OR ')})`);
}
