import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTimeScalar } from '../../platform/scalars';
import { ActorKind } from '../vocabulary/common';
import { BenefitKind, OnwardSharing, TierCategory } from '../vocabulary/membership';
import { CitationInput } from '../writing/citation-input';
import { LocalizedTextInput } from '../writing/localized-text-input';

@InputType({ description: 'Something a tier gives.' })
export class TierBenefitInput {
  @Field(() => BenefitKind, { description: 'What it gives.' })
  kind!: BenefitKind;

  @Field(() => [LocalizedTextInput], { description: 'In words.' })
  description!: LocalizedTextInput[];

  @Field(() => OnwardSharing, { description: 'Whether holders may pass it on to their own members.' })
  onwardSharing!: OnwardSharing;
}

@InputType({ description: 'A kind of membership to record.' })
export class TierInput {
  @Field(() => ID, { description: 'The organisation that offers it.' })
  organizationId!: string;

  @Field(() => String, { description: 'Stable key within its organisation, of lower-case letters, digits and hyphens.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'What it is called.' })
  name!: LocalizedTextInput[];

  @Field(() => TierCategory, { description: 'What sort of membership it is.' })
  category!: TierCategory;

  @Field(() => [ActorKind], { description: 'Which kinds of actor may hold it.' })
  openTo!: ActorKind[];

  @Field(() => Int, { nullable: true, description: 'Length of the term in years, when it ends by itself: 1 to 100.' })
  termYears?: number | null;

  @Field(() => [TierBenefitInput], { nullable: true, description: 'What it gives, at most 50.' })
  benefits?: TierBenefitInput[] | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];
}

@InputType({ description: 'What is to change of a kind of membership. What is left out stays.' })
export class TierUpdateInput {
  @Field(() => ID, { description: 'The tier.' })
  id!: string;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'What it is called: all its names.' })
  name?: LocalizedTextInput[] | null;

  @Field(() => TierCategory, { nullable: true, description: 'What sort of membership it is.' })
  category?: TierCategory | null;

  @Field(() => [ActorKind], { nullable: true, description: 'Which kinds of actor may hold it from now on; who holds it keeps it.' })
  openTo?: ActorKind[] | null;

  @Field(() => Int, { nullable: true, description: 'Length of the term in years, 1 to 100; null: it has no end.' })
  termYears?: number | null;

  @Field(() => [TierBenefitInput], { nullable: true, description: 'All that it gives: what is not among it, it gives no longer.' })
  benefits?: TierBenefitInput[] | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '`recordedAt` of the tier you have seen: refused when it has changed since.',
  })
  expectedRecordedAt?: Date | null;
}
