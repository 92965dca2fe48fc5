import { romanized } from './transliterate';

/** Countries whose names reach rosters through another script, so that each writer spells them in Latin letters in a way of his own. */
export type Sounds = 'ARABIC' | 'EASTERN';

const COUNTRIES: Readonly<Record<Sounds, string>> = {
  ARABIC: 'AE AF BH DJ DZ EG EH ER IL IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE',
  EASTERN: 'AM AZ BA BG BY CY GE GR KG KZ MD ME MK MN RS RU TJ TM UA UZ XK',
};
const SOUNDS_OF = new Map(
  (Object.keys(COUNTRIES) as Sounds[]).flatMap((sounds) => COUNTRIES[sounds].split(' ').map((code) => [code, sounds] as const)),
);

/** How names of a country are compared by sound, or undefined when they are not. */
export function soundsOf(country: string): Sounds | undefined {
  return SOUNDS_OF.get(country);
}

/**
 * The consonants of a name as classes of sound, for lists of names that may be the same: "Ouarzazate" and "ورزازات" agree.
 *
 * More than one where a spelling can be read in two ways; the first is the usual one. Empty for scripts that are not spelt out.
 */
export function skeletonsOf(folded: string, sounds: Sounds): string[] {
  return readingsOf(folded, sounds).flatMap((voiced) => {
    const skeleton = voiced.replace(/[^A-Z]/g, '');
    return skeleton.length < 2 ? [] : [skeleton];
  });
}

/** Consonants as capitals, vowels as small letters. */
function readingsOf(folded: string, sounds: Sounds): string[] {
  if (sounds === 'EASTERN') return easternReadings(romanized(folded));
  return isArabic(folded) ? arabicReadings(folded) : latinArabicReadings(romanized(folded));
}

function easternReadings(name: string): string[] {
  if (!/^[a-z ]+$/.test(name)) return [];
  const read = (hardCh: boolean) => voiced(hardCh ? name.replace(/(?<!t|s)ch/g, 'kh') : name, EASTERN);
  return /(?<!t|s)ch/.test(name) ? [read(false), read(true)] : [read(false)];
}

/** Sibilants are one class: š, s and ш differ by accents that rosters lose and by sch, sz, zh, tsch, z that each language has its own of. */
const EASTERN: readonly (readonly [RegExp, string])[] = [
  [/shch|schtsch|stsch|tsch|tch|dsch|dzh|sch|zh|sh|ch|ts|tz|cz|sz|dz|dj|gj|[szcq](?=[^aeiouy]|$)|[szc]/g, 'S'],
  [/kh/g, ''],
  [/x/g, 'KS'],
  [/k/g, 'K'],
  [/ph|f/g, 'F'],
  [/[vw]/g, 'V'],
  [/th|t/g, 'T'],
  [/h/g, ''],
  [/g/g, 'G'],
];

function latinArabicReadings(name: string): string[] {
  if (!/^[a-z ]+$/.test(name)) return [];
  return [voiced(name.replace(ARTICLES, ' '), MAGHREB)];
}

const ARTICLES = /(?<=^| )(?:el|al|ed|et|es|ez|en|er|ech|esh|as|ash|at|az|an|ar|ad|l)(?= )/g;

const MAGHREB: readonly (readonly [RegExp, string])[] = [
  [/tch|sch|sh|ch/g, 'S'],
  [/dj|j/g, 'J'],
  [/kh/g, 'X'],
  [/gh|gu(?=[eiy])|[gkq]u?(?=[ei])|ck|c(?![eiy])|[gkq]/g, 'K'],
  [/x/g, 'KS'],
  [/th|t/g, 'T'],
  [/dh|d/g, 'D'],
  [/ph|[fv]/g, 'F'],
  [/c|s/g, 'S'],
  [/h(?= |$)/g, ''],
  [/h/g, 'H'],
  [/p/g, 'B'],
  [/w/g, 'u'],
];

function arabicReadings(folded: string): string[] {
  const bare = arabicVoiced(folded.replace(/(?<=^| )ال/g, ''));
  // Before a vowel the article's l is often written to the name.
  const kept = arabicVoiced(folded.replace(/(?<=^| )ال(?![اعوي])/g, '').replace(/(?<=^| )ال/g, 'ل'));
  return [...new Set([bare, kept])];
}

function arabicVoiced(folded: string): string {
  const letters = folded.replace(/ه(?= |$)/g, 'ا').replace(/ /g, '');
  return [...letters].map((letter) => ARABIC_CLASSES[letter] ?? '').join('');
}

const ARABIC_CLASSES: Readonly<Record<string, string>> = Object.fromEntries(
  'ا=a و=u ي=i ب=B پ=B ت=T ث=T ط=T ٹ=T ج=J چ=S ح=H ه=H خ=X د=D ذ=D ض=D ظ=D ڈ=D ر=R ڑ=R ز=Z ژ=J س=S ص=S ش=S غ=K ق=K ك=K گ=K ڨ=K ڭ=K ف=F ڤ=F ل=L م=M ن=N ں=N ے=i ۆ=u ې=i ە=a'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

function voiced(name: string, rules: readonly (readonly [RegExp, string])[]): string {
  const simple = name.replace(/([b-df-hj-np-tv-z])\1+/g, '$1');
  const classes = rules.reduce((so, [pattern, sound]) => so.replace(pattern, sound), simple);
  return classes
    .replace(/[eo]u|o/g, 'u')
    .replace(/[jy]/g, 'i')
    .replace(/[bdlmnrzp]/g, (letter) => letter.toUpperCase())
    .replace(/[^A-Zaeiu]/g, '')
    .replace(/([aeiu])\1+/g, '$1');
}

/** What a change costs, as a share of a consonant. Arabic does not write short vowels; Latin spellings in the East differ in them little. */
interface Costs {
  /** A vowel of the left name that the right one lacks, and the other way round. */
  readonly leftVowel: number;
  readonly rightVowel: number;
  readonly changed: number;
}

const BOTH_WRITTEN: Costs = { leftVowel: 0.15, rightVowel: 0.15, changed: 0.25 };
/** The left name is the one in Arabic letters. */
const LEFT_UNVOWELLED: Costs = { leftVowel: 0.3, rightVowel: 0.06, changed: 0.25 };
const ARTICLE_DIFFERS = 0.05;

/** How alike two names of the same consonants sound, 0 to 1: vowels written in one script and not in the other cost little. */
export function soundLikeness(left: string, right: string, sounds: Sounds): number {
  if (sounds === 'ARABIC' && !isArabic(left) && isArabic(right)) return soundLikeness(right, left, sounds);
  const costs = isArabic(left) && !isArabic(right) ? LEFT_UNVOWELLED : BOTH_WRITTEN;
  let best = 0;
  for (const one of readingsOf(left, sounds))
    for (const other of readingsOf(right, sounds)) best = Math.max(best, likeness(one, other, costs));
  return sounds === 'ARABIC' && hasArticle(left) !== hasArticle(right) ? best - ARTICLE_DIFFERS : best;
}

function isArabic(folded: string): boolean {
  return /\p{Script=Arabic}/u.test(folded);
}

function hasArticle(folded: string): boolean {
  return /^(?:ال|el |al |l(?=a[^aeiou]))/.test(folded);
}

/** One less the cost of making one of the other, per consonant. */
function likeness(left: string, right: string, costs: Costs): number {
  const drop = (sound: string, vowel: number) => (sound >= 'a' ? vowel : 1);
  let row = [0];
  for (let j = 1; j <= right.length; j += 1) row.push(row[j - 1]! + drop(right[j - 1]!, costs.rightVowel));
  for (let i = 1; i <= left.length; i += 1) {
    const next = [row[0]! + drop(left[i - 1]!, costs.leftVowel)];
    for (let j = 1; j <= right.length; j += 1) {
      const changed = row[j - 1]! + changeCost(left[i - 1]!, right[j - 1]!, costs);
      next.push(Math.min(changed, row[j]! + drop(left[i - 1]!, costs.leftVowel), next[j - 1]! + drop(right[j - 1]!, costs.rightVowel)));
    }
    row = next;
  }
  const consonants = Math.max(left.replace(/[a-z]/g, '').length, right.replace(/[a-z]/g, '').length, 1);
  return Math.max(0, 1 - row[right.length]! / consonants);
}

/** An e is heard as i or a. */
const NEAR = new Set(['ei', 'ie', 'ea', 'ae']);

function changeCost(one: string, other: string, { changed }: Costs): number {
  if (one === other) return 0;
  if (NEAR.has(one + other)) return 0.05;
  return one >= 'a' && other >= 'a' ? changed : 1;
}
