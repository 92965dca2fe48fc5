import { filter, map, pipe } from '@graphql-yoga/subscription';
import { Args, ArgsType, createUnionType, Field, ID, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import type { Notice } from '../../changes/notices';
import type { Tail } from '../../changes/tail';
import type { Context } from '../../platform/context';
import { uuidIn } from '../../platform/global-id';
import type { Typed } from '../../platform/node';
import { Commitment } from './commitment.entity';
import { commitmentById, followUpById } from './commitment.loader';
import { FollowUp } from './follow-up.entity';

/** What resolvers that follow notices need besides what all share. */
export interface NoticesContext extends Context {
  readonly notices: Tail<Notice>;
}

const OverdueItem = createUnionType({
  name: 'OverdueItem',
  description: 'A commitment or follow-up whose day has passed.',
  types: () => [Commitment, FollowUp] as const,
});

@ArgsType()
class BecameOverdueArgs {
  @Field(() => ID, { nullable: true, description: 'Only what this organisation, or any other actor, is a party to.' })
  organizationId?: string | null;
}

async function overdueItems({ args, context }: SubscribeResolverData<unknown, BecameOverdueArgs, NoticesContext>) {
  const concerned = typeof args.organizationId === 'string' ? uuidIn(args.organizationId, 'organizationId') : null;
  const isOfInterest = ({ topic, concerns }: Notice) =>
    (topic === 'COMMITMENT_OVERDUE' || topic === 'FOLLOW_UP_DUE') && (concerned === null || concerns.includes(concerned));
  const itemOf = async ({ topic, entityId }: Notice): Promise<Typed | undefined> => {
    const byId = topic === 'COMMITMENT_OVERDUE' ? commitmentById : followUpById;
    return (await byId.fetch(context.loaders.db, [entityId]))[0];
  };
  return pipe(
    await context.notices.follow(),
    filter(isOfInterest),
    map(itemOf),
    filter((item) => item !== undefined),
  );
}

@Resolver()
export class OverdueResolver {
  @Subscription(() => OverdueItem, { description: 'A commitment or follow-up, when it becomes overdue.', subscribe: overdueItems })
  becameOverdue(@Root() item: Typed, @Args(() => BecameOverdueArgs) _args: BecameOverdueArgs): Typed {
    return item;
  }
}
