import { leadingOn } from '../catalog/merging/merged-into';
import { countryOf } from '../identity/countries';
import type { Database } from '../platform/database';
import { fold } from '../platform/fold';
import { sql } from '../platform/sql';
import type { HeldMembership, PlannedRow, Roster } from './plan';
import type { ImportRow, RowRow } from './store';
import { ORGANIZATIONS, Tiers } from './tiers';

/** What is needed to plan an import: its rows with what was decided of them, and who is a member now. */
export async function rosterOf(db: Database, { id, organizationId, asOf, isComplete }: ImportRow): Promise<LoadedRoster> {
  const { read, stored, kinds } = await readRows(db, id, await Tiers.of(db, organizationId));
  const held = await heldMemberships(db, { organizationId, asOf }, kinds);
  const meanwhile = await madeMeanwhile(db, read);
  const planned = read.map((row): PlannedRow => {
    const memberId = meanwhile.get(row.rowId);
    return memberId === undefined ? row : { ...row, stands: 'MEMBER', memberId };
  });
  const named = isComplete ? await asListedBefore(db, { organizationId, held, rows: planned }) : planned;
  return { rows: named, held, asOf, isComplete, meanwhile, stored };
}

/** A row without what only a person reads: there may be 200,000 of them. */
export type SlimRow = Pick<
  RowRow,
  | 'id'
  | 'line'
  | 'nameAsListed'
  | 'countryAsListed'
  | 'tierId'
  | 'tierAsListed'
  | 'since'
  | 'until'
  | 'kind'
  | 'tierAsPrinted'
  | 'office'
  | 'isFounder'
  | 'asOf'
  | 'sourceUrl'
  | 'quote'
  | 'wikidataId'
  | 'unlocode'
  | 'decision'
  | 'resolution'
> & {
  readonly memberId: string | null;
  /** The member, when it is an organisation. */
  readonly organizationId: string | null;
  readonly mayBe: readonly string[];
};

/** Rows read at once: others are answered between two lots, and most of a row is let go before the next ones come. */
const LOT = 5_000;

interface ReadRows {
  readonly read: PlannedRow[];
  readonly stored: Map<string, SlimRow>;
  /** Kinds of the members it lists. */
  readonly kinds: ReadonlySet<string>;
}

async function readRows(db: Database, importId: string, tiers: Tiers): Promise<ReadRows> {
  const lead = await leadingOn(db);
  const { read, stored, kinds } = { read: [] as PlannedRow[], stored: new Map<string, SlimRow>(), kinds: new Set<string>() };
  for (let lot = await slimRows(db, importId, 0); lot.length > 0; lot = await slimRows(db, importId, lot.at(-1)!.position)) {
    for (const row of lot) {
      const planned = plannedRow(row, lead, tiers);
      read.push(planned);
      if (planned.stands === 'NEW_CITY') stored.set(row.id, row);
      for (const kind of kindsListed(planned, row)) kinds.add(kind);
    }
    if (lot.length < LOT) break;
  }
  return { read, stored, kinds };
}

function slimRows(db: Database, importId: string, after: number): Promise<(SlimRow & { readonly position: number })[]> {
  return db.rows(sql`
    SELECT r.id, position, line, name_as_listed AS "nameAsListed", country_as_listed AS "countryAsListed", tier_id AS "tierId",
      tier_as_listed AS "tierAsListed", tier_as_printed AS "tierAsPrinted", office, is_founder AS "isFounder", as_of AS "asOf",
      source_url AS "sourceUrl", quote, since, until, kind, wikidata_id AS "wikidataId", unlocode, decision, resolution,
      member_id AS "memberId", CASE WHEN resolution IS NULL THEN organization_id ELSE resolved_organization_id END AS "organizationId",
      CASE WHEN resolution = 'SKIPPED' OR (resolution IS NULL AND decision <> 'MATCH')
        THEN jsonb_path_query_array(candidates, '$[*].cityId') || jsonb_path_query_array(candidates, '$[*].organizationId')
        ELSE '[]' END AS "mayBe"
    FROM roster_row AS r WHERE import_id = ${importId} AND position > ${after} ORDER BY position LIMIT ${LOT}`);
}

export interface LoadedRoster extends Roster {
  /** The rows that make a city, as they are stored, by their ids. */
  readonly stored: ReadonlyMap<string, SlimRow>;
  /** Cities of rows that were to make one, which another import has made since that was decided. */
  readonly meanwhile: ReadonlyMap<string, string>;
}

async function madeMeanwhile(db: Database, rows: readonly PlannedRow[]): Promise<ReadonlyMap<string, string>> {
  const making = rows.filter(({ stands }) => stands === 'NEW_CITY');
  if (making.length === 0) return new Map();
  const wanted = making.map(({ rowId, name, countryCode }) => ({ row_id: rowId, folded: fold(name), country: countryCode }));
  const found = await db.rows<{ rowId: string; cityId: string }>(sql`
    SELECT DISTINCT ON (w.row_id) w.row_id AS "rowId", c.id AS "cityId"
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w (row_id uuid, folded text, country text)
    JOIN roster_row AS r ON r.id = w.row_id
    JOIN actor AS a ON a.folded = w.folded AND a.created_at > r.decided_at
    JOIN city AS c ON c.id = a.id AND c.country_code = w.country
    JOIN source AS s ON s.id = c.source_id AND s.kind = 'ROSTER'
    ORDER BY w.row_id, a.created_at`);
  return new Map(found.map(({ rowId, cityId }) => [rowId, cityId]));
}

/** A row that lists a city speaks of cities, and one that lists an organisation of all kinds of those. */
function kindsListed({ stands }: PlannedRow, { organizationId }: SlimRow): readonly string[] {
  if (stands !== 'MEMBER') return stands === 'NEW_CITY' ? ['CITY'] : [];
  return organizationId === null ? ['CITY'] : ORGANIZATIONS;
}

/** @param lead to the record that stands for one that was merged since the row was matched or decided. */
function plannedRow(row: SlimRow, lead: (id: string) => string, tiers: Tiers): PlannedRow {
  const isTaken = row.resolution === null && row.decision === 'MATCH';
  const stands = STANDS[row.resolution ?? 'NONE'] ?? (isTaken ? 'MEMBER' : 'OPEN');
  const named = stands === 'MEMBER' ? row.memberId : null;
  // Written out in one piece, which is quicker than of parts: there may be 200,000 rows.
  return {
    rowId: row.id,
    line: row.line,
    name: row.nameAsListed,
    stands,
    memberId: named && lead(named),
    countryCode: countryOf(row.countryAsListed ?? '') ?? null,
    isDecided: row.resolution !== null,
    mayBe: row.mayBe.map(lead),
    tierId: tiers.openTo(row.tierId, row.organizationId),
    tierAsListed: row.tierAsPrinted ?? row.tierAsListed,
    since: row.since,
    until: row.until,
    office: row.office,
    isFounder: row.isFounder,
    asOf: row.asOf,
    sourceUrl: row.sourceUrl,
    quote: row.quote,
  };
}

const STANDS: Readonly<Record<string, PlannedRow['stands']>> = {
  ACCEPTED: 'MEMBER',
  CORRECTED: 'MEMBER',
  NEW_CITY: 'NEW_CITY',
  SKIPPED: 'SKIPPED',
};

interface Named {
  readonly organizationId: string;
  readonly held: readonly HeldMembership[];
  readonly rows: readonly PlannedRow[];
}

/** A row that is left open or out may be whoever was listed by its very name before: that one does not leave because of it. */
async function asListedBefore(db: Database, { organizationId, held, rows }: Named): Promise<readonly PlannedRow[]> {
  const isUnknown = ({ stands }: PlannedRow) => stands === 'SKIPPED' || stands === 'OPEN';
  const listed = new Set(rows.flatMap(({ memberId, mayBe }) => [memberId, ...mayBe]));
  const missing = held.flatMap(({ memberId }) => (listed.has(memberId) ? [] : [memberId]));
  if (missing.length === 0 || !rows.some(isUnknown)) return rows;
  const names = await db.rows<{ memberId: string; name: string }>(sql`
    SELECT member_id AS "memberId", name_as_listed AS name FROM membership
    WHERE organization_id = ${organizationId} AND member_id = ANY(${missing}::uuid[]) AND name_as_listed <> ''
    UNION
    SELECT coalesce(a.merged_into_id, a.id), r.name_as_listed FROM roster_row AS r JOIN roster_import AS i ON i.id = r.import_id
    JOIN actor AS a ON a.id = r.member_id
    WHERE i.organization_id = ${organizationId} AND i.status = 'APPLIED' AND coalesce(a.merged_into_id, a.id) = ANY(${missing}::uuid[]) AND r.name_as_listed <> ''`);
  const byName = new Map<string, string[]>();
  for (const { memberId, name } of names) byName.set(fold(name), [...(byName.get(fold(name)) ?? []), memberId]);
  return rows.map((row) => (isUnknown(row) ? { ...row, mayBe: [...row.mayBe, ...(byName.get(fold(row.name)) ?? [])] } : row));
}

/**
 * Memberships of cities, of organisations or of both: a roster says nothing of a kind of members of which it lists none.
 *
 * A roster that changed nothing of a member has seen it all the same: its rows say so, for as long as it is applied.
 */
function heldMemberships(
  db: Database,
  { organizationId, asOf }: Pick<ImportRow, 'organizationId' | 'asOf'>,
  kinds: ReadonlySet<string>,
): Promise<HeldMembership[]> {
  return db.rows(sql`
    WITH sighting AS (
      SELECT coalesce(a.merged_into_id, a.id) AS member_id, max(r.as_of COLLATE "C") AS seen
      FROM roster_import AS i JOIN roster_row AS r ON r.import_id = i.id JOIN actor AS a ON a.id = r.member_id
      WHERE i.organization_id = ${organizationId} AND i.status = 'APPLIED' AND r.as_of COLLATE "C" > ${asOf}::text
      GROUP BY 1)
    SELECT m.id, m.member_id AS "memberId", greatest(max(c.seen), max(s.seen) COLLATE "C") AS "lastSeen",
      json_agg(json_build_object('versionId', m.version_id, 'status', m.status, 'tierId', m.tier_id, 'tierAsPrinted', m.tier_as_printed,
        'from', CASE WHEN m.valid_from = '-infinity' THEN '' ELSE m.valid_from::text END,
        'to', CASE WHEN m.valid_to = 'infinity' THEN '~' ELSE m.valid_to::text END) ORDER BY m.valid_from) AS spans
    FROM membership AS m JOIN actor ON actor.id = m.member_id AND actor.kind = ANY(${[...kinds]})
    LEFT JOIN LATERAL (SELECT max(as_of::text COLLATE "C") AS seen FROM citation WHERE version_id = m.version_id) AS c ON true
    LEFT JOIN sighting AS s ON s.member_id = m.member_id
    WHERE m.organization_id = ${organizationId} AND m.superseded_at = 'infinity'
    GROUP BY m.id, m.member_id`);
}
