import ical, { ICalCalendarMethod } from 'ical-generator';
import { rrulestr } from 'rrule';
import type { Database } from '../../platform/database';
import { globalId } from '../../platform/global-id';
import { type LocalizedText, languageChain, textIn } from '../../platform/language';
import { sql } from '../../platform/sql';

/** A day on which somebody has to do something. */
interface Due {
  readonly type: 'FollowUp' | 'Commitment';
  readonly id: string;
  /** The last day of the period that is given, `YYYY-MM-DD`. */
  readonly day: string;
  readonly texts: LocalizedText | null;
  readonly titles: LocalizedText;
  readonly recurrence: string | null;
  readonly recordedAt: Date;
}

/** Days that are kept in the calendar once they have passed. */
const KEPT_DAYS = 366;
const MOST = 1_000;

/**
 * The follow-ups and commitments of an organisation as an iCalendar feed (RFC 5545): what it is assigned, responsible for, or a party to,
 * and what has a day. A day that is given as a month or a year is its last one. Null when there is no such organisation.
 *
 * @param day today: what was due more than a year before it is left out.
 */
export async function calendarOf(db: Database, asked: CalendarAsked): Promise<string | null> {
  const [organization] = await db.rows<{ id: string; name: string }>(sql`
    SELECT a.id, a.name FROM organization AS o JOIN actor AS named USING (id) JOIN actor AS a ON a.id = coalesce(named.merged_into_id, named.id)
    WHERE o.slug = ${asked.slug}`);
  if (!organization) return null;
  const calendar = ical({
    name: organization.name,
    prodId: { company: 'City Federation Hub', product: 'follow-ups' },
    method: ICalCalendarMethod.PUBLISH,
  });
  const chain = languageChain(null, asked.languages);
  for (const due of await duesOf(db, organization.id, asked.day)) addTo(calendar, due, chain);
  return calendar.toString();
}

export interface CalendarAsked {
  readonly slug: string;
  /** Best first. */
  readonly languages: readonly string[];
  readonly day: string;
}

function addTo(
  calendar: ReturnType<typeof ical>,
  { type, id, day, texts, titles, recurrence, recordedAt }: Due,
  chain: readonly string[],
): void {
  const title = textIn(titles, chain);
  const event = calendar.createEvent({
    id: `${globalId(type, id)}@city-federation-hub`,
    start: new Date(`${day}T00:00:00Z`),
    allDay: true,
    stamp: recordedAt,
    summary: texts ? textIn(texts, chain) : title,
    description: title,
  });
  if (recurrence !== null && isRule(recurrence)) event.repeating(`RRULE:${recurrence.replace(/^RRULE:/i, '')}`);
}

/** A rule of a source that cannot be read is left out, rather than the whole calendar. */
function isRule(recurrence: string): boolean {
  try {
    rrulestr(recurrence);
    return !/[\r\n]/.test(recurrence);
  } catch {
    return false;
  }
}

function duesOf(db: Database, organizationId: string, day: string): Promise<Due[]> {
  return db.rows(sql`
    WITH mine AS (
      SELECT DISTINCT p.collaboration_id AS id FROM participation AS p WHERE p.actor_id = ${organizationId} AND p.superseded_at = 'infinity'
    ), due AS (
      SELECT 'FollowUp' AS type, f.id, f.collaboration_id, f.overdue_from, f.description AS texts, f.recurrence, f.recorded_at
      FROM follow_up AS f
      WHERE f.superseded_at = 'infinity' AND f.status = 'PLANNED'
        AND (f.assignee_ids @> ARRAY[${organizationId}::uuid] OR f.collaboration_id IN (SELECT id FROM mine))
      UNION ALL
      SELECT 'Commitment', c.id, c.collaboration_id, c.overdue_from, c.text, NULL, c.recorded_at
      FROM commitment AS c
      WHERE c.superseded_at = 'infinity' AND c.status IN ('OPEN', 'IN_PROGRESS')
        AND (c.responsible_ids @> ARRAY[${organizationId}::uuid] OR c.collaboration_id IN (SELECT id FROM mine))
    )
    SELECT d.type, d.id, to_char(d.overdue_from - 1, 'YYYY-MM-DD') AS day, d.texts, k.title AS titles, d.recurrence, d.recorded_at AS "recordedAt"
    FROM due AS d JOIN LATERAL (
      SELECT title FROM collaboration WHERE id = d.collaboration_id AND superseded_at = 'infinity' LIMIT 1
    ) AS k ON true
    WHERE d.overdue_from < 'infinity' AND d.overdue_from > ${day}::date - ${KEPT_DAYS}::int
    ORDER BY d.overdue_from, d.id LIMIT ${MOST}`);
}
