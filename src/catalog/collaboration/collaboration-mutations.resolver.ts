import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import { parseGlobalId } from '../../platform/global-id';
import type { Outcome } from '../writing/outcome';
import { Collaboration } from './collaboration.entity';
import { type CollaborationRow, collaborationById } from './collaboration.loader';
import { CollaborationInput } from './collaboration-inputs';
import { recordCollaboration } from './record-collaboration';

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class CollaborationPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

@Resolver(() => CollaborationPayload)
export class CollaborationMutations {
  @Allowed<{ readonly input: CollaborationInput }>({
    ...{ scope: 'collaboration:write', own: 'PARTNER_EDITOR', any: 'CURATOR' },
    about: async ({ input }) => input.participants.flatMap(({ actorId }) => parseGlobalId(actorId)?.key ?? []),
  })
  @Mutation(() => CollaborationPayload, {
    description:
      'Record a collaboration with its participants, commitments, follow-ups and links. A partner records those it takes part in.',
  })
  recordCollaboration(
    @Arg('input', () => CollaborationInput, { description: 'The collaboration.' }) input: CollaborationInput,
    @Ctx() { tx, caller }: Writing,
  ): Promise<Outcome> {
    return recordCollaboration(tx, caller, input);
  }

  @FieldResolver(() => Collaboration, { nullable: true, description: 'The collaboration as it now stands.' })
  collaboration(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<CollaborationRow | null> {
    return loaders.one(collaborationById, id);
  }
}
