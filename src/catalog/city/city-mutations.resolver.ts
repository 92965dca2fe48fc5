import { Arg, Args, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Allowed } from '../../access/rule';
import { type Refusal, UserError } from '../../access/user-error';
import type { Writing } from '../../access/write-context';
import type { Context } from '../../platform/context';
import { IdsAsGiven } from '../../platform/given-ids';
import { uuidIn } from '../../platform/global-id';
import { type CityRow, cityById } from '../actor/actor.loader';
import { MERGING, MergeArgs } from '../merging/merge-args';
import { mergeRecords } from '../merging/merge-records';
import { unmergeRecord } from '../merging/unmerge-record';
import type { Outcome } from '../writing/outcome';
import { City } from './city.entity';

@ObjectType({ description: 'Result of a mutation: the object as it now stands, or why it was refused.' })
class CityPayload implements Outcome {
  id!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: readonly Refusal[];
}

@Resolver(() => CityPayload)
export class CityMutations {
  @Allowed(MERGING)
  @IdsAsGiven()
  @Mutation(() => CityPayload, {
    description: 'Two records are one city. The merged id keeps working, and what names it names the one that is kept.',
  })
  mergeCities(@Args(() => MergeArgs) merging: MergeArgs, @Ctx() { tx, caller }: Writing): Promise<Outcome> {
    return mergeRecords(tx, caller, { ...merging, what: 'city' });
  }

  @Allowed(MERGING)
  @IdsAsGiven()
  @Mutation(() => CityPayload, {
    description: 'Undo a merge. Of several into one city the last comes first, and none whose facts have been changed since.',
  })
  unmergeCity(
    @Arg('mergedId', () => ID, { description: 'The record that was merged.' }) mergedId: string,
    @Ctx() { tx }: Writing,
  ): Promise<Outcome> {
    return unmergeRecord(tx, 'city', uuidIn(mergedId, 'mergedId'));
  }

  @FieldResolver(() => City, { nullable: true, description: 'The city as it now stands.' })
  city(@Root() { id }: Outcome, @Ctx() { loaders }: Context): Promise<CityRow | null> {
    return loaders.one(cityById, id);
  }
}
