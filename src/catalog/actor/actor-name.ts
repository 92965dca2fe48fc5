import type { Context } from '../../platform/context';
import { languageChain } from '../../platform/language';
import type { Row } from '../../platform/one-statement/told';
import { type Sql, sql } from '../../platform/sql';
import type { ActorRow } from './actor.loader';
import { nameInLanguages, nameOf } from './name.loader';

/** What an actor is called in the asked language, with fallback. */
export function actorName(actor: ActorRow, language: string | null | undefined, { loaders, accepted }: Context): string | Promise<string> {
  const before = beforeEnglish(language, accepted);
  if (before.length === 0) return actor.label;
  return loaders.one(nameInLanguages, actor.id, before).then((name) => name?.value ?? actor.label);
}

/** The same in SQL. */
export function nameInSql(actor: Row, { language }: { readonly language?: string | null }, { accepted }: Context): Sql {
  const before = beforeEnglish(language, accepted);
  if (before.length === 0) return actor.property('label');
  return sql`coalesce((${nameOf(actor.property('id'), before)}), ${actor.property('label')})`;
}

/** The label is the name in English, so nothing after English is ever looked for. */
function beforeEnglish(language: string | null | undefined, accepted: readonly string[]): string[] {
  const chain = languageChain(language, accepted);
  return chain.slice(0, chain.indexOf('en')).filter((tag) => !tag.startsWith('en-'));
}
