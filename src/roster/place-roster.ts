import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { v7 } from 'uuid';
import type { Matcher } from '../identity';
import { insertRows } from '../platform/insert-rows';
import { sql } from '../platform/sql';
import { readRoster } from './import-roster';
import { shown } from './problem';
import { type RowDecision, recordDecisions } from './review';
import { citiesNamed } from './review-file';
import type { RosterEffectRecord } from './roster-effect.entity';
import { recordImport, recordStatus } from './store';
import { lockRosters, type Transaction } from './transaction';

/** A roster that comes with the decisions of whoever keeps it. */
export interface KeptRoster {
  readonly file: string;
  readonly organizationId: string;
  readonly asOf: string;
  /** Who keeps it. */
  readonly keeper: string;
  readonly decisions: readonly KeptDecision[];
}

/** Which city a name is, or that it is left out (null). Known by the row's name and country, so that lines may move. */
export interface KeptDecision {
  readonly name: string;
  readonly country: string;
  /** A slug or a GeoNames id. */
  readonly city: string | null;
}

export interface PlacedRoster {
  readonly importId: string;
  /** False: this very file was taken in before, and nothing was read or matched again. */
  readonly isNew: boolean;
  readonly rows: readonly PlacedRow[];
}

/** A row with the city it means; none when it is left out, by a decision or because nothing decides it. */
export interface PlacedRow {
  readonly line: number;
  readonly name: string;
  readonly cityId: string | null;
  readonly by: 'HUB' | 'DECISION' | 'NOBODY';
}

/**
 * Takes a kept roster through reading, matching and review, as any upload, in a transaction of the caller's; the caller writes the facts,
 * then calls {@link recordApplied}. Rows that neither the hub nor a decision places are left out.
 *
 * @throws RosterError when it cannot be read; Error when a decision names a city the hub does not have.
 */
export async function placeRoster(tx: Transaction, matcher: Matcher, roster: KeptRoster): Promise<PlacedRoster> {
  const { organizationId, asOf, keeper, file, decisions } = roster;
  await lockRosters(tx, organizationId);
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .update(JSON.stringify([asOf, decisions]))
    .digest('hex');
  const known = await takenInBefore(tx, roster, sha256);
  if (known !== null) return { importId: known, isNew: false, rows: await placedRows(tx, known) };
  const id = v7();
  const about = { id, sourceId: v7(), organizationId, fileName: basename(file), sha256, asOf, isComplete: false, createdBy: keeper };
  await recordImport(tx, about);
  await readRoster({ db: tx, matcher }, { id, organizationId, path: file, asOf, options: {} });
  await decide(tx, id, roster);
  return { importId: id, isNew: true, rows: await placedRows(tx, id) };
}

async function takenInBefore(tx: Transaction, { organizationId, keeper }: KeptRoster, sha256: string): Promise<string | null> {
  const [known] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM roster_import WHERE organization_id = ${organizationId} AND created_by = ${keeper} AND sha256 = ${sha256}
      AND status IN ('APPLIED', 'REVERTED') ORDER BY created_at DESC LIMIT 1`);
  return known?.id ?? null;
}

async function decide(tx: Transaction, importId: string, { decisions, keeper }: KeptRoster): Promise<void> {
  const cities = await citiesNamed(
    tx,
    decisions.flatMap(({ city }) => city ?? []),
  );
  const kept = new Map(decisions.map((decision) => [keyOf(decision), resolutionOf(decision, cities)]));
  const rows = await tx.rows<{ rowId: string; name: string; country: string | null; isSure: boolean }>(sql`
    SELECT id AS "rowId", name_as_listed AS name, country_as_listed AS country, city_id IS NOT NULL AS "isSure"
    FROM roster_row WHERE import_id = ${importId}`);
  const keyed = rows.map(({ rowId, name, country, isSure }) => ({ rowId, isSure, of: kept.get(keyOf({ name, country: country ?? '' })) }));
  const decided = keyed.flatMap(({ rowId, of }) => (of ? [{ rowId, ...of }] : []));
  const open = keyed.flatMap(({ rowId, isSure, of }) => (of || isSure ? [] : [{ rowId, ...LEFT_OUT }]));
  await recordDecisions(tx, keeper, decided);
  await recordDecisions(tx, NOBODY, open);
}

const LEFT_OUT = { resolution: 'SKIPPED', cityId: null } as const;
/** Who leaves out what nobody decides. */
const NOBODY = 'nobody';

function resolutionOf({ name, city }: KeptDecision, cities: ReadonlyMap<string, string>): Omit<RowDecision, 'rowId'> {
  if (city === null) return LEFT_OUT;
  const cityId = cities.get(city);
  if (cityId) return { resolution: 'CORRECTED', cityId };
  throw new Error(`The decision on ${shown(name)} names the city ${shown(city)}, which the hub does not have.`);
}

function keyOf({ name, country }: Pick<KeptDecision, 'name' | 'country'>): string {
  return `${name}|${country}`;
}

function placedRows(tx: Transaction, importId: string): Promise<PlacedRow[]> {
  return tx.rows(sql`
    SELECT line, name_as_listed AS name, CASE WHEN resolution = 'SKIPPED' THEN NULL ELSE coalesce(resolved_city_id, city_id) END AS "cityId",
      CASE WHEN resolution IS NULL THEN 'HUB' WHEN decided_by = ${NOBODY} THEN 'NOBODY' ELSE 'DECISION' END AS by
    FROM roster_row WHERE import_id = ${importId} ORDER BY position`);
}

/** Versions an import wrote and those they superseded. */
export interface Effects {
  readonly table: RosterEffectRecord['tableName'];
  readonly written: readonly string[];
  readonly superseded: readonly string[];
}

/** What was placed is now part of what the hub holds; what was written for it is noted, so that it can be reverted. */
export async function recordApplied(tx: Transaction, { importId, isNew }: PlacedRoster, effects: readonly Effects[]): Promise<void> {
  const rows = effects.flatMap(({ table, written, superseded }) =>
    [...written.map((id) => [id, true] as const), ...superseded.map((id) => [id, false] as const)].map(([id, isWritten]) => ({
      ...{ import_id: importId, version_id: id, table_name: table, is_written: isWritten },
    })),
  );
  await insertRows(tx, 'roster_effect', rows);
  if (isNew) await recordStatus(tx, importId, 'APPLIED');
}
