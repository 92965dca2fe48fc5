import { Arg } from 'type-graphql';
import type { Context } from '../platform/context';
import { type LocalizedText, languageChain, textIn } from '../platform/language';
import { InSql } from '../platform/one-statement/told';
import { LanguageTagScalar } from '../platform/scalars';
import { join, sql } from '../platform/sql';

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

/** The field is the text of a property, which may not be recorded, in the asked language: in SQL as `localized` tells it. */
export function TextInSql(property: string): MethodDecorator {
  return InSql<{ readonly language?: Language }>([property], (row, { language }, { accepted }) => {
    const text = row.property(property);
    const tried = languageChain(language, accepted).map((tag) => sql`${text} ->> ${tag}::text`);
    return sql`coalesce(${join(tried)}, (SELECT value FROM jsonb_each_text(${text}) LIMIT 1))`;
  });
}
