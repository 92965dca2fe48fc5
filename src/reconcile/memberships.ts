import { holds, known } from '../platform/fact';
import type { Batch } from '../platform/loaders';
import { sql } from '../platform/sql';

interface JoinedOrganization {
  readonly memberId: string;
  readonly organizationId: string;
}

/** Organisations listed of one member. */
const MOST = 100;

/** Organisations each actor is an active member of on a day, by name. */
export const joinedOrganizations: Batch<string, JoinedOrganization, string> = {
  fetch: (db, ids, day) =>
    db.rows(sql`
      SELECT asked.id AS "memberId", joined.id AS "organizationId" FROM unnest(${ids}::uuid[]) AS asked (id)
      CROSS JOIN LATERAL (
        SELECT DISTINCT a.id, a.folded FROM membership AS m JOIN actor AS a ON a.id = m.organization_id
        WHERE m.member_id = asked.id AND m.status = 'ACTIVE' AND ${known('m', null)} AND ${holds('m', day)}
        ORDER BY a.folded, a.id LIMIT ${MOST}
      ) AS joined
      ORDER BY joined.folded, joined.id`),
  keyOf: (row) => row.memberId,
};
