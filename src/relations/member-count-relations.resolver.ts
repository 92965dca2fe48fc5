import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ActorRow } from '../catalog/actor/actor.loader';
import { countryCodes } from '../catalog/filters';
import { membersOfOrganization } from '../catalog/membership/membership.listing';
import type { TierRow } from '../catalog/membership/membership.loader';
import { MemberCountArgs } from '../catalog/membership/membership-filter';
import { MembershipTier } from '../catalog/membership/membership-tier.entity';
import { Organization } from '../catalog/organization/organization.entity';
import { today } from '../platform/clock';
import { Known } from '../platform/one-statement/known-field';
import { DateScalar } from '../platform/scalars';
import { isInMemory, memberCount, memberCountOfTier } from './member-count';
import type { RelationsContext } from './relations';
import { dayNumber } from './snapshot/days';

@Resolver(() => Organization)
export class MemberCountResolver {
  @Known()
  @FieldResolver(() => Int, { description: 'Number of members computed from recorded memberships. Compare with `reportedFigures`.' })
  async memberCount(
    @Root() organization: ActorRow,
    @Args(() => MemberCountArgs) { where, asOf, knownAt }: MemberCountArgs,
    @Ctx() { loaders, relations }: RelationsContext,
  ): Promise<number> {
    const status = where?.status ?? ['ACTIVE' as const];
    const on = asOf ?? today();
    if (knownAt || !isInMemory(where)) {
      const asked = { where: { ...where, status }, orderBy: null, asOf: on, knownAt: knownAt ?? null };
      return membersOfOrganization.connection(loaders, {}, asked, organization.id).count();
    }
    const memberCountry = where?.memberCountry ? countryCodes(where.memberCountry, 'where.memberCountry') : null;
    const graph = await relations.view();
    return memberCount(graph, graph.actors.indexOf(organization.id), dayNumber(on), { ...where, status, memberCountry });
  }
}

@Resolver(() => MembershipTier)
export class TierMemberCountResolver {
  @Known()
  @FieldResolver(() => Int, { description: 'Number of active members in it.' })
  async memberCount(
    @Root() tier: TierRow,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { relations }: RelationsContext,
  ): Promise<number> {
    return memberCountOfTier(await relations.view(), tier.id, dayNumber(asOf ?? today()));
  }
}
