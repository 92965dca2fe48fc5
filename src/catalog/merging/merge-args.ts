import { ArgsType, Field, ID } from 'type-graphql';
import type { WriteRule } from '../../access/rule';
import { CitationInput } from '../writing/citation-input';

/** Who may merge, and undo it. */
export const MERGING = { scope: 'curation:write', own: 'CURATOR', any: 'CURATOR', about: async () => [] } as const satisfies WriteRule;

@ArgsType()
export class MergeArgs {
  @Field(() => ID, { description: 'The record that stays.' })
  keepId!: string;

  @Field(() => [ID], { description: 'The records that are the same, at most 20.' })
  mergeIds!: string[];

  @Field(() => [CitationInput], { description: 'Where it was read that they are one.' })
  citations!: CitationInput[];
}
