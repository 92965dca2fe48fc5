import { Arg, type ClassType, Ctx, ID, Query, Resolver } from 'type-graphql';
import { LARGEST_PAGE } from '../../platform/connection/page-args';
import type { Context } from '../../platform/context';
import { HubError } from '../../platform/errors';
import { IdsAsGiven } from '../../platform/given-ids';
import { Node, type Typed } from '../../platform/node';
import { FoundByArgs } from '../../platform/one-statement/told';
import { loadGlobal, type NodeLoad, nodeFoundBy } from './load-node';

/** Objects by their global ids. @param others how to load the types of features the catalog cannot know. */
export function nodeQueries(others: ReadonlyMap<string, NodeLoad>): ClassType {
  @Resolver()
  class NodeQueries {
    @IdsAsGiven()
    @FoundByArgs(({ id }: { id: string }) => nodeFoundBy(id))
    @Query(() => Node, {
      nullable: true,
      description: 'Any object by its global id. Only the hub serves this field; a partner subgraph must not.',
    })
    node(
      @Arg('id', () => ID, { description: 'Global id, as a field `id` gave it.' }) id: string,
      @Ctx() context: Context,
    ): Promise<Typed | null> {
      return loadGlobal(context, id, others);
    }

    @IdsAsGiven()
    @Query(() => [Node], {
      nullable: 'items',
      description: 'Several objects by id, in the given order, null for those that do not exist.',
    })
    nodes(
      @Arg('ids', () => [ID], { description: 'At most 100 global ids.' }) ids: string[],
      @Ctx() context: Context,
    ): Promise<(Typed | null)[]> {
      if (ids.length > LARGEST_PAGE)
        throw new HubError('BAD_USER_INPUT', `"ids" takes at most ${LARGEST_PAGE} ids, not ${ids.length}.`, { argument: 'ids' });
      return Promise.all(ids.map((id) => loadGlobal(context, id, others)));
    }
  }

  return NodeQueries;
}
