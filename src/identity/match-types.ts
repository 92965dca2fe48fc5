import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { LocalGovernmentKind } from '../catalog/vocabulary/common';
import { LanguageTagScalar } from '../platform/scalars';
import { words } from '../platform/words';

export const MatchDecision = words('MatchDecision', 'What the hub makes of a name.', {
  MATCH: 'One city stands clearly alone.',
  REVIEW: 'There are candidates; a person must choose.',
  NO_MATCH: 'Nothing is like it.',
});
export type MatchDecision = keyof typeof MatchDecision;

@InputType({ description: 'A name to resolve, with whatever else is known.' })
export class CityMatchInput {
  @Field(() => String, { nullable: true, description: 'Returned unchanged with the answer.' })
  ref?: string | null;

  @Field(() => String, { description: 'The name as it is written, at most 300 characters.' })
  name!: string;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'Language of the name. A name known in it wins over the same one in another.',
  })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2, or a country name in any language.' })
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Region, province or state it is in, by name or code. Tells namesakes apart; one that contradicts leads to `REVIEW`.',
  })
  region?: string | null;

  @Field(() => ID, { nullable: true, description: 'GeoNames id.' })
  geonamesId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Wikidata item.' })
  wikidataId?: string | null;

  @Field(() => ID, { nullable: true, description: 'UN/LOCODE.' })
  unlocode?: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east.' })
  longitude?: number | null;

  @Field(() => LocalGovernmentKind, { nullable: true, description: 'What kind of local government is meant.' })
  kind?: LocalGovernmentKind | null;

  @Field(() => Int, { nullable: true, defaultValue: 5, description: 'How many candidates: 1 to 20.' })
  limit?: number | null;
}

@ObjectType({ description: 'One reason for a score.', simpleResolvers: true })
export class MatchFeature {
  @Field(() => String, { description: 'What it is about: `name`, `country`, `region`, `population`, `level`, ...' })
  id!: string;

  @Field(() => Float, { description: 'Points it gives, or takes.' })
  value!: number;
}

@ObjectType({ description: 'A candidate with the reasons for its score.' })
export class CityMatchCandidate {
  @Field(() => Float, { description: '0 to 100, as in the W3C reconciliation protocol.' })
  score!: number;

  @Field(() => Boolean, { description: 'True when the hub would accept it without review.' })
  match!: boolean;

  @Field(() => [MatchFeature], { description: 'What the score is made of.' })
  features!: readonly MatchFeature[];
}

@ObjectType({ description: 'The answer to `which city is this name`.' })
export class CityMatchResult {
  @Field(() => String, { nullable: true, description: 'The reference the caller gave, unchanged.' })
  ref!: string | null;

  @Field(() => String, { description: 'The name as it was asked.' })
  query!: string;

  @Field(() => MatchDecision, { description: 'What the hub makes of it.' })
  decision!: MatchDecision;

  @Field(() => [String], {
    description:
      'Why no candidate was taken; empty when one was: NOTHING_LIKE_IT, NAME_TOO_SHORT, SEVERAL_ALIKE, NOT_SURE_ENOUGH, ACRONYM, ANOTHER_LEVEL, REGION_CONTRADICTS, COUNTRY_UNKNOWN, IDENTIFIERS_DISAGREE, IDENTIFIER_CONTRADICTS_NAME.',
  })
  reasons!: readonly string[];
}
