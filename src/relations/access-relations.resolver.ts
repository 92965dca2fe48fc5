import { Arg, Args, ArgsType, Ctx, Extensions, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Actor } from '../catalog/actor/actor.entity';
import { type ActorRow, actorById } from '../catalog/actor/actor.loader';
import { Country } from '../catalog/country/country.entity';
import { countryByCode } from '../catalog/country/country.loader';
import { LanguageArg } from '../catalog/language-arg';
import { Association } from '../catalog/organization/organization-types';
import { AccessRule } from '../catalog/resource/access-rule.entity';
import { Resource } from '../catalog/resource/resource.entity';
import {
  type PlacedResource,
  type ResourceRow,
  resourceById,
  resourcesInOrder,
  rulesOfResource,
} from '../catalog/resource/resource.loader';
import { ResourceFilter } from '../catalog/resource/resource-filter';
import { AccessLevel } from '../catalog/vocabulary/commitment';
import { today } from '../platform/clock';
import { type Connection, connectionOf } from '../platform/connection/connection';
import { type KnownList, knownConnection } from '../platform/connection/known-list';
import { ForwardArgs } from '../platform/connection/page-args';
import { HubError } from '../platform/errors';
import { IdsAsGiven } from '../platform/given-ids';
import { uuidIn } from '../platform/global-id';
import { Known, Shows } from '../platform/one-statement/known-field';
import { DateScalar, LanguageTagScalar } from '../platform/scalars';
import { type Access, type AccessAsked, accessOf } from './access';
import { Holdings } from './access-levels';
import { askedActor } from './asked-actors';
import { explainAccess, explainMissing } from './explain-access';
import { Path } from './path';
import { reachOf } from './reach';
import type { RelationsContext } from './relations';
import { dayNumber } from './snapshot/days';
import type { Graph } from './snapshot/graph';

/** One access, before anything of it is told; `language` is for what is asked in none. */
interface Told {
  readonly graph: Graph;
  readonly asked: AccessAsked;
  readonly access: Access;
  readonly day: string;
  readonly language: string | null;
}

@ObjectType({ description: 'The answer to `can this actor use this resource, and how`.' })
class ResourceAccess {
  readonly told!: Told;

  @Field(() => AccessLevel, { description: 'In which way; the first that holds of PUBLIC, DIRECT, VIA_CHAIN and NONE.' })
  level!: AccessLevel;
}

const ResourceAccessConnection = connectionOf('ResourceAccess', () => ResourceAccess);

interface Asking extends AccessAsked {
  readonly day: string;
  readonly language?: string | null;
}

function told(graph: Graph, { day, language = null, ...asked }: Asking): ResourceAccess {
  const access = accessOf(graph, asked);
  return { told: { graph, asked, access, day, language }, level: access.level };
}

/** Of a resource by its uuid. @throws HubError NOT_FOUND. */
function guarded(graph: Graph, id: string, argument: string) {
  const resource = graph.resources.get(id);
  if (!resource) throw new HubError('NOT_FOUND', `"${argument}": the hub knows no resource with that id.`, { argument });
  return resource;
}

@Resolver(() => ResourceAccess)
export class ResourceAccessResolver {
  @Shows(actorById)
  @FieldResolver(() => Actor, { description: 'Who asks to use it.' })
  actor(@Root() { told: { graph, asked } }: ResourceAccess): string {
    return graph.actors.idOf(asked.actor);
  }

  @FieldResolver(() => Resource, { description: 'What is to be used.' })
  resource(@Root() { told: { asked } }: ResourceAccess, @Ctx() { loaders }: RelationsContext): Promise<ResourceRow | null> {
    return loaders.one(resourceById, asked.resource.id);
  }

  @Known()
  @FieldResolver(() => Path, {
    nullable: true,
    description: 'The shortest chain that grants it. Null when access is public, the actor is named or the publisher, or there is none.',
  })
  chain(@Root() { told: { graph, access, day } }: ResourceAccess): Path | null {
    const way = access.chains[0]?.way ?? [];
    return way.length === 0 ? null : { graph, way, on: day };
  }

  @Known()
  @FieldResolver(() => [Path], { description: 'All chains up to 6 links, that of `chain` first, then shortest first.' })
  alternatives(
    @Root() { told: { graph, access, day } }: ResourceAccess,
    @Arg('first', () => Int, { nullable: true, defaultValue: 3, description: 'How many, 0 to 100.' }) first: number | null,
  ): Path[] {
    const ways = access.chains.map(({ way }) => way).filter((way) => way.length > 0);
    return ways.slice(0, Math.max(0, first ?? 3)).map((way) => ({ graph, way, on: day }));
  }

  @FieldResolver(() => AccessRule, { nullable: true, description: 'The rule that applied. Null: none did, or the actor is the publisher.' })
  async rule(@Root() { told: { asked, access } }: ResourceAccess, @Ctx() { loaders }: RelationsContext): Promise<AccessRule | null> {
    const rules = await loaders.list(rulesOfResource, asked.resource.id);
    return rules.find(({ id }) => id === access.rule?.id) ?? null;
  }

  @Known()
  @FieldResolver(() => String, {
    description:
      'One sentence a mayor can read, for instance: Tetouan reaches the guide because it belongs to AMPCC, which is a Friend of Strong Cities and may share with its members.',
  })
  explanation(
    @Root() { told: { graph, asked, access, language: usual } }: ResourceAccess,
    @LanguageArg() language: string | null,
    @Ctx() context: RelationsContext,
  ): Promise<string> {
    return explainAccess(graph, asked, access, language ?? usual, context);
  }

  @Known()
  @FieldResolver(() => [String], { description: 'What would grant access, when there is none, a sentence each. Else empty.' })
  missing(@Root() { told: { graph, asked, access, language } }: ResourceAccess, @Ctx() context: RelationsContext): Promise<string[]> {
    return access.level === 'NONE' ? explainMissing(graph, asked, language, context) : Promise.resolve([]);
  }
}

@ArgsType()
class ResourceAccessArgs {
  @Field(() => ID, { description: 'Who would use it.' })
  actorId!: string;

  @Field(() => ID, { description: 'What would be used.' })
  resourceId!: string;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;
}

@ObjectType({ description: 'A count for a country.' })
class CountryCount {
  readonly code!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'How far a resource reaches.' })
class ResourceReach {
  @Field(() => Boolean, { description: 'Whether it is for everybody. The counts are of who reaches it by its other rules.' })
  publicAccess!: boolean;

  @Field(() => Int, { description: 'Cities that reach it directly.' })
  directCities!: number;

  @Field(() => Int, { description: 'Cities that reach it only through an organisation.' })
  viaChainCities!: number;

  @Field(() => [CountryCount], { description: 'Cities that reach it either way, by country; most first.' })
  byCountry!: readonly CountryCount[];
}

@Resolver(() => CountryCount)
export class CountryCountResolver {
  @Shows(countryByCode)
  @FieldResolver(() => Country, { description: 'The country.' })
  country(@Root() { code }: CountryCount): string {
    return code;
  }
}

@Resolver(() => Resource)
export class AccessOfResourceResolver {
  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 5 })
  @Query(() => ResourceAccess, { description: 'Whether and how an actor reaches a resource.' })
  async resourceAccess(
    @Args(() => ResourceAccessArgs) { actorId, resourceId, asOf }: ResourceAccessArgs,
    @Ctx() { relations }: RelationsContext,
  ): Promise<ResourceAccess> {
    const graph = await relations.view();
    const [actor, resource] = [askedActor(graph, actorId, 'actorId'), guarded(graph, uuidIn(resourceId, 'resourceId'), 'resourceId')];
    const day = asOf ?? today();
    return told(graph, { actor, resource, on: dayNumber(day), day });
  }

  @IdsAsGiven()
  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => ResourceAccess, { description: 'Whether and how one actor reaches it.' })
  async accessFor(
    @Root() { id }: ResourceRow,
    @Arg('actorId', () => ID, { description: 'Who would use it.' }) actorId: string,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { relations }: RelationsContext,
  ): Promise<ResourceAccess> {
    const graph = await relations.view();
    const day = asOf ?? today();
    return told(graph, { actor: askedActor(graph, actorId, 'actorId'), resource: guarded(graph, id, 'id'), on: dayNumber(day), day });
  }

  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => ResourceReach, { description: 'How many cities reach it, directly and through associations.' })
  async reach(
    @Root() { id }: ResourceRow,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' }) asOf: string | null,
    @Ctx() { relations }: RelationsContext,
  ): Promise<ResourceReach> {
    const graph = await relations.view();
    const { isPublic, ...reach } = reachOf(graph, guarded(graph, id, 'id'), dayNumber(asOf ?? today()));
    return { publicAccess: isPublic, ...reach };
  }
}

@ArgsType()
class ShareableResourcesArgs extends ForwardArgs {
  @Field(() => ResourceFilter, { nullable: true, description: 'Which resources. Without `level`: those that are reached at all.' })
  where?: ResourceFilter | null;

  @Field(() => DateScalar, { nullable: true, description: 'As of this day. Absent: today.' })
  asOf?: string | null;
}

@ArgsType()
class AccessibleResourcesArgs extends ShareableResourcesArgs {
  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language of explanations that are asked for in none.' })
  language?: string | null;
}

type Accepts = (holdings: Holdings, resource: AccessAsked['resource']) => boolean;

/** Resources of a filter that an actor stands to in a certain way, the latest published first. */
async function accessList(
  actorId: string,
  { where, asOf, language = null, ...page }: AccessibleResourcesArgs,
  { loaders, relations }: RelationsContext,
  accepts: Accepts = () => true,
): Promise<Connection<ResourceAccess>> {
  const { level = null, ...rest } = where ?? {};
  const graph = await relations.view();
  const day = asOf ?? today();
  const [actor, on] = [graph.actors.indexOf(actorId), dayNumber(day)];
  const holdings = new Holdings(graph, actor, on);
  const placed = await loaders.list(resourcesInOrder, 'all', { where: rest });
  const items = placed.filter(({ id }) => {
    const resource = graph.resources.get(id);
    if (!resource || !accepts(holdings, resource)) return false;
    const reached = holdings.levelOf(resource);
    return level ? level.includes(reached) : reached !== 'NONE';
  });
  const show = ({ id }: PlacedResource) => told(graph, { actor, resource: graph.resources.get(id)!, on, day, language });
  return knownConnection(latestFirst(items), page, show);
}

function latestFirst(items: readonly PlacedResource[]): KnownList<PlacedResource> {
  // Days as texts sort as days, once an unknown one comes before all others.
  const comparable = (day: string) => (day === '-infinity' ? '' : day);
  return {
    items,
    place: ({ day, versionId }) => [day, versionId],
    types: ['date', 'uuid'],
    compare: (item, [day, versionId]) => {
      const [own, other] = [`${comparable(item.day)} ${item.versionId}`, `${comparable(day!)} ${versionId}`];
      return own > other ? -1 : own < other ? 1 : 0;
    },
  };
}

@Resolver(() => Actor)
export class ActorAccessResolver {
  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => ResourceAccessConnection, {
    description: 'What this actor may use, and through which chain of memberships; the latest published first.',
  })
  accessibleResources(
    @Root() { id }: ActorRow,
    @Args(() => AccessibleResourcesArgs) args: AccessibleResourcesArgs,
    @Ctx() context: RelationsContext,
  ): Promise<Connection<ResourceAccess>> {
    return accessList(id, args, context);
  }
}

@Resolver(() => Association)
export class AssociationAccessResolver {
  @Known()
  @Extensions({ cost: 5 })
  @FieldResolver(() => ResourceAccessConnection, {
    description: 'Resources it may pass on to its own members, which are not open to everybody; the latest published first.',
  })
  shareableResources(
    @Root() { id }: ActorRow,
    @Args(() => ShareableResourcesArgs) args: ShareableResourcesArgs,
    @Ctx() context: RelationsContext,
  ): Promise<Connection<ResourceAccess>> {
    return accessList(id, args, context, (holdings, resource) => holdings.mayPassOn(resource));
  }
}
