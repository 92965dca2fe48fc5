import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { type Context, Shown } from '../../platform/context';
import type { Loaders } from '../../platform/loaders';
import { FoundBy, FoundByEach, ListedBy, Paged } from '../../platform/one-statement/told';
import { Actor } from '../actor/actor.entity';
import { type ActorRow, actorById, type OrganizationRow, organizationAlone, organizationById } from '../actor/actor.loader';
import { Collaboration } from '../collaboration/collaboration.entity';
import type { CollaborationRow } from '../collaboration/collaboration.loader';
import { LanguageArg, localized, localizedOrNull, TextInSql } from '../language-arg';
import { type TierRow, tierById } from '../membership/membership.loader';
import { MembershipTier } from '../membership/membership-tier.entity';
import { Organization } from '../organization/organization.entity';
import { Citation } from '../source/citation.entity';
import { citationsOfVersion } from '../source/source.loader';
import { Theme } from '../theme/theme.entity';
import { type ThemeRow, themeById } from '../theme/theme.loader';
import { AccessRule } from './access-rule.entity';
import { Resource } from './resource.entity';
import {
  allResources,
  type ResourceQuery,
  type ResourceRow,
  resourcesOfCollaboration,
  resourcesOfPublisher,
  rulesOfResource,
} from './resource.loader';
import { ResourcesArgs } from './resource-filter';

const ResourceConnection = connectionOf('Resource', () => Resource);

function queryOf({ where = null }: ResourcesArgs): ResourceQuery {
  return { where };
}

@Resolver(() => Resource)
export class ResourceResolver {
  @Paged((args: ResourcesArgs) => ({ listed: allResources, query: queryOf(args) }))
  @Query(() => ResourceConnection, { description: 'Guides, tools, trainings and the like, latest published first.' })
  resources(@Args(() => ResourcesArgs) args: ResourcesArgs, @Shown() loaders: Loaders): Connection<ResourceRow> {
    return allResources.connection(loaders, args, queryOf(args));
  }

  @TextInSql('titles')
  @FieldResolver(() => String, { description: 'Title in the asked language, with fallback.' })
  title(@Root() resource: ResourceRow, @LanguageArg() language: string | null, @Ctx() context: Context): string {
    return localized(resource.titles, language, context);
  }

  @TextInSql('summaries')
  @FieldResolver(() => String, { nullable: true, description: 'One paragraph, if recorded.' })
  summary(@Root() resource: ResourceRow, @LanguageArg() language: string | null, @Ctx() context: Context): string | null {
    return localizedOrNull(resource.summaries, language, context);
  }

  @FoundBy(organizationAlone, 'publisherId')
  @FieldResolver(() => Organization, { description: 'Who publishes it.' })
  publisher(@Root() resource: ResourceRow, @Shown() loaders: Loaders): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, resource.publisherId);
  }

  @FoundByEach(themeById, 'themeIds')
  @FieldResolver(() => [Theme], { description: 'Subjects.' })
  themes(@Root() resource: ResourceRow, @Shown() loaders: Loaders): Promise<ThemeRow[]> {
    return loaders.many(themeById, resource.themeIds);
  }

  @ListedBy(rulesOfResource, 'id')
  @FieldResolver(() => [AccessRule], { description: 'Who may use it.' })
  accessRules(@Root() resource: ResourceRow, @Shown() loaders: Loaders): Promise<AccessRule[]> {
    return loaders.list(rulesOfResource, resource.id);
  }
}

@Resolver(() => AccessRule)
export class AccessRuleResolver {
  @FoundBy(tierById, 'tierId')
  @FieldResolver(() => MembershipTier, { nullable: true, description: 'For `TIER`: those who hold this tier.' })
  tier(@Root() rule: AccessRule, @Shown() loaders: Loaders): Promise<TierRow | null> {
    return loaders.one(tierById, rule.tierId);
  }

  @FoundBy(organizationAlone, 'organizationId')
  @FieldResolver(() => Organization, { nullable: true, description: 'For `MEMBERS`: members of this organisation.' })
  organization(@Root() rule: AccessRule, @Shown() loaders: Loaders): Promise<OrganizationRow | null> {
    return loaders.one(organizationById, rule.organizationId);
  }

  @FoundByEach(actorById, 'actorIds')
  @FieldResolver(() => [Actor], { description: 'For `NAMED`: these actors.' })
  actors(@Root() rule: AccessRule, @Shown() loaders: Loaders): Promise<ActorRow[]> {
    return loaders.many(actorById, rule.actorIds);
  }

  @ListedBy(citationsOfVersion, 'versionId')
  @FieldResolver(() => [Citation], { description: 'Where it was read. Never empty.' })
  sources(@Root() rule: AccessRule, @Shown() loaders: Loaders): Promise<Citation[]> {
    return loaders.list(citationsOfVersion, rule.versionId);
  }
}

@Resolver(() => Organization)
export class PublishedResourcesResolver {
  @Paged((args: ResourcesArgs) => ({ listed: resourcesOfPublisher, query: queryOf(args) }))
  @FieldResolver(() => ResourceConnection, { description: 'Resources it publishes, latest first.' })
  publishedResources(
    @Root() organization: OrganizationRow,
    @Args(() => ResourcesArgs) args: ResourcesArgs,
    @Shown() loaders: Loaders,
  ): Connection<ResourceRow> {
    return resourcesOfPublisher.connection(loaders, args, queryOf(args), organization.id);
  }
}

@Resolver(() => Collaboration)
export class CollaborationResourcesResolver {
  @Paged((_page: ForwardArgs) => ({ listed: resourcesOfCollaboration, query: { where: null } }))
  @FieldResolver(() => ResourceConnection, { description: 'Resources produced or shared, latest first.' })
  resources(
    @Root() collaboration: CollaborationRow,
    @Args(() => ForwardArgs) page: ForwardArgs,
    @Shown() loaders: Loaders,
  ): Connection<ResourceRow> {
    return resourcesOfCollaboration.connection(loaders, page, { where: null }, collaboration.id);
  }
}
