import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../platform/connection/page-args';
import { Corroboration, known } from '../../platform/fact';
import { DateScalar, DateTimeScalar } from '../../platform/scalars';
import { type Sql, sql } from '../../platform/sql';
import { DateRange, dateConditions, given, IdFilter, idConditions, isOfCountries, isOfRegions, nested } from '../filters';
import { ActorKind, OrderDirection } from '../vocabulary/common';
import { MembershipOrderField, MembershipStatus, TierCategory } from '../vocabulary/membership';

@InputType({ description: 'Which memberships. What is given must all hold.' })
export class MembershipFilter {
  @Field(() => [MembershipFilter], { nullable: true, description: 'All of these hold.' })
  and?: MembershipFilter[] | null;

  @Field(() => [MembershipFilter], { nullable: true, description: 'One of these holds.' })
  or?: MembershipFilter[] | null;

  @Field(() => MembershipFilter, { nullable: true, description: 'This does not hold.' })
  not?: MembershipFilter | null;

  @Field(() => [MembershipStatus], {
    nullable: true,
    description: 'In one of these states. Absent: any, but for counts, which take ACTIVE.',
  })
  status?: MembershipStatus[] | null;

  @Field(() => [TierCategory], { nullable: true, description: 'In a tier of one of these categories.' })
  tierCategory?: TierCategory[] | null;

  @Field(() => IdFilter, { nullable: true, description: 'In this tier.' })
  tierId?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'In this organisation.' })
  organizationId?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'Of this member.' })
  memberId?: IdFilter | null;

  @Field(() => [ActorKind], { nullable: true, description: 'Of a member of one of these kinds.' })
  memberKind?: ActorKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of a member in one of these countries (ISO 3166-1 alpha-2).' })
  memberCountry?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of a member in one of these regions (code such as `hub:MENA`, or id).' })
  memberRegion?: string[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Renewal falls within.' })
  renewalDueOn?: DateRange | null;

  @Field(() => DateRange, { nullable: true, description: 'Joined within. Memberships whose start is not known are left out.' })
  validFrom?: DateRange | null;

  @Field(() => Float, { nullable: true, description: 'At least this sure, 0 to 1.' })
  minConfidence?: number | null;

  @Field(() => [Corroboration], { nullable: true, description: 'Confirmed by these.' })
  corroboration?: Corroboration[] | null;
}

@InputType({ description: 'An order of memberships.' })
export class MembershipOrder {
  @Field(() => MembershipOrderField, { description: 'What to order by.' })
  field!: MembershipOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class MembershipsArgs extends PageArgs {
  @Field(() => MembershipFilter, { nullable: true, description: 'Which memberships. Absent: those of every status.' })
  where?: MembershipFilter | null;

  @Field(() => MembershipOrder, { nullable: true, description: 'In which order. Absent: latest start first.' })
  orderBy?: MembershipOrder | null;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'As the hub knew it at this moment. Absent: now.' })
  knownAt?: Date | null;
}

@ArgsType()
export class MemberCountArgs {
  @Field(() => MembershipFilter, { nullable: true, description: 'Which memberships. Without `status`: ACTIVE ones.' })
  where?: MembershipFilter | null;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'As the hub knew it at this moment. Absent: now.' })
  knownAt?: Date | null;
}

/** A share as the database keeps it: 0 to 1, to six places. */
function share(value: number): number {
  return Number(Math.min(Math.max(value, 0), 1).toFixed(6));
}

/** Conditions of a filter on the table "membership" as `m`. */
export function membershipConditions(filter: MembershipFilter | null | undefined): Sql[] {
  return nested(filter, (own) => [
    ...given(own.status, (status) => sql`m.status = ANY(${status})`),
    ...given(
      own.tierCategory,
      (categories) => sql`m.tier_id IN (SELECT id FROM membership_tier AS t WHERE t.category = ANY(${categories}) AND ${known('t', null)})`,
    ),
    ...idConditions(sql`m.tier_id`, own.tierId, 'where.tierId'),
    ...idConditions(sql`m.organization_id`, own.organizationId, 'where.organizationId'),
    ...idConditions(sql`m.member_id`, own.memberId, 'where.memberId'),
    ...given(own.memberKind, (kinds) => sql`EXISTS (SELECT FROM actor AS ma WHERE ma.id = m.member_id AND ma.kind = ANY(${kinds}))`),
    ...given(own.memberCountry, (codes) => isOfCountries(sql`m.member_id`, codes, 'where.memberCountry')),
    ...given(own.memberRegion, (regions) => isOfRegions(sql`m.member_id`, regions)),
    ...dateConditions(sql`m.renewal_due_on`, own.renewalDueOn),
    ...dateConditions(sql`m.valid_from_given`, own.validFrom),
    ...given(own.minConfidence, (least) => sql`m.confidence >= ${share(least)}::real`),
    ...given(own.corroboration, (words) => sql`m.corroboration = ANY(${words})`),
  ]);
}
