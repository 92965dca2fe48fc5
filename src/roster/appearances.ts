import type { Batch } from '../platform/loaders';
import { sql } from '../platform/sql';
import type { MatchMethod } from './roster-words';

/** How one roster names a city. */
export interface Appearance {
  readonly cityId: string;
  readonly organizationId: string;
  readonly nameAsListed: string;
  readonly memberNumber: string | null;
  readonly method: MatchMethod;
  readonly score: number | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
}

/**
 * How rosters name cities: of each organisation the latest roster that was applied, or else the name its membership was recorded with,
 * by the identifier it was recorded with.
 */
export const appearancesOfCity: Batch<string, Appearance> = {
  fetch: (db, ids) =>
    db.rows(sql`
      WITH uploaded AS (
        SELECT DISTINCT ON (coalesce(r.resolved_city_id, r.city_id), i.organization_id)
          coalesce(r.resolved_city_id, r.city_id) AS "cityId", i.organization_id AS "organizationId", r.name_as_listed AS "nameAsListed",
          r.member_number AS "memberNumber", CASE WHEN r.resolution IS NULL THEN r.method ELSE 'HUMAN' END AS method,
          CASE WHEN r.resolution IS NULL THEN r.score END AS score, r.decided_by AS "decidedBy",
          coalesce(r.decided_at, i.applied_at) AS "decidedAt"
        FROM roster_row AS r JOIN roster_import AS i ON i.id = r.import_id AND i.status = 'APPLIED'
        WHERE coalesce(r.resolved_city_id, r.city_id) = ANY(${ids}::uuid[]) AND r.resolution IS DISTINCT FROM 'SKIPPED'
        ORDER BY coalesce(r.resolved_city_id, r.city_id), i.organization_id, i.as_of DESC, i.applied_at DESC, r.position
      )
      SELECT * FROM uploaded
      UNION ALL
      SELECT * FROM (
        SELECT DISTINCT ON (m.member_id, m.organization_id) m.member_id, m.organization_id, m.name_as_listed, NULL, 'IDENTIFIER', NULL::real, NULL,
          m.recorded_at::timestamptz
        FROM membership AS m
        WHERE m.member_id = ANY(${ids}::uuid[]) AND m.superseded_at = 'infinity' AND m.name_as_listed IS NOT NULL
          AND NOT EXISTS (SELECT FROM uploaded AS u WHERE u."cityId" = m.member_id AND u."organizationId" = m.organization_id)
        ORDER BY m.member_id, m.organization_id, m.valid_from DESC
      ) AS recorded
      ORDER BY "decidedAt" DESC, "organizationId"`),
  keyOf: ({ cityId }) => cityId,
};
