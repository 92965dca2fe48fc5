import { filter, map, pipe } from '@graphql-yoga/subscription';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import { Organization, organizationById } from '../../catalog';
import type { Notice } from '../../changes/notices';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import type { Typed } from '../../platform/node';
import { contributions } from './contributions';
import type { RegistryContext } from './registry-context';
import { Subgraph, SubgraphCheck, SubgraphHealth, SubgraphVersion, SupergraphVersion } from './registry-types';
import {
  allSubgraphs,
  allSupergraphs,
  type CheckRow,
  checkById,
  currentVersionOf,
  type SubgraphRow,
  type SupergraphRow,
  subgraphById,
  subgraphByName,
  type VersionRow,
  versionById,
  versionsOf,
} from './rows';

const SubgraphVersionConnection = connectionOf('SubgraphVersion', () => SubgraphVersion);
const SupergraphVersionConnection = connectionOf('SupergraphVersion', () => SupergraphVersion);

async function changedSubgraphs({ context }: SubscribeResolverData<unknown, object, RegistryContext>) {
  return pipe(
    await context.notices.follow(),
    filter(({ topic }: Notice) => topic === 'SUBGRAPH_STATUS_CHANGED'),
    map(async ({ entityId }: Notice) => (await subgraphById.fetch(context.loaders.db, [entityId]))[0]),
    filter((subgraph) => subgraph !== undefined),
  );
}

@Resolver(() => Subgraph)
export class SubgraphResolver {
  @Query(() => [Subgraph], { description: 'Partner services, by name; those that are retired too.' })
  subgraphs(@Ctx() { loaders }: Context): Promise<SubgraphRow[]> {
    return allSubgraphs(loaders.db);
  }

  @Query(() => Subgraph, { nullable: true, description: 'One partner service by its name.' })
  subgraph(
    @Arg('name', () => String, { description: 'Name, for instance `resilience`.' }) name: string,
    @Ctx() { loaders }: Context,
  ): Promise<SubgraphRow | null> {
    return loaders.one(subgraphByName, name);
  }

  @Subscription(() => Subgraph, {
    description: 'A partner service that came, went or failed, as it now stands.',
    subscribe: changedSubgraphs,
  })
  subgraphStatusChanged(@Root() subgraph: SubgraphRow): SubgraphRow {
    return subgraph;
  }

  @FieldResolver(() => Organization, { description: 'Whose it is.' })
  owner(@Root() { ownerId }: SubgraphRow, @Ctx() { loaders }: Context): Promise<Typed | null> {
    return loaders.one(organizationById, ownerId);
  }

  @FieldResolver(() => SubgraphHealth, { description: 'Share of successful requests and 95th percentile latency in the last hour.' })
  health(@Root() { name }: SubgraphRow, @Ctx() { gateway }: RegistryContext): SubgraphHealth {
    return gateway.health(name);
  }

  @FieldResolver(() => SubgraphVersion, { nullable: true, description: 'The version that is served. Null: it is not in service.' })
  currentVersion(@Root() { id }: SubgraphRow, @Ctx() { loaders }: Context): Promise<VersionRow | null> {
    return loaders.one(currentVersionOf, id);
  }

  @FieldResolver(() => SubgraphVersionConnection, { description: 'Everything it published, newest first.' })
  versions(@Root() { id }: SubgraphRow, @Args(() => ForwardArgs) page: ForwardArgs, @Ctx() { loaders }: Context): Connection<VersionRow> {
    return versionsOf.connection(loaders, page, {}, id);
  }

  @FieldResolver(() => [String], { description: 'Entities it extends and the keys it uses, for instance `City by unlocode`.' })
  async contributes(@Root() { id }: SubgraphRow, @Ctx() { loaders }: Context): Promise<string[]> {
    return contributions(await loaders.one(currentVersionOf, id));
  }
}

@Resolver(() => SubgraphVersion)
export class SubgraphVersionResolver {
  @FieldResolver(() => Subgraph, { description: 'What it is a version of.' })
  subgraph(@Root() { subgraphId }: VersionRow, @Ctx() { loaders }: Context): Promise<SubgraphRow | null> {
    return loaders.one(subgraphById, subgraphId);
  }

  @FieldResolver(() => SubgraphCheck, { description: 'The check it passed.' })
  check(@Root() { checkId }: VersionRow, @Ctx() { loaders }: Context): Promise<CheckRow | null> {
    return loaders.one(checkById, checkId);
  }
}

@Resolver(() => SupergraphVersion)
export class SupergraphVersionResolver {
  @Query(() => SupergraphVersionConnection, { description: 'Supergraphs that were served, newest first.' })
  supergraphVersions(@Args(() => ForwardArgs) page: ForwardArgs, @Ctx() { loaders }: Context): Connection<SupergraphRow> {
    return allSupergraphs.connection(loaders, page, {});
  }

  @FieldResolver(() => [SubgraphVersion], { description: 'The versions of partners in it.' })
  subgraphs(@Root() { versionIds }: SupergraphRow, @Ctx() { loaders }: Context): Promise<VersionRow[]> {
    return loaders.many(versionById, versionIds);
  }
}
