import { Arg } from 'type-graphql';
import type { Context } from '../platform/context';
import { type LocalizedText, languageChain, textIn } from '../platform/language';
import { LanguageTagScalar } from '../platform/scalars';

/** The argument `language` of every field that is a text in several languages. */
export function LanguageArg(): ReturnType<typeof Arg> {
  return Arg('language', () => LanguageTagScalar, {
    nullable: true,
    description: 'Language to answer in. Absent: that of `Accept-Language`, else English.',
  });
}

type Language = string | null | undefined;

/** A text in the asked language, with fallback. */
export function localized(text: LocalizedText, language: Language, { accepted }: Context): string {
  return textIn(text, languageChain(language, accepted));
}

/** As `localized`, for a text that may not be recorded. */
export function localizedOrNull(text: LocalizedText | null, language: Language, context: Context): string | null {
  return text === null ? null : localized(text, language, context);
}
