import { columnsOf } from '../../platform/columns';
import { holds, known } from '../../platform/fact';
import type { Batch } from '../../platform/loaders';
import { batchOf, type Found } from '../../platform/lookup';
import type { Typed } from '../../platform/node';
import type { Wanted } from '../../platform/selection';
import { sql } from '../../platform/sql';
import { Membership } from './membership.entity';
import { MembershipTier } from './membership-tier.entity';
import { MembershipTransition } from './membership-transition.entity';
import { TierBenefit } from './tier-benefit.entity';

/** What of a membership is for writing alone, and would only make every list of them dearer. */
const NOT_SHOWN = ['supersededAt', 'nameAsListed', 'tierAsPrinted', 'office', 'themeIds', 'memberHolds', 'organizationHolds'] as const;

export type MembershipRow = Omit<Membership, (typeof NOT_SHOWN)[number]> & Typed;
export type TierRow = MembershipTier & Typed;

/** Columns of a membership; `m` is the table "membership". */
export const membershipColumns = (wanted: Wanted = 'all') =>
  sql`'Membership' AS "__typename", ${columnsOf(Membership, 'm', NOT_SHOWN, wanted)}`;

const tierColumns = (wanted: Wanted = 'all') => sql`'MembershipTier' AS "__typename", ${columnsOf(MembershipTier, 't', [], wanted)}`;

/** Memberships by id: of each, the span that holds on a day, else the last. */
export const membershipById: Batch<string, MembershipRow, string> = {
  fetch: (db, ids, day, wanted) =>
    db.rows(sql`
      SELECT DISTINCT ON (m.id) ${membershipColumns(wanted)} FROM membership AS m
      WHERE m.id = ANY(${ids}) AND ${known('m', null)}
      ORDER BY m.id, (${holds('m', day)}) DESC, m.valid_from DESC`),
  keyOf: (membership) => membership.id,
};

export const transitionsOfMembership: Batch<string, MembershipTransition> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT ${columnsOf(MembershipTransition, 's')} FROM membership_transition AS s
      WHERE s.membership_id = ANY(${ids}) AND ${known('s', null)} ORDER BY s.position`),
  keyOf: (transition) => transition.membershipId,
};

export const tierById: Found<TierRow> = batchOf({
  columns: tierColumns,
  from: () => sql`membership_tier AS t`,
  key: sql`t.id`,
  type: 'uuid',
  where: known('t', null),
});

export const tiersOfOrganization: Batch<string, TierRow> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT ${tierColumns()} FROM membership_tier AS t
      WHERE t.organization_id = ANY(${ids}) AND ${known('t', null)} ORDER BY t.code`),
  keyOf: (tier) => tier.organizationId,
};

export const benefitsOfTier: Batch<string, TierBenefit> = {
  fetch: (db, ids) =>
    db.rows(sql`
      SELECT ${columnsOf(TierBenefit, 'b')} FROM tier_benefit AS b
      WHERE b.tier_id = ANY(${ids}) AND ${known('b', null)} ORDER BY b.kind DESC, b.id`),
  keyOf: (benefit) => benefit.tierId,
};
