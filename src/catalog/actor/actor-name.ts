import type { Context } from '../../platform/context';
import { languageChain } from '../../platform/language';
import type { ActorRow } from './actor.loader';
import { nameInLanguages } from './name.loader';

/** What an actor is called in the asked language, with fallback. */
export function actorName(actor: ActorRow, language: string | null | undefined, { loaders, accepted }: Context): string | Promise<string> {
  // The label is the name in English, so nothing after English is ever looked for.
  const chain = languageChain(language, accepted);
  const before = chain.slice(0, chain.indexOf('en')).filter((tag) => !tag.startsWith('en-'));
  if (before.length === 0) return actor.label;
  return loaders.one(nameInLanguages, actor.id, before).then((name) => name?.value ?? actor.label);
}
