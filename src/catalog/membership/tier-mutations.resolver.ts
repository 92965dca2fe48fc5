import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed, type WriteRule } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import { uuidIn } from '../../platform/global-id';
import type { Outcome } from '../writing/outcome';
import { type TierRow, tierById } from './membership.loader';
import { MembershipTier } from './membership-tier.entity';
import { recordTier } from './record-tier';
import { TierInput, TierUpdateInput } from './tier-inputs';
import { updateTier } from './update-tier';

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class TierPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

const RULE = { scope: 'organization:write', own: 'PARTNER_EDITOR', any: 'CURATOR' } as const satisfies Partial<WriteRule>;

@Resolver(() => TierPayload)
export class TierMutations {
  @Allowed<{ readonly input: TierInput }>({
    ...RULE,
    about: async ({ input }) => [uuidIn(input.organizationId, 'input.organizationId')],
  })
  @Mutation(() => TierPayload, { description: 'Record a kind of membership an organisation offers, and what it gives.' })
  recordTier(
    @Arg('input', () => TierInput, { description: 'The tier.' }) input: TierInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return recordTier(tx, caller, input);
  }

  @Allowed<{ readonly input: TierUpdateInput }>({
    ...RULE,
    about: async ({ input }, db) => {
      const [tier] = await tierById.fetch(db, [uuidIn(input.id, 'input.id')]);
      return tier ? [tier.organizationId] : [];
    },
  })
  @Mutation(() => TierPayload, { description: 'Change a kind of membership, or what it gives.' })
  updateTier(
    @Arg('input', () => TierUpdateInput, { description: 'What changes.' }) input: TierUpdateInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return updateTier(tx, caller, input);
  }

  @FieldResolver(() => MembershipTier, { nullable: true, description: 'The tier as it now stands.' })
  tier(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<TierRow | null> {
    return loaders.one(tierById, id);
  }
}
