import type { Citation } from '../catalog/source/citation.entity';
import type { Batch } from '../platform/loaders';
import { sql } from '../platform/sql';
import type { MatchMethod } from './roster-words';

/** Where an appearance was read; not every one is the citation of a fact. */
export type Read = Pick<Citation, 'sourceId' | 'asOf' | 'quote' | 'quoteLanguage' | 'locator' | 'retrievedAt'>;

/** How one roster names a city. */
export interface Appearance extends Read {
  readonly cityId: string;
  readonly organizationId: string;
  readonly nameAsListed: string;
  readonly memberNumber: string | null;
  readonly method: MatchMethod;
  readonly score: number | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
  readonly citationId: string;
}

/**
 * How rosters name cities: of each organisation the latest roster that was applied, or else the name its membership was recorded with,
 * by the identifier it was recorded with. It was read on the page the row names, else in the roster.
 */
export const appearancesOfCity: Batch<string, Appearance> = {
  fetch: (db, ids) =>
    db.rows(sql`
      WITH asked AS (
        SELECT id AS "cityId", id FROM unnest(${ids}::uuid[]) AS id
        UNION ALL SELECT merged_into_id, id FROM actor WHERE merged_into_id = ANY(${ids}::uuid[])
      ), uploaded AS (
        SELECT DISTINCT ON (a."cityId", i.organization_id)
          a."cityId", i.organization_id AS "organizationId", r.name_as_listed AS "nameAsListed",
          r.member_number AS "memberNumber", CASE WHEN r.resolution IS NULL THEN r.method ELSE 'HUMAN' END AS method,
          CASE WHEN r.resolution IS NULL THEN r.score END AS score, r.decided_by AS "decidedBy",
          coalesce(r.decided_at, i.applied_at) AS "decidedAt",
          r.id AS "citationId", coalesce(s.id, i.source_id) AS "sourceId", r.as_of AS "asOf", left(coalesce(r.quote, r.name_as_listed), 300) AS quote,
          NULL AS "quoteLanguage", CASE WHEN s.id IS NULL THEN 'line ' || r.line END AS locator, i.created_at AS "retrievedAt"
        FROM asked AS a JOIN roster_row AS r ON r.member_id = a.id JOIN roster_import AS i ON i.id = r.import_id AND i.status = 'APPLIED' LEFT JOIN source AS s ON s.url = r.source_url
        ORDER BY a."cityId", i.organization_id, coalesce(r.as_of, '') COLLATE "C" DESC, i.applied_at DESC, r.position
      )
      SELECT * FROM uploaded
      UNION ALL
      SELECT * FROM (
        SELECT DISTINCT ON (m.member_id, m.organization_id) m.member_id, m.organization_id, m.name_as_listed, NULL, 'IDENTIFIER', NULL::real, NULL,
          m.recorded_at::timestamptz, c.id, c.source_id, c.as_of, c.quote, c.quote_language, c.locator, c.retrieved_at
        FROM membership AS m CROSS JOIN LATERAL
          (SELECT * FROM citation WHERE version_id = m.version_id ORDER BY position, recorded_at, id LIMIT 1) AS c
        WHERE m.member_id = ANY(${ids}::uuid[]) AND m.superseded_at = 'infinity' AND m.name_as_listed IS NOT NULL
          AND NOT EXISTS (SELECT FROM uploaded AS u WHERE u."cityId" = m.member_id AND u."organizationId" = m.organization_id)
        ORDER BY m.member_id, m.organization_id, m.valid_from DESC
      ) AS recorded
      ORDER BY "decidedAt" DESC, "organizationId"`),
  keyOf: ({ cityId }) => cityId,
};
