/** One way to read what a roster wrote: a name, and words beside it that tell where it is. */
export interface Reading {
  readonly name: string;
  readonly hints: readonly string[];
  /** WHOLE: as written. MAIN: without what stands in brackets or behind a comma. PART: one of several names. HALF: one side of a hyphen. */
  readonly part: 'WHOLE' | 'MAIN' | 'PART' | 'HALF';
}

const ARTICLES = new Set("el la los las les els le l' l’ l lo os as o a es sa ses the die der das de het 't gli il i al an".split(' '));

/** The ways to read a repaired name, the likeliest first: never more than eight. */
export function readings(name: string): Reading[] {
  const trimmed = trim(name);
  const found: Reading[] = [{ name: trimmed, hints: [], part: 'WHOLE' }];
  const { main, inside, behind } = brackets(trimmed);
  const [first = '', ...rest] = commas(main);
  const hints = [...rest, ...behind, ...inside];
  if (first !== trimmed) found.push({ name: first, hints, part: 'MAIN' });
  const coded = /^(.*\p{Ll}.*?),?\s+([A-Z]{2,3})$/u.exec(first);
  if (coded) found.push({ name: coded[1]!, hints: [coded[2]!, ...hints], part: 'MAIN' });
  const parts = first
    .split(/\s*[/|;]\s*|\s+[-–—]\s+/)
    .map(trim)
    .filter(Boolean);
  if (parts.length > 1 && parts.length <= 4) for (const part of parts) found.push({ name: part, hints, part: 'PART' });
  const joined = /^([^\s-]{3,})-([^\s-]{3,})$/.exec(first);
  if (joined) for (const half of [joined[1]!, joined[2]!]) found.push({ name: half, hints, part: 'HALF' });
  for (const other of inside.filter((text) => commas(text).length <= 2))
    found.push({ name: commas(other)[0] ?? other, hints: rest, part: 'PART' });
  return unique(found).slice(0, 8);
}

/** "Ejido, El" is "El Ejido"; other commas part a name from where it is. */
function commas(text: string): string[] {
  const parts = text
    .split(/\s*[,،、]\s*/)
    .map(trim)
    .filter(Boolean);
  const [name, second, ...rest] = parts;
  if (name && second && isArticle(second, name)) return [`${second} ${name}`, ...rest];
  return parts;
}

/** An article behind a comma. "Mobile, AL" is in Alabama: two capitals after small letters are a code. */
function isArticle(word: string, name: string): boolean {
  return ARTICLES.has(word.toLowerCase()) && !(/^[A-Z]{2}$/.test(word) && /\p{Ll}/u.test(name));
}

function brackets(text: string): { main: string; inside: string[]; behind: string[] } {
  const inside = [...text.matchAll(/[([（【]([^)\]）】]*)(?:[)\]）】]|$)/g)].map((match) => trim(match[1]!)).filter(Boolean);
  const outside = text
    .split(/[([（【][^)\]）】]*(?:[)\]）】]|$)/)
    .map(trim)
    .filter(Boolean);
  const [main = '', ...behind] = outside;
  return main === '' ? { main: inside[0] ?? text, inside: inside.slice(1), behind } : { main, inside, behind };
}

function trim(text: string): string {
  return text.replace(/^[\s\p{Pd}:;,.*•·]+|[\s\p{Pd}:;,*•·]+$/gu, '');
}

function unique(all: readonly Reading[]): Reading[] {
  const seen = new Set<string>();
  return all.filter(({ name, hints }) => {
    const key = `${name}\n${hints.join('\n')}`;
    if (name === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
