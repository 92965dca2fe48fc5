import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import type { Database } from '../../platform/database';
import { uuidIn } from '../../platform/global-id';
import type { Outcome } from '../writing/outcome';
import { confirmMembership } from './confirm-membership';
import { Membership } from './membership.entity';
import { type MembershipRow, membershipById } from './membership.loader';
import { MembershipInput, MembershipTransitionInput } from './membership-inputs';
import { recordMembership } from './record-membership';
import { transitionMembership } from './transition-membership';

@ArgsType()
class ConfirmationArgs {
  @Field(() => ID, { description: 'The membership.' })
  membershipId!: string;

  @Field(() => Boolean, { description: 'Whether it holds.' })
  holds!: boolean;

  @Field(() => String, { nullable: true, description: 'In your words, at most 300 characters. It is kept as a quote of the source.' })
  note?: string | null;
}

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class MembershipPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

/** The parties of a membership have a say in it. */
async function partiesOf(id: string, db: Database): Promise<string[]> {
  const [membership] = await membershipById.fetch(db, [id]);
  return membership ? [membership.organizationId, membership.memberId] : [];
}

const RULE = { scope: 'membership:write', own: 'PARTNER_EDITOR', any: 'CURATOR' } as const satisfies Partial<WriteRule>;

@Resolver(() => MembershipPayload)
export class MembershipMutations {
  @Allowed<{ readonly input: MembershipInput }>({
    ...RULE,
    about: async ({ input }) => [uuidIn(input.organizationId, 'input.organizationId'), uuidIn(input.memberId, 'input.memberId')],
  })
  @Mutation(() => MembershipPayload, {
    description:
      'Record a membership. There is one at a time of a member in an organisation: a second is refused with the id of the first.',
  })
  recordMembership(
    @Arg('input', () => MembershipInput, { description: 'The membership.' }) input: MembershipInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return recordMembership(tx, caller, input);
  }

  @Allowed<{ readonly input: MembershipTransitionInput }>({
    ...RULE,
    about: ({ input }, db) => partiesOf(uuidIn(input.membershipId, 'input.membershipId'), db),
  })
  @Mutation(() => MembershipPayload, { description: 'Invite, accept, change tier, suspend, leave. Only allowed steps are accepted.' })
  transitionMembership(
    @Arg('input', () => MembershipTransitionInput, { description: 'The step.' }) input: MembershipTransitionInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return transitionMembership(tx, caller, input);
  }

  @Allowed<{ readonly membershipId: string }>({
    ...{ ...RULE, scope: 'membership:confirm' },
    about: ({ membershipId }, db) => partiesOf(uuidIn(membershipId, 'membershipId'), db),
  })
  @Mutation(() => MembershipPayload, { description: "The member's or the organisation's own word on a membership." })
  confirmMembership(
    @Args(() => ConfirmationArgs) { membershipId, holds, note }: ConfirmationArgs,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return confirmMembership(tx, caller, { membershipId: uuidIn(membershipId, 'membershipId'), holds, note: note ?? null });
  }

  @FieldResolver(() => Membership, { nullable: true, description: 'The membership as it now stands.' })
  async membership(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<MembershipRow | null> {
    return loaders.one(membershipById, id);
  }
}
