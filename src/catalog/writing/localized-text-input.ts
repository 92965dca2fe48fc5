import { Field, InputType } from 'type-graphql';
import { LanguageTagScalar } from '../../platform/scalars';

@InputType({ description: 'A text in one language.' })
export class LocalizedTextInput {
  @Field(() => LanguageTagScalar, { description: 'Its language. Each at most once in a list.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  value!: string;
}
