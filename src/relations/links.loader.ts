import { type MembershipRow, membershipColumns } from '../catalog/membership/membership.loader';
import { holds } from '../platform/fact';
import type { Batch } from '../platform/loaders';
import { sql } from '../platform/sql';

/** A member and an organisation, by their uuids. */
export type PairKey = `${string} ${string}`;

/**
 * The membership of a member in an organisation: what the hub believes of a day; failing that (as when it was taken back since the graph was
 * read), what comes closest.
 */
export const membershipOfPair: Batch<PairKey, MembershipRow, string> = {
  fetch: (db, pairs, day) => {
    const [members, organizations] = [0, 1].map((side) => pairs.map((pair) => pair.split(' ')[side]));
    return db.rows(sql`
      SELECT DISTINCT ON (m.member_id, m.organization_id) ${membershipColumns()}
      FROM unnest(${members}::uuid[], ${organizations}::uuid[]) AS asked (member_id, organization_id)
      JOIN membership AS m USING (member_id, organization_id)
      ORDER BY m.member_id, m.organization_id, (m.superseded_at = 'infinity') DESC, (${holds('m', day)}) DESC, m.superseded_at DESC, m.valid_from DESC`);
  },
  keyOf: ({ memberId, organizationId }) => `${memberId} ${organizationId}`,
};
