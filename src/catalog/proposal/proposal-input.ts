import { Field, ID, InputType } from 'type-graphql';
import { JsonScalar } from '../../platform/scalars';
import { CitationInput } from '../writing/citation-input';

@InputType({ description: 'A correction to suggest.' })
export class ProposalInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The city, country or organisation to correct. Absent: a suggestion for a person to read.',
  })
  targetId?: string | null;

  @Field(() => String, { description: 'What it is about, in words: at most 500 characters.' })
  summary!: string;

  @Field(() => JsonScalar, {
    description: 'What it changes: `{"names": {"ar": "طنجة"}, "website": "https://..."}`; of organisations `acronym` and `foundedOn` too.',
  })
  patch!: unknown;

  @Field(() => [CitationInput], { description: 'Where it was read.' })
  citations!: CitationInput[];
}
