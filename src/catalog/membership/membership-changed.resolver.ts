import { filter, map, pipe } from '@graphql-yoga/subscription';
import { Args, ArgsType, Field, ID, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import { uuidIn } from '../../platform/global-id';
import { type FeedContext, following } from '../change/change.tail';
import { Membership } from './membership.entity';
import { type MembershipRow, membershipById } from './membership.loader';

@ArgsType()
class MembershipChangedArgs {
  @Field(() => ID, { nullable: true, description: 'Only memberships in this organisation.' })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only memberships of this actor.' })
  memberId?: string | null;
}

/** Memberships that change from now on, each as it is at the moment it is told. */
async function changedMemberships({ args, context }: SubscribeResolverData<unknown, MembershipChangedArgs, FeedContext>) {
  const { organizationId, memberId } = args;
  const concerned = [
    ...(typeof organizationId === 'string' ? [uuidIn(organizationId, 'organizationId')] : []),
    ...(typeof memberId === 'string' ? [uuidIn(memberId, 'memberId')] : []),
  ];
  return pipe(
    await following(context.feed, { entityTypes: ['Membership'], concerned }),
    map(async ({ entityId }) => (await membershipById.fetch(context.loaders.db, [entityId]))[0]),
    filter((membership) => membership !== undefined),
  );
}

@Resolver(() => Membership)
export class MembershipChangedResolver {
  @Subscription(() => Membership, {
    description:
      'A membership that was recorded, changed or ended, as it now stands. One that was taken back is told by `changeRecorded` alone.',
    subscribe: changedMemberships,
  })
  membershipChanged(@Root() membership: MembershipRow, @Args(() => MembershipChangedArgs) _args: MembershipChangedArgs): MembershipRow {
    return membership;
  }
}
