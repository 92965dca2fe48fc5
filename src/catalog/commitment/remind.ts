import type { Database } from '../../platform/database';
import { sql } from '../../platform/sql';

/**
 * Gives notice of every commitment and follow-up that is overdue on a day and of which none was given yet, once for each day it was due.
 * One statement, so that a notice is given if and only if it is remembered.
 *
 * @returns how many notices were given.
 */
export async function remind(db: Database, day: string): Promise<number> {
  const given = await db.rows(sql`
    WITH overdue AS (
      SELECT 'COMMITMENT_OVERDUE' AS topic, 'Commitment' AS type, c.id, c.overdue_from, c.collaboration_id,
        c.responsible_ids || c.beneficiary_ids AS concerned
      FROM commitment AS c
      WHERE c.superseded_at = 'infinity' AND c.status IN ('OPEN', 'IN_PROGRESS') AND c.overdue_from <= ${day}::date
      UNION ALL
      SELECT 'FOLLOW_UP_DUE', 'FollowUp', f.id, f.overdue_from, f.collaboration_id, f.assignee_ids
      FROM follow_up AS f WHERE f.superseded_at = 'infinity' AND f.overdue_from <= ${day}::date
    ), news AS (
      INSERT INTO reminder (fact_id, overdue_from) SELECT o.id, o.overdue_from FROM overdue AS o ON CONFLICT DO NOTHING RETURNING fact_id
    )
    SELECT give_notice(o.topic, o.type, o.id, ARRAY[o.id, o.collaboration_id] || o.concerned || ARRAY(
      SELECT p.actor_id FROM participation AS p WHERE p.collaboration_id = o.collaboration_id AND p.superseded_at = 'infinity'
    )) FROM overdue AS o JOIN news AS n ON n.fact_id = o.id`);
  return given.length;
}
