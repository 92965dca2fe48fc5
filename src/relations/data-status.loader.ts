import type { Batch } from '../platform/loaders';
import { sql } from '../platform/sql';

/** What the database tells of the data of an organisation. */
export interface DataRecord {
  readonly organizationId: string;
  /** When a roster was applied last, of those that were not taken back. */
  readonly lastImportAt: Date | null;
  /** Whether the rows of that roster say on which published page each was read: it was gathered, not handed in. */
  readonly isGathered: boolean;
  /** Rows of it for which a person found no place, and of those waiting for a person. */
  readonly unresolvedNames: number;
  /** The last day, `YYYY-MM-DD`, of which the organisation itself said who was a member; null: none. */
  readonly confirmedOn: string | null;
  /** The latest figure of members of any kind or of cities. */
  readonly metric: 'MEMBERS' | 'MEMBER_CITIES' | null;
  readonly reportedMembers: number | null;
}

/** Data of organisations as they stand on a day. */
export const dataRecordOf: Batch<string, DataRecord, string> = {
  fetch: (db, ids, day) =>
    db.rows(sql`
      SELECT asked.id AS "organizationId", last.applied_at AS "lastImportAt", figure.metric, figure.value AS "reportedMembers",
        EXISTS (SELECT FROM roster_row AS r WHERE r.import_id = last.id AND r.source_url IS NOT NULL) AS "isGathered",
        (SELECT count(*)::int FROM roster_row AS r JOIN roster_import AS i ON i.id = r.import_id
          WHERE i.organization_id = asked.id AND (i.id = last.id OR i.status = 'REVIEW') AND r.decision <> 'MATCH' AND r.member_id IS NULL)
          AS "unresolvedNames",
        to_char(greatest(
          (SELECT max(i.as_of) FROM roster_import AS i WHERE i.organization_id = asked.id AND i.status = 'APPLIED' AND i.as_of <= ${day}),
          (SELECT max(first_day(c.as_of)) FROM membership AS m JOIN citation AS c USING (version_id)
            WHERE m.organization_id = asked.id AND m.superseded_at = 'infinity' AND m.corroboration IN ('ORGANIZATION', 'BOTH')
              AND c.as_of IS NOT NULL AND first_day(c.as_of) <= ${day})), 'YYYY-MM-DD') AS "confirmedOn"
      FROM unnest(${ids}::uuid[]) AS asked (id)
      LEFT JOIN LATERAL (
        SELECT id, applied_at FROM roster_import WHERE organization_id = asked.id AND status = 'APPLIED' ORDER BY applied_at DESC, id LIMIT 1
      ) AS last ON true
      LEFT JOIN LATERAL (
        SELECT metric, value FROM reported_figure AS f
        WHERE f.organization_id = asked.id AND f.superseded_at = 'infinity' AND f.metric IN ('MEMBERS', 'MEMBER_CITIES')
        ORDER BY first_day(f.reported_on) DESC, f.metric, f.value DESC, f.id LIMIT 1
      ) AS figure ON true`),
  keyOf: ({ organizationId }) => organizationId,
};
