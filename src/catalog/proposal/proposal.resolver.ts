import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { isAtLeast } from '../../access/roles';
import { Allowed } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { WriteContext, Writing } from '../../access/write-context';
import { type Connection, connectionOf } from '../../platform/connection/connection';
import { ForwardArgs } from '../../platform/connection/page-args';
import { HubError } from '../../platform/errors';
import { uuidIn } from '../../platform/global-id';
import { Node, type Typed } from '../../platform/node';
import { actorById } from '../actor/actor.loader';
import { Citation } from '../source/citation.entity';
import { ProposalStatus } from '../vocabulary/proposal';
import type { Outcome } from '../writing/outcome';
import { ChangeProposal } from './change-proposal.entity';
import { allProposals, maySee, type ProposalRow, proposalById } from './proposal.loader';
import { ProposalInput } from './proposal-input';
import { createProposal, decideProposal } from './proposals';

const ChangeProposalConnection = connectionOf('ChangeProposal', () => ChangeProposal);

@ArgsType()
class ProposalsArgs extends ForwardArgs {
  @Field(() => ProposalStatus, { nullable: true, description: 'Only those that stand so.' })
  status?: ProposalStatus | null;
}

@ArgsType()
class DecisionArgs {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId!: string;

  @Field(() => Boolean, { description: 'Whether it is to be done.' })
  accept!: boolean;

  @Field(() => String, { nullable: true, description: 'Why, in words: at most 1,000 characters.' })
  note?: string | null;
}

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class ProposalPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

/** A proposal for those who may see it. @throws HubError UNAUTHENTICATED, FORBIDDEN. */
export async function proposalShown({ caller, loaders }: WriteContext, id: string): Promise<ProposalRow | null> {
  if (!caller) throw new HubError('UNAUTHENTICATED', 'Proposals are for those with a key.');
  const proposal = await loaders.one(proposalById, id);
  if (proposal && !maySee(proposal, caller)) throw new HubError('FORBIDDEN', 'It is the proposal of somebody else.');
  return proposal;
}

@Resolver(() => ChangeProposal)
export class ProposalResolver {
  @Query(() => ChangeProposalConnection, {
    description: 'Proposals, the latest first. For those with a key: curators see all, others their own.',
  })
  proposals(
    @Args(() => ProposalsArgs) { status = null, ...page }: ProposalsArgs,
    @Ctx() { caller, loaders }: WriteContext,
  ): Connection<ProposalRow> {
    if (!caller) throw new HubError('UNAUTHENTICATED', 'Proposals are for those with a key.');
    return allProposals.connection(loaders, page, { status, by: isAtLeast(caller.role, 'CURATOR') ? null : caller.name });
  }

  @FieldResolver(() => Node, { nullable: true, description: 'What it would change. Null: it is for a person to read.' })
  target(@Root() { targetId }: ProposalRow, @Ctx() { loaders }: WriteContext): Promise<Typed | null> {
    return loaders.one(actorById, targetId);
  }

  @FieldResolver(() => [Citation], { description: 'Where it was read.' })
  citations(@Root() { cites, createdAt }: ProposalRow): readonly object[] {
    return cites.map((cite) => ({ ...cite, retrievedAt: null, recordedAt: createdAt }));
  }
}

@Resolver(() => ProposalPayload)
export class ProposalMutations {
  @Allowed({ scope: 'proposal:write', own: 'CONTRIBUTOR', any: 'CONTRIBUTOR', about: async () => [] })
  @Mutation(() => ProposalPayload, { description: 'Suggest a correction, with its source. Somebody else decides.' })
  createProposal(
    @Arg('input', () => ProposalInput, { description: 'The correction.' }) input: ProposalInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return createProposal(tx, caller, input);
  }

  @Allowed<DecisionArgs>({ scope: 'curation:write', own: 'CURATOR', any: 'CURATOR', about: async () => [] })
  @Mutation(() => ProposalPayload, { description: 'Decide a proposal, which must not be your own. One that is accepted is done at once.' })
  decideProposal(@Args(() => DecisionArgs) { proposalId, accept, note }: DecisionArgs, @Ctx() { tx, caller }: Writing): Promise<Outcome> {
    return decideProposal(tx, caller, { id: uuidIn(proposalId, 'proposalId'), accept, note: note ?? null });
  }

  @FieldResolver(() => ChangeProposal, { nullable: true, description: 'The proposal as it now stands.' })
  proposal(@Root() { id }: Outcome, @Ctx() { loaders }: WriteContext): Promise<ProposalRow | null> {
    return loaders.one(proposalById, id);
  }
}
