import { fold } from '../platform/fold';
import { AFFIX_WORDS, type AffixWords, LEVEL_ENDINGS, LEVEL_TAILS, LEVEL_WORDS, type Level } from './affix-words';

/** A name without what a roster put around it, and the level of government that it says it is. */
export interface Bare {
  /** The folded name after each step of taking words off, the fullest first. */
  readonly names: readonly string[];
  readonly level: Level | null;
}

/** Most spellings one name is taken to pieces into. */
const MOST = 8;

/**
 * Takes the words of authorities off a folded name, in whatever language, and tells the level they speak of.
 *
 * A level that is not a city's forbids the city of that name: the Province of Zamora is not Zamora.
 */
export function bare(folded: string, country: string | null): Bare {
  const names = [folded];
  for (let at = 0; at < names.length && names.length < MOST; at += 1) {
    for (const shorter of withoutOne(names[at]!)) if (!names.includes(shorter)) names.push(shorter);
  }
  return { names, level: levelOf(folded, names, country) };
}

/** A text that only says a level, or a level and a name, without the words of the level: "jud timis" is "timis". */
export function withoutLevel(folded: string): string {
  return folded
    .replace(ANY_LEVEL, ' ')
    .replace(/\b(?:of|de|di|del|da|do)\b(?=\s*$)|^\s*(?:of|de|di|del|da|do)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The name less one thing written around it, the most careful way first: "de la" may belong to what is left. */
function withoutOne(name: string): string[] {
  const head = HEADS.exec(name) ?? undefined;
  const rest = head ? name.slice(head[0].length) : name.replace(YEAR, '');
  if (rest !== name) return linksOff(rest, head !== undefined && BOUND.test(head[0])).filter(isName);
  const cut = name.replace(TAIL, '').replace(JOINED, '').trim();
  if (cut === name) return [];
  const genitive = NORDIC_TAIL.test(name) ? [cut.replace(/[sn]$/u, '')] : [];
  return [cut, ...genitive].filter(isName);
}

/** What follows an authority, with and without the words that tie the two. A bound head needs such a word. */
function linksOff(rest: string, isBound: boolean): string[] {
  const without = LINKS.filter((link) => rest.startsWith(`${link} `)).map((link) => rest.slice(link.length + 1));
  return isBound ? without : [rest, ...without];
}

function isName(text: string): boolean {
  return text.length >= 2 || /[\p{Script=Han}\p{Script=Hangul}]/u.test(text);
}

/** The level told by the words that are left, or by the whole when the words that were taken off do not account for it. */
function levelOf(folded: string, names: readonly string[], country: string | null): Level | null {
  const left = names.reduce((shortest, name) => (name.length < shortest.length ? name : shortest));
  const told = LEVELS.find(([, pattern]) => pattern.test(left) || (pattern.test(folded) && !ACCOUNTED.test(folded)))?.[0];
  return told ?? tailLevel(folded, country);
}

function tailLevel(folded: string, country: string | null): Level | null {
  const tails = LEVEL_TAIL_PATTERNS[country ?? ''] ?? [];
  return [...tails, ...LEVEL_ENDING_PATTERNS].find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}

/** Longest first, so that "city council" goes before "council". */
function either(words: readonly string[]): string {
  return [...new Set(words)]
    .filter((word) => word !== '')
    .sort((left, right) => right.length - left.length)
    .join('|');
}

function split(words: string | undefined): string[] {
  return (words ?? '').split('|').map((word) => (word ? fold(word) : ''));
}

const WORDS = Object.values(AFFIX_WORDS);
const wordsOf = (part: keyof AffixWords): string => either(WORDS.flatMap((words) => split(words[part])));

const HEADS = new RegExp(`^(?:${wordsOf('heads')}|${wordsOf('bound')}) (?=\\S)`, 'u');
const BOUND = new RegExp(`^(?:${wordsOf('bound')}) $`, 'u');
const LINKS = [...new Set(WORDS.flatMap(({ links }) => split(links)))].filter(Boolean).sort((left, right) => left.length - right.length);
const TAIL = new RegExp(` (?:${wordsOf('tails')})$`, 'u');
const NORDIC_TAIL = / (?:kommun|kommune|bykommune|stad|kaupunki|kunta)$/;
const JOINED = new RegExp(`(?:${wordsOf('joined')})$`, 'u');
/** The year a plan or a campaign is for. */
const YEAR = / (?:19|20)\d\d$/;
const ALONE = new RegExp(`^(?:${wordsOf('heads')}|${wordsOf('bound')}|${wordsOf('tails')})$`, 'u');

/** Whether a text is nothing but words of authorities: "(City)". */
export function isAffixAlone(folded: string): boolean {
  return ALONE.test(folded);
}

const LEVELS = (Object.entries(LEVEL_WORDS) as [Level, string][]).map(
  ([level, words]) => [level, new RegExp(`(?:^| )(?:${either(split(words))})(?= |$)`, 'u')] as const,
);
const LEVEL_TAIL_PATTERNS: Readonly<Record<string, readonly (readonly [Level, RegExp])[]>> = Object.fromEntries(
  Object.entries(LEVEL_TAILS).map(([country, levels]) => [country, levelPatterns(levels, (words) => `\\S (?:${words})$`)]),
);
const LEVEL_ENDING_PATTERNS = levelPatterns(LEVEL_ENDINGS, (signs) => `\\S(?:${either(split(signs))})$`);
const ANY_LEVEL = new RegExp(`(?:^| )(?:${either(Object.values(LEVEL_WORDS).flatMap(split))})(?= |$)`, 'gu');

function levelPatterns(levels: Readonly<Partial<Record<Level, string>>>, source: (words: string) => string): (readonly [Level, RegExp])[] {
  return (Object.entries(levels) as [Level, string][]).map(([level, words]) => [level, new RegExp(source(words))] as const);
}

/** Municipal authorities whose title holds a word of another level. */
const ACCOUNTED =
  /^(?:municipalidad (?:provincial|distrital)|alcaldia distrital|provincial de|distrital de|commune urbaine|majlis daerah)|megyei jogu/u;
