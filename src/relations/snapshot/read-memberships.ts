import type { ClientBase } from 'pg';
import type { Actors } from './actors';
import { type BinaryRow, copyOut } from './copy-out';
import { type DayNumber, dayNumber } from './days';
import { type Pairs, STATUSES } from './memberships';
import { SpanWriter } from './span-writer';
import type { Benefit, Tier, Tiers } from './tiers';
import { textOf, UuidTable } from './uuid-table';

/** Tiers with what they give, in the order of their ids; those that were taken back among them, as memberships may still name them. */
export async function readTiers(client: ClientBase, actors: Actors): Promise<Tier[]> {
  const { rows } = await client.query<Omit<Tier, 'organization'> & { organizationId: string; benefits: Benefit[] }>(TIERS);
  return rows.map(({ organizationId, ...tier }) => ({ ...tier, organization: actors.indexOf(organizationId) }));
}

const TIERS = /* sql */ `
  SELECT DISTINCT ON (t.id) t.id, t.organization_id AS "organizationId", t.category,
    t.superseded_at = 'infinity' AS "isBelieved", (
    SELECT coalesce(json_agg(json_build_object('kind', b.kind, 'onwardSharing', b.onward_sharing) ORDER BY b.id), '[]')
    FROM tier_benefit AS b WHERE b.tier_id = t.id AND b.superseded_at = 'infinity') AS benefits
  FROM membership_tier AS t
  ORDER BY t.id, t.superseded_at DESC, t.valid_from DESC`;

interface Known {
  readonly actors: Actors;
  readonly tiers: Tiers;
}

/** Adds all spans the hub believes to a writer. */
export async function readSpans(client: ClientBase, known: Known): Promise<SpanWriter> {
  const writer = new SpanWriter();
  // All of both tables is read, each from its first page to its last.
  await client.query('SET LOCAL random_page_cost = 4');
  await copySpans(client, spansWhere('true'), known, writer);
  return writer;
}

/**
 * Adds the spans of all pairs of which something has changed, with the changes of a condition on the feed "h".
 *
 * @returns the pairs; of those with nothing left to believe there is no span.
 */
export async function readChangedSpans(client: ClientBase, condition: string, known: Known, writer: SpanWriter): Promise<Pairs> {
  const changed = `
    SELECT DISTINCT v.member_id, v.organization_id FROM membership AS v
    WHERE v.id IN (SELECT h.entity_id FROM change AS h WHERE h.entity_type = 'Membership' AND ${condition})`;
  const pairs: Pairs = { member: [], organization: [] };
  await copyOut(client, changed, (row) => {
    pairs.member.push(known.actors.findIn(row, 0));
    pairs.organization.push(known.actors.findIn(row, 1));
  });
  await writer.reserve(pairs.member.length);
  await copySpans(client, spansWhere(`(m.member_id, m.organization_id) IN (${changed})`), known, writer);
  return pairs;
}

/**
 * The spans the hub believes. Where a start is not known, the days its sources speak of are told: one row for each, and the earliest counts. To
 * have PostgreSQL find it takes longer than to send the few more.
 */
const spansWhere = (condition: string) => /* sql */ `
  SELECT m.member_id, m.organization_id, m.tier_id, array_position('{${STATUSES.join(',')}}'::text[], m.status) - 1, m.valid_from, m.valid_to,
    CASE WHEN m.valid_from > '-infinity' THEN m.valid_from ELSE (m.recorded_at AT TIME ZONE 'UTC')::date END, m.confidence, c.as_of
  FROM membership AS m
  LEFT JOIN citation AS c ON c.version_id = m.version_id AND m.valid_from = '-infinity' AND c.as_of IS NOT NULL
  WHERE m.superseded_at = 'infinity' AND ${condition}`;

async function copySpans(client: ClientBase, query: string, { actors, tiers }: Known, writer: SpanWriter): Promise<void> {
  // Organisations, tiers and days are few, and asked for a million times.
  const organizationIn = remembered((row, column) => actors.findIn(row, column));
  const tierIn = remembered((row, column) => tiers.numberOf(textOf(row.uuid(column))));
  const days = new Map<string, DayNumber>();
  const firstDay = (given: string) => {
    const day = days.get(given) ?? dayNumber(`${given}-01-01`.slice(0, 10));
    days.set(given, day);
    return day;
  };
  await copyOut(client, query, (row) => {
    // Written out: spreading would double the time of a million rows.
    writer.add({
      member: actors.findIn(row, 0),
      organization: organizationIn(row, 1),
      tier: tierIn(row, 2),
      status: row.int(3),
      from: row.day(4),
      to: row.day(5),
      seen: row.isNull(8) ? row.day(6) : firstDay(row.text(8)),
      confidence: row.real(7),
    });
  });
}

/** What is found by a uuid in a column, found once for each; -1 where it is null. */
function remembered(find: (row: BinaryRow, column: number) => number): (row: BinaryRow, column: number) => number {
  const uuids = new UuidTable();
  const found: number[] = [];
  return (row, column) => {
    if (row.isNull(column)) return -1;
    const known = row.numberIn(uuids, column);
    if (known >= 0) return found[known]!;
    found.push(find(row, column));
    return found[uuids.add(row.uuid(column))]!;
  };
}
