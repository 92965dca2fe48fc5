import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar, PartialDateScalar, UrlScalar } from '../../platform/scalars';
import { ActorKind, GeographicScope, InstitutionKind } from '../vocabulary/common';
import { CitationInput } from '../writing/citation-input';
import { LocalizedTextInput } from '../writing/localized-text-input';

/** What can be said of an organisation besides its name. */
@InputType()
export abstract class OrganizationDetails {
  @Field(() => String, { nullable: true, description: 'Usual abbreviation, at most 40 characters.' })
  acronym?: string | null;

  @Field(() => GeographicScope, { nullable: true, description: 'How far it reaches. Needed but for institutions.' })
  scope?: GeographicScope | null;

  @Field(() => InstitutionKind, { nullable: true, description: 'What kind of institution it is: of institutions, and of them always.' })
  institutionKind?: InstitutionKind | null;

  @Field(() => ID, { nullable: true, description: 'The city it has its seat in.' })
  seatId?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was founded.' })
  foundedOn?: string | null;

  @Field(() => [ID], { nullable: true, description: 'What it works on: themes, by id or code.' })
  themeIds?: string[] | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Official site.' })
  website?: string | null;

  @Field(() => ID, { nullable: true, description: 'Wikidata item, such as Q12345. No two organisations have the same.' })
  wikidataId?: string | null;
}

@InputType({ description: 'An organisation to record.' })
export class OrganizationInput extends OrganizationDetails {
  @Field(() => ActorKind, { description: 'ASSOCIATION, NETWORK or INSTITUTION.' })
  kind!: ActorKind;

  @Field(() => [LocalizedTextInput], { description: 'Its official names: at least one.' })
  name!: LocalizedTextInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Key for addresses, of lower-case letters, digits and hyphens; it never changes. Absent: made of the name.',
  })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: 'Country whose local governments it unites, or where it is: ISO alpha-2.' })
  country?: string | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];
}

@InputType({ description: 'What is to change of an organisation. What is left out stays; null empties what may be empty.' })
export class OrganizationUpdateInput extends OrganizationDetails {
  @Field(() => ID, { description: 'The organisation.' })
  id!: string;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'Official names; those in other languages stay.' })
  name?: LocalizedTextInput[] | null;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '`updatedAt` of what you have seen: refused when it has changed since.',
  })
  expectedUpdatedAt?: Date | null;
}
