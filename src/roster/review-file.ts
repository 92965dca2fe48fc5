import { organizationBySlug } from '../catalog/organization/organization.loader';
import { REASONS } from '../identity/explanation';
import type { Database } from '../platform/database';
import { isUuid, parseGlobalId } from '../platform/global-id';
import { sql } from '../platform/sql';
import { DelimitedText, delimiterOf } from './delimited';
import { safeCell } from './flags';
import { LIMITS } from './limits';
import type { Why } from './plan';
import { RosterError, shown } from './problem';
import { isBlank, type RawRow } from './raw-row';
import type { RowDecision } from './review';
import { RowResolution } from './roster-words';
import { type RowToReview, rowsToReview } from './rows-to-review';
import { type RowRow, rowKeys } from './store';

const COLUMNS = [
  'row',
  'line',
  'name_as_listed',
  'country_as_listed',
  'region_as_listed',
  'decision',
  'why',
  'candidates',
  'resolution',
  'city',
  'organization',
] as const;

/**
 * The rows that need a person, as CSV to be edited and sent back: write ACCEPTED, CORRECTED, NEW_CITY or SKIPPED into `resolution`, and
 * with CORRECTED the slug of the city into `city`, or that of the organisation into `organization`.
 */
export async function reviewFile(db: Database, importId: string): Promise<string> {
  const rows = await rowsToReview(db, importId);
  const slugs = await slugsById(db, rows);
  const slugOf = (id: string | null | undefined) => slugs.get(id ?? '') ?? '';
  const lines = rows.map((row) => [
    ...[row.id, String(row.line), row.nameAsListed, row.countryAsListed ?? '', row.regionAsListed ?? '', row.decision, whyOf(row)],
    row.candidates.map(({ cityId, organizationId, score }) => `${slugOf(cityId ?? organizationId)} ${Math.round(score)}`).join('; '),
    ...[row.resolution ?? '', slugOf(row.resolvedCityId), slugOf(row.resolvedOrganizationId)],
  ]);
  return `\uFEFF${[COLUMNS, ...lines].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

/** Why the hub leaves a row to a person, in words: what the match says, what stands in the cells, and what keeps it from being applied. */
function whyOf({ reasons, issues, blocked }: RowToReview): string {
  const ofMatch = reasons.flatMap((reason) => (REASONS as Readonly<Record<string, string>>)[reason] ?? []);
  return [...ofMatch, ...issues.map(({ message }) => message), ...(blocked ? [BLOCKED[blocked]] : [])].join('; ');
}

const BLOCKED: Readonly<Record<Why, string>> = {
  UNDECIDED: 'it has not been decided',
  SAME_MEMBER: 'another row is the same member',
  LATER_FACTS: 'a newer source says otherwise of this member',
  PERIOD: 'its days end before they begin, or overlap those of a membership it has',
};

function quoted(cell: string): string {
  const safe = safeCell(cell);
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function slugsById(db: Database, rows: readonly RowRow[]): Promise<ReadonlyMap<string, string>> {
  const named = rows.flatMap(({ candidates, resolvedCityId, resolvedOrganizationId }) => [
    ...candidates.map(({ cityId, organizationId }) => cityId ?? organizationId),
    ...[resolvedCityId, resolvedOrganizationId],
  ]);
  const ids = [...new Set(named.flatMap((id) => id ?? []))];
  const found = await db.rows<{ id: string; slug: string }>(sql`
    SELECT id, slug FROM city WHERE id = ANY(${ids}::uuid[]) UNION ALL SELECT id, slug FROM organization WHERE id = ANY(${ids}::uuid[])`);
  return new Map(found.map(({ id, slug }) => [id, slug]));
}

/**
 * The decisions in a review file. Rows without a resolution are left as they are; rows are known by their id or, when the roster was sent
 * again, by line and name.
 *
 * @throws RosterError that names line and column.
 */
export async function decisionsIn(db: Database, importId: string, text: string): Promise<RowDecision[]> {
  const [header, ...lines] = rawRows(text);
  const places = new Map((header?.cells ?? []).map((cell, place) => [cell.replace(/^\uFEFF/, '').trim(), place]));
  const missing = (['line', 'name_as_listed', 'resolution'] as const).find((column) => !places.has(column));
  if (missing) throw new RosterError('HEADER_MISSING', `the review has no column "${missing}".`, { line: header?.line ?? 1 });
  const known = new Map(
    (await rowKeys(db, importId)).flatMap((row) => [[row.id, row] as const, [keyOf(row.line, safeCell(row.nameAsListed)), row] as const]),
  );
  const given = lines.flatMap(({ line, cells }) => {
    const cell = (column: string) => cells[places.get(column) ?? -1]?.trim() ?? '';
    if (cell('resolution') === '') return [];
    const row = known.get(cell('row')) ?? known.get(keyOf(Number(cell('line')), cell('name_as_listed')));
    if (!row) throw new RosterError('COLUMN_UNKNOWN', 'this import has no such row.', { line, column: 1 });
    const [resolution, city, organization] = [cell('resolution'), cell('city'), cell('organization')];
    return [{ line, row, resolution: resolutionIn(resolution, line, places.get('resolution') ?? 0), city, organization }];
  });
  const cities = await citiesNamed(
    db,
    given.flatMap(({ city }) => city || []),
  );
  const organizations = await organizationsNamed(
    db,
    given.flatMap(({ organization }) => organization || []),
  );
  return given.map(({ line, row, resolution, city, organization }) => {
    if (resolution !== 'CORRECTED') return { rowId: row.id, resolution, cityId: null };
    const [cityId = null, organizationId = null] = [cities.get(city), organizations.get(organization)];
    const unknown = (column: string, message: string) =>
      new RosterError('COLUMN_UNKNOWN', message, { line, column: (places.get(column) ?? 0) + 1 });
    if (organization !== '' && organizationId === null)
      throw unknown('organization', `${shown(organization)} is the slug of no organisation. Write one such as uclg-africa.`);
    if (cityId === null && (city !== '' || organizationId === null))
      throw unknown('city', `${shown(city)} is the slug of no city. Write one such as ma-tangier, or a GeoNames id.`);
    return { rowId: row.id, resolution, cityId, organizationId };
  });
}

/** Organisations by slug. */
async function organizationsNamed(db: Database, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await organizationBySlug.fetch(db, slugs);
  return new Map(found.map(({ id, slug }) => [slug, id]));
}

function rawRows(text: string): RawRow[] {
  const plain = text.replace(/^\uFEFF/, '');
  const { delimiter, skip } = delimiterOf(plain.slice(0, START));
  const reader = new DelimitedText(delimiter);
  const rows: RawRow[] = [];
  for (const some of [reader.read(plain.slice(skip)), reader.end()])
    for (const row of some) {
      if (isBlank(row)) continue;
      rows.push(row);
      if (rows.length > LIMITS.rows + 1)
        throw new RosterError('TOO_MANY_ROWS', `there are more than ${LIMITS.rows.toLocaleString('en')} rows.`, { line: row.line });
    }
  return rows;
}

/** Characters the delimiter is told by. */
const START = 64 * 1024;

function keyOf(line: number, name: string): string {
  return `${line}|${name.trim()}`;
}

function resolutionIn(cell: string, line: number, place: number): RowResolution {
  const word = cell.toUpperCase().replace(/[\s-]+/g, '_');
  if (Object.hasOwn(RowResolution, word)) return word as RowResolution;
  throw new RosterError('COLUMN_UNKNOWN', `${shown(cell)} is none of ${Object.keys(RowResolution).join(', ')}.`, {
    line,
    column: place + 1,
  });
}

/** Cities by slug, GeoNames id or id. */
export async function citiesNamed(db: Database, given: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(
    given.flatMap((text) => {
      const key = isUuid(text) ? text : parseGlobalId(text)?.key;
      return key !== undefined && isUuid(key) ? [[text, key] as const] : [];
    }),
  );
  const found = await db.rows<{ id: string; slug: string; geonamesId: string | null }>(sql`
    SELECT id, slug, geonames_id::text AS "geonamesId" FROM city WHERE slug = ANY(${given}) OR geonames_id::text = ANY(${given})`);
  return new Map([...ids, ...found.flatMap(({ id, slug, geonamesId }) => [[slug, id] as const, [geonamesId ?? slug, id] as const])]);
}
