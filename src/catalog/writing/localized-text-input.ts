import { Field, InputType } from 'type-graphql';
import type { LocalizedText } from '../../platform/language';
import { LanguageTagScalar } from '../../platform/scalars';

@InputType({ description: 'A text in one language.' })
export class LocalizedTextInput {
  @Field(() => LanguageTagScalar, { description: 'Its language. Each at most once in a list.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  value!: string;
}

/** The texts by language, of an input that was found sound; null when none is given. */
export function textsIn(given: readonly LocalizedTextInput[] | null | undefined): LocalizedText | null {
  if (!given || given.length === 0) return null;
  return Object.fromEntries(given.map(({ language, value }) => [language, value.trim()]));
}
