import type { ClientBase } from 'pg';
import type { Actors } from './actors';
import { copyOut } from './copy-out';
import { type Pair, SpanWriter, STATUSES } from './memberships';
import type { Benefit, Tier, Tiers } from './tiers';
import { UuidTable } from './uuid-table';

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
  await copySpans(
    client,
    `${SPANS} LEFT JOIN (${SIGHTINGS} GROUP BY 1) AS s USING (version_id) WHERE m.superseded_at = 'infinity'`,
    known,
    writer,
  );
  return writer;
}

/**
 * Adds the spans of all pairs of which something has changed, with the changes of a condition on the feed "h".
 *
 * @returns the pairs; of those with nothing left to believe there is no span.
 */
export async function readChangedSpans(client: ClientBase, condition: string, known: Known, writer: SpanWriter): Promise<Pair[]> {
  const changed = `
    SELECT DISTINCT v.member_id, v.organization_id FROM membership AS v
    WHERE v.id IN (SELECT h.entity_id FROM change AS h WHERE h.entity_type = 'Membership' AND ${condition})`;
  const pairs: Pair[] = [];
  await copyOut(client, changed, (row) => {
    pairs.push({ member: known.actors.find(row.uuid(0)), organization: known.actors.find(row.uuid(1)) });
  });
  const sighting = `LEFT JOIN LATERAL (${SIGHTINGS} WHERE c.version_id = m.version_id GROUP BY 1) AS s ON true`;
  const spans = `${SPANS} JOIN (${changed}) AS p USING (member_id, organization_id) ${sighting} WHERE m.superseded_at = 'infinity'`;
  await copySpans(client, spans, known, writer);
  return pairs;
}

/** Earliest day a source of a version speaks of: texts of days sort as the days they begin with. */
const SIGHTINGS = `SELECT c.version_id, first_day(min(c.as_of::text COLLATE "C")) AS seen FROM citation AS c`;

const SPANS = /* sql */ `
  SELECT m.member_id, m.organization_id, m.tier_id, array_position('{${STATUSES.join(',')}}'::text[], m.status) - 1, m.valid_from, m.valid_to,
    CASE WHEN m.valid_from > '-infinity' THEN m.valid_from
      ELSE coalesce(nullif(s.seen, '-infinity'), (m.recorded_at AT TIME ZONE 'UTC')::date) END,
    m.confidence
  FROM membership AS m`;

async function copySpans(client: ClientBase, query: string, { actors, tiers }: Known, writer: SpanWriter): Promise<void> {
  // Tiers are few, and asked for a million times.
  const numbers = new UuidTable();
  const numberOf: number[] = [];
  await copyOut(client, query, (row) => {
    let tier = -1;
    if (!row.isNull(2)) {
      const place = numbers.add(row.uuid(2));
      numberOf[place] ??= tiers.numberOf(numbers.textOf(place));
      tier = numberOf[place];
    }
    // Written out: spreading would double the time of a million rows.
    writer.add({
      member: actors.find(row.uuid(0)),
      organization: actors.find(row.uuid(1)),
      tier,
      status: row.int(3),
      from: row.day(4),
      to: row.day(5),
      seen: row.day(6),
      confidence: row.real(7),
    });
  });
}
