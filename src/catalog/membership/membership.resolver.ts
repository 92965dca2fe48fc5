import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { today } from '../../platform/clock';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { FoundBy, InSql, ListedBy, Paged } from '../../platform/one-statement/told';
import { DateTimeScalar } from '../../platform/scalars';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById, organizationAlone } from '../actor/actor.loader';
import { type ChangeRow, changesOfEntity } from '../change/change.loader';
import { ChangeConnection } from '../change/change-connection';
import { Collaboration } from '../collaboration/collaboration.entity';
import { type CollaborationRow, collaborationById } from '../collaboration/collaboration.loader';
import { LanguageArg, localized, TextInSql } from '../language-arg';
import { Organization } from '../organization/organization.entity';
import { Citation } from '../source/citation.entity';
import { citationsOfVersion } from '../source/source.loader';
import { Membership } from './membership.entity';
import { allMemberships, type MembershipQuery, membershipsOfMember, membersOfOrganization } from './membership.listing';
import { benefitsOfTier, type MembershipRow, type TierRow, tierById, transitionsOfMembership } from './membership.loader';
import { MembershipsArgs } from './membership-filter';
import { MembershipTier } from './membership-tier.entity';
import { MembershipTransition } from './membership-transition.entity';
import { TierBenefit } from './tier-benefit.entity';

const MembershipConnection = connectionOf('Membership', () => Membership);

function queryOf({ where = null, orderBy = null, asOf, knownAt }: MembershipsArgs): MembershipQuery {
  return { where, orderBy, asOf: asOf ?? today(), knownAt: knownAt ?? null };
}

@Resolver(() => Membership)
export class MembershipResolver {
  @Paged((args: MembershipsArgs) => ({ listed: allMemberships, query: queryOf(args) }))
  @Query(() => MembershipConnection, { description: 'Memberships of any actor in any organisation.' })
  memberships(@Args(() => MembershipsArgs) args: MembershipsArgs, @Shown() loaders: Loaders): Connection<MembershipRow> {
    return allMemberships.connection(loaders, args, queryOf(args));
  }

  @FoundBy(actorById, 'memberId')
  @FieldResolver(() => Actor, { description: 'Who belongs.' })
  member(@Root() membership: MembershipRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, membership.memberId);
  }

  @FoundBy(organizationAlone, 'organizationId')
  @FieldResolver(() => Organization, { description: 'To what it belongs.' })
  organization(@Root() membership: MembershipRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, membership.organizationId);
  }

  @FoundBy(tierById, 'tierId')
  @FieldResolver(() => MembershipTier, {
    nullable: true,
    description: 'The kind of membership. Null: the organisation has one kind only, or it is not known.',
  })
  tier(@Root() membership: MembershipRow, @Shown() loaders: Loaders): Promise<TierRow | null> {
    return loaders.one(tierById, membership.tierId);
  }

  @ListedBy(transitionsOfMembership, 'id')
  @FieldResolver(() => [MembershipTransition], { description: 'Every recorded change of status or tier, oldest first.' })
  transitions(@Root() membership: MembershipRow, @Shown() loaders: Loaders): Promise<MembershipTransition[]> {
    return loaders.list(transitionsOfMembership, membership.id);
  }

  @FieldResolver(() => ChangeConnection, {
    description: 'Everything that was recorded of this membership, oldest first: each version, and the one it replaced.',
  })
  versions(
    @Root() membership: MembershipRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Ctx() { loaders }: Context,
  ): Connection<ChangeRow> {
    return changesOfEntity.connection(loaders, page, {}, membership.id);
  }
}

@Resolver(() => Actor)
export class ActorMembershipsResolver {
  @Paged((args: MembershipsArgs) => ({ listed: membershipsOfMember, query: queryOf(args) }))
  @FieldResolver(() => MembershipConnection, { description: 'Memberships held by this actor in organisations.' })
  memberships(
    @Root() actor: ActorRow,
    @Args(() => MembershipsArgs) args: MembershipsArgs,
    @Shown() loaders: Loaders,
  ): Connection<MembershipRow> {
    return membershipsOfMember.connection(loaders, args, queryOf(args), actor.id);
  }
}

@Resolver(() => Organization)
export class OrganizationMembersResolver {
  @Paged((args: MembershipsArgs) => ({ listed: membersOfOrganization, query: queryOf(args) }))
  @FieldResolver(() => MembershipConnection, { description: 'Memberships held by others in this organisation: its roster.' })
  members(
    @Root() organization: ActorRow,
    @Args(() => MembershipsArgs) args: MembershipsArgs,
    @Shown() loaders: Loaders,
  ): Connection<MembershipRow> {
    return membersOfOrganization.connection(loaders, args, queryOf(args), organization.id);
  }
}

@Resolver(() => MembershipTransition)
export class MembershipTransitionResolver {
  @FoundBy(tierById, 'tierId')
  @FieldResolver(() => MembershipTier, { nullable: true, description: 'Tier after it.' })
  tier(@Root() transition: MembershipTransition, @Shown() loaders: Loaders): Promise<TierRow | null> {
    return loaders.one(tierById, transition.tierId);
  }

  @FoundBy(collaborationById, 'atCollaborationId')
  @FieldResolver(() => Collaboration, { nullable: true, description: 'The event or agreement at which it happened.' })
  at(@Root() transition: MembershipTransition, @Shown() loaders: Loaders): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, transition.atCollaborationId);
  }

  @ListedBy(citationsOfVersion, 'versionId')
  @FieldResolver(() => [Citation], { description: 'Where it was read. Never empty.' })
  sources(@Root() transition: MembershipTransition, @Shown() loaders: Loaders): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, transition.versionId);
  }
}

@Resolver(() => MembershipTier)
export class MembershipTierResolver {
  @TextInSql('names')
  @FieldResolver(() => String, { description: 'Name in the asked language, with fallback.' })
  name(@Root() tier: TierRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(tier.names, language, context);
  }

  @FoundBy(organizationAlone, 'organizationId')
  @FieldResolver(() => Organization, { description: 'The organisation that offers it.' })
  organization(@Root() tier: TierRow, @Shown() loaders: Loaders): Promise<ActorRow | null> {
    return loaders.one(actorById, tier.organizationId);
  }

  @InSql(['recordedAt'])
  @FieldResolver(() => DateTimeScalar, { description: 'When the hub first recorded this version.' })
  recordedAt(@Root() tier: TierRow): Date {
    return tier.recordedAt;
  }

  @ListedBy(benefitsOfTier, 'id')
  @FieldResolver(() => [TierBenefit], { description: 'What it gives.' })
  benefits(@Root() tier: TierRow, @Shown() loaders: Loaders): Promise<TierBenefit[]> {
    return loaders.list(benefitsOfTier, tier.id);
  }
}

@Resolver(() => TierBenefit)
export class TierBenefitResolver {
  @TextInSql('descriptions')
  @FieldResolver(() => String, { description: 'In words, in the asked language, with fallback.' })
  description(@Root() benefit: TierBenefit, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(benefit.descriptions, language, context);
  }

  @ListedBy(citationsOfVersion, 'versionId')
  @FieldResolver(() => [Citation], { description: 'Where it was read. Never empty.' })
  sources(@Root() benefit: TierBenefit, @Shown() loaders: Loaders): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, benefit.versionId);
  }
}
