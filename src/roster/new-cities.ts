import { v7 } from 'uuid';
import type { Database } from '../platform/database';
import { fold } from '../platform/fold';
import { insertRows, type TableRow } from '../platform/insert-rows';
import { scriptOf } from '../platform/script';
import { sql } from '../platform/sql';
import { citation } from './draft';
import type { SlimRow } from './held';
import type { PlannedRow } from './plan';
import type { ImportRow } from './store';

/** A local government to be made, of a row that says where it is. */
interface NewCity {
  readonly id: string;
  readonly row: PlannedRow;
  readonly stored: SlimRow;
  readonly countryCode: string;
}

/**
 * Makes the local governments of rows that are none the hub has. Their names are facts of the roster.
 *
 * @returns the city of each row, and the versions written.
 */
export async function makeCities(
  tx: Database,
  { sourceId, asOf }: ImportRow,
  rows: readonly { readonly row: PlannedRow; readonly stored: SlimRow }[],
): Promise<{ readonly cities: ReadonlyMap<string, string>; readonly versions: readonly string[] }> {
  const made = rows.map(({ row, stored }): NewCity => ({ id: v7(), row, stored, countryCode: row.countryCode ?? '' }));
  if (made.length === 0) return { cities: new Map(), versions: [] };
  const taken = await takenIdentifiers(tx, made);
  const slugs = slugsOf(made, await slugsIn(tx, [...new Set(made.map(({ countryCode }) => countryCode))]));
  await insertRows(tx, 'actor', made.map(actorOf));
  await insertRows(
    tx,
    'city',
    made.map(({ id, stored, countryCode }, at) => ({
      ...{ id, slug: slugs[at], kind: stored.kind ?? 'OTHER', country_code: countryCode, source_id: sourceId },
      wikidata_id: free(stored.wikidataId, taken),
      unlocode: free(stored.unlocode, taken),
    })),
  );
  const names = made.map(({ id, row }) => ({ factId: v7(), versionId: v7(), ...nameOf(id, row.name) }));
  await insertRows(
    tx,
    'fact',
    names.map(({ factId }) => ({ id: factId, kind: 'Name' })),
  );
  await insertRows(
    tx,
    'citation',
    names.map(({ factId, versionId }, at) => citation({ factId, versionId, sourceId, asOf, row: made[at]!.row })),
  );
  await insertRows(
    tx,
    'actor_name',
    names.map(({ factId, versionId, ...content }) => ({ id: factId, version_id: versionId, ...content })),
  );
  return { cities: new Map(made.map(({ id, row }) => [row.rowId, id])), versions: names.map(({ versionId }) => versionId) };
}

function actorOf({ id, row: { name } }: NewCity): TableRow {
  return { id, kind: 'CITY', name, folded: fold(name), website: null, created_at: 'now', updated_at: 'now' };
}

function nameOf(id: string, name: string): TableRow {
  const script = scriptOf(name);
  return {
    actor_id: id,
    value: name,
    folded: fold(name),
    language: `und-${script}`,
    script,
    kind: 'COMMON',
    confidence: 0.9,
    corroboration: 'UNCONFIRMED',
  };
}

async function takenIdentifiers(tx: Database, made: readonly NewCity[]): Promise<Set<string>> {
  const asked = made.flatMap(({ stored }) => [stored.wikidataId, stored.unlocode]).filter((id) => id !== null);
  const rows = await tx.rows<{ id: string }>(sql`
    SELECT unnest(ARRAY[wikidata_id, unlocode]) AS id FROM city WHERE wikidata_id = ANY(${asked}) OR unlocode = ANY(${asked})`);
  return new Set(rows.map(({ id }) => id));
}

/** The first that has an identifier keeps it. */
function free(id: string | null, taken: Set<string>): string | null {
  if (id === null || taken.has(id)) return null;
  taken.add(id);
  return id;
}

async function slugsIn(tx: Database, countries: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ slug: string }>(sql`SELECT slug FROM city WHERE country_code = ANY(${countries})`);
  return new Set(rows.map(({ slug }) => slug));
}

/** The country's code and the name, as in `ma-tangier`; where that is taken, with a number behind it. */
function slugsOf(made: readonly NewCity[], taken: Set<string>): string[] {
  return made.map(({ row, countryCode }) => {
    const folded = fold(row.name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80);
    const base = `${countryCode.toLowerCase()}-${folded || 'local-government'}`;
    let slug = base;
    for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
    taken.add(slug);
    return slug;
  });
}
