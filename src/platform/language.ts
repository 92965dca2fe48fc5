/** One text in several languages: `{ en: '...', ar: '...' }`. */
export type LocalizedText = Readonly<Record<string, string>>;

/** Languages the hub writes its own words in. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;

/** `ar-MA` → `ar-MA`, `ar`. */
function withParents(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('-'));
}

/**
 * Languages to try, best first: the asked tag and its parents (or, when none is asked, those of `Accept-Language`), then English.
 */
export function languageChain(asked: string | null | undefined, accepted: readonly string[]): string[] {
  const wanted = asked ? [asked] : accepted;
  return [...new Set([...wanted.flatMap(withParents), 'en'])];
}

/** The tags of an `Accept-Language` header, best first; at most five. Empty when absent, malformed or `*`. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry) => /^\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/.exec(entry))
    .flatMap((match) => (match?.[1] ? [{ tag: canonical(match[1]), quality: Number(match[2] ?? 1) }] : []))
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality)
    .slice(0, 5)
    .map(({ tag }) => tag);
}

/** A tag in its usual letter case (`ar-ma` → `ar-MA`), unchanged when it is not well formed. */
export function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag;
  } catch {
    return tag;
  }
}

/** The text in the first language of the chain that has one, else in any. */
export function textIn(text: LocalizedText, chain: readonly string[]): string {
  const language = chain.find((tag) => text[tag] !== undefined) ?? Object.keys(text)[0];
  return language === undefined ? '' : (text[language] ?? '');
}
