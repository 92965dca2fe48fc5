import { columnsOf } from '../../platform/columns';
import { holdsToday, known } from '../../platform/fact';
import { batchOf, type Found, type FoundLists, listsOf } from '../../platform/lookup';
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

/** Memberships by id: of each, the span that holds today, else the last. */
export const membershipById: Found<MembershipRow> = batchOf({
  columns: membershipColumns,
  from: () => sql`membership AS m`,
  key: sql`m.id`,
  type: 'uuid',
  where: () => known('m', null),
  order: sql`(${holdsToday('m')}) DESC, m.valid_from DESC`,
  types: ['Membership'],
});

export const transitionsOfMembership: FoundLists<MembershipTransition> = listsOf({
  columns: (wanted) => sql`'MembershipTransition' AS "__typename", ${columnsOf(MembershipTransition, 's', [], wanted)}`,
  from: () => sql`membership_transition AS s`,
  key: sql`s.membership_id`,
  type: 'uuid',
  where: () => known('s', null),
  order: sql`s.position`,
});

const TIERS = {
  columns: (wanted: Wanted) => sql`'MembershipTier' AS "__typename", ${columnsOf(MembershipTier, 't', [], wanted)}`,
  from: () => sql`membership_tier AS t`,
  type: 'uuid',
  where: () => known('t', null),
} as const;

export const tierById: Found<TierRow> = batchOf({ ...TIERS, key: sql`t.id`, types: ['MembershipTier'] });
export const tiersOfOrganization: FoundLists<TierRow> = listsOf({ ...TIERS, key: sql`t.organization_id`, order: sql`t.code` });

export const benefitsOfTier: FoundLists<TierBenefit> = listsOf({
  columns: (wanted) => sql`'TierBenefit' AS "__typename", ${columnsOf(TierBenefit, 'b', [], wanted)}`,
  from: () => sql`tier_benefit AS b`,
  key: sql`b.tier_id`,
  type: 'uuid',
  where: () => known('b', null),
  order: sql`b.kind DESC, b.id`,
});
