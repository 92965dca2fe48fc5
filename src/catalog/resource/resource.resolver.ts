import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById, type OrganizationRow, organizationById } from '../actor/actor.loader';
import { Collaboration } from '../collaboration/collaboration.entity';
import type { CollaborationRow } from '../collaboration/collaboration.loader';
import { LanguageArg, localized, localizedOrNull } from '../language-arg';
import { type TierRow, tierById } from '../membership/membership.loader';
import { MembershipTier } from '../membership/membership-tier.entity';
import { Organization } from '../organization/organization.entity';
import { Citation } from '../source/citation.entity';
import { citationsOfVersion } from '../source/source.loader';
import { Theme } from '../theme/theme.entity';
import { type ThemeRow, themeById } from '../theme/theme.loader';
import { AccessRule } from './access-rule.entity';
import { Resource } from './resource.entity';
import { allResources, type ResourceRow, resourcesOfCollaboration, resourcesOfPublisher, rulesOfResource } from './resource.loader';
import { ResourcesArgs } from './resource-filter';

const ResourceConnection = connectionOf('Resource', () => Resource);

@Resolver(() => Resource)
export class ResourceResolver {
  @Query(() => ResourceConnection, { description: 'Guides, tools, trainings and the like, latest published first.' })
  resources(@Args(() => ResourcesArgs) args: ResourcesArgs, @Ctx() { loaders }: Context): Connection<ResourceRow> {
    return allResources.connection(loaders, args, { where: args.where ?? null });
  }

  @FieldResolver(() => String, { description: 'Title in the asked language, with fallback.' })
  title(@Root() resource: ResourceRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(resource.titles, language, context);
  }

  @FieldResolver(() => String, { nullable: true, description: 'One paragraph, if recorded.' })
  summary(@Root() resource: ResourceRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(resource.summaries, language, context);
  }

  @FieldResolver(() => Organization, { description: 'Who publishes it.' })
  publisher(@Root() resource: ResourceRow, @Ctx() { loaders }: Context): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, resource.publisherId);
  }

  @FieldResolver(() => [Theme], { description: 'Subjects.' })
  themes(@Root() resource: ResourceRow, @Ctx() { loaders }: Context): Promise<ThemeRow[]> {
    return loaders.many(themeById, resource.themeIds);
  }

  @FieldResolver(() => [AccessRule], { description: 'Who may use it.' })
  accessRules(@Root() resource: ResourceRow, @Ctx() { loaders }: Context): Promise<AccessRule[]> {
    return loaders.list(rulesOfResource, resource.id);
  }
}

@Resolver(() => AccessRule)
export class AccessRuleResolver {
  @FieldResolver(() => MembershipTier, { nullable: true, description: 'For `TIER`: those who hold this tier.' })
  tier(@Root() rule: AccessRule, @Ctx() { loaders }: Context): Promise<TierRow | null> {
    return loaders.one(tierById, rule.tierId);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'For `MEMBERS`: members of this organisation.' })
  organization(@Root() rule: AccessRule, @Ctx() { loaders }: Context): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, rule.organizationId);
  }

  @FieldResolver(() => [Actor], { description: 'For `NAMED`: these actors.' })
  actors(@Root() rule: AccessRule, @Ctx() { loaders }: Context): Promise<ActorRow[]> {
    return loaders.many(actorById, rule.actorIds);
  }

  @FieldResolver(() => [Citation], { description: 'Where it was read. Never empty.' })
  sources(@Root() rule: AccessRule, @Ctx() { loaders }: Context): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, rule.versionId);
  }
}

@Resolver(() => Organization)
export class PublishedResourcesResolver {
  @FieldResolver(() => ResourceConnection, { description: 'Resources it publishes, latest first.' })
  publishedResources(
    @Root() organization: OrganizationRow,
    @Args(() => ResourcesArgs) args: ResourcesArgs,
    @Ctx() { loaders }: Context,
  ): Connection<ResourceRow> {
    return resourcesOfPublisher.connection(loaders, args, { where: args.where ?? null }, organization.id);
  }
}

@Resolver(() => Collaboration)
export class CollaborationResourcesResolver {
  @FieldResolver(() => ResourceConnection, { description: 'Resources produced or shared, latest first.' })
  resources(
    @Root() collaboration: CollaborationRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Ctx() { loaders }: Context,
  ): Connection<ResourceRow> {
    return resourcesOfCollaboration.connection(loaders, page, { where: null }, collaboration.id);
  }
}
