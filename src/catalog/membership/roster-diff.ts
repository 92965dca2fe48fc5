import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../platform/scalars';
import { Membership } from './membership.entity';

/** Entries of each list of a comparison. */
export const MOST_LISTED = 100;

@ObjectType({ description: 'Who came and went, or would. Each list has the first 100; the counts are of all.', simpleResolvers: true })
export class RosterDiff {
  @Field(() => DateScalar, { description: 'The day it starts from; of an import, that of the roster applied before, or its own.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The day it looks at; of an import, that of the roster.' })
  to!: string;

  @Field(() => [Membership], { description: 'Who joined, as it is (or would be) recorded.' })
  joined!: unknown;

  @Field(() => [Membership], { description: 'Who left, as it is (or would be) recorded.' })
  left!: unknown;

  @Field(() => [Membership], { description: 'Who is in another tier, as it is (or would be) recorded.' })
  tierChanged!: unknown;

  @Field(() => [String], { description: 'Of an import: names of local governments that would be made, and join.' })
  newCities!: readonly string[];

  @Field(() => Int, { description: 'How many joined.' })
  joinCount!: number;

  @Field(() => Int, { description: 'How many left.' })
  leaveCount!: number;

  @Field(() => Int, { description: 'How many are in another tier.' })
  tierChangeCount!: number;

  @Field(() => Int, { description: 'How many stayed as they were.' })
  unchangedCount!: number;

  @Field(() => Int, { description: 'Of an import: rows that still need a person.' })
  needsReviewCount!: number;
}
