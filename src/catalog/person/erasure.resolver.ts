import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import { globalId, uuidIn } from '../../platform/global-id';
import type { Outcome } from '../writing/outcome';
import { erasePerson } from './erase-person';

@ArgsType()
class ErasureArgs {
  @Field(() => ID, { description: 'The person.' })
  personId!: string;

  @Field(() => String, { description: 'Why, in words that do not name the person: at most 500 characters. It is kept.' })
  reason!: string;
}

@ObjectType({ description: 'Result of a mutation: what was erased, or why it was refused.' })
class ErasurePayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

@Resolver(() => ErasurePayload)
export class ErasureMutations {
  @Allowed<ErasureArgs>({ scope: 'curation:write', own: 'CURATOR', any: 'CURATOR', about: async () => [] })
  @Mutation(() => ErasurePayload, {
    description:
      "Remove a person's data from answers, exports, the past and the feed: names, titles, and words quoted about it. A tombstone stays. There is no way back.",
  })
  erasePerson(@Args(() => ErasureArgs) { personId, reason }: ErasureArgs, @Ctx() { tx }: Writing): Promise<Outcome> {
    return erasePerson(tx, uuidIn(personId, 'personId'), reason);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The person, of whom only this is left.' })
  erasedId(@Root() { id }: Outcome): string | null {
    return id === null ? null : globalId('Person', id);
  }
}
