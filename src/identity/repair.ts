import { bytesOf, type CodePage, textOf, utf8Of } from './encodings';

/** Stands for a letter that was lost: it matches one letter, two, or none. */
export const LOST = '\uFFFD';

/**
 * A name as its writer meant it, where a program on the way broke its letters.
 *
 * Undoes escapes (`<c3><a9>`, `<U+00E9>`, `\u00e9`, `%C3%A9`, `&eacute;`) and UTF-8 read as some code page, up to three times over.
 * A letter that is gone for good becomes {@link LOST}.
 */
export function repair(name: string): string {
  let repaired = unescaped(name.slice(0, 400));
  for (let round = 0; round < 3; round += 1) {
    const next = undoMisreading(repaired);
    if (next === repaired) break;
    repaired = next;
  }
  return tidy(markLost(repaired));
}

/** Other texts the same bytes may have been: a code page read as another. Only for names that are found nowhere as they stand. */
export function otherReadings(name: string): string[] {
  const found = new Set<string>();
  for (const [seen, meant, fits] of CONFUSIONS) {
    const bytes = /[^\0-\x7f]/.test(name) ? bytesOf(name, seen) : undefined;
    const text = bytes && textOf(bytes, meant);
    if (text && text !== name && fits.test(text)) found.add(text);
  }
  return [...found];
}

/** A page seen, the page meant, and what the outcome must look like to be believed. */
const CONFUSIONS: readonly (readonly [seen: CodePage, meant: CodePage, fits: RegExp])[] = [
  ['windows-1252', 'windows-1256', /^[\p{Script=Arabic}\p{M}\s\d().,/–-]+$/u],
  ['windows-1252', 'windows-1251', /^[\p{Script=Cyrillic}\s\d().,/–-]+$/u],
  ['windows-1252', 'windows-1253', /^[\p{Script=Greek}\s\d().,/–-]+$/u],
  ['windows-1252', 'macintosh', /^[\p{Script=Latin}\s\d().,'/–-]+$/u],
  ['windows-1252', 'windows-1250', /^[\p{Script=Latin}\s\d().,'/–-]+$/u],
  ['windows-1252', 'windows-1254', /^[\p{Script=Latin}\s\d().,'/–-]+$/u],
];

const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ' };
const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
  caron: '\u030C',
  ring: '\u030A',
};

function unescaped(name: string): string {
  return name
    .replace(/(?:<[0-9a-f]{2}>)+/gi, (run) => fromBytes(run, run.match(/[0-9a-f]{2}/gi)))
    .replace(/(?:\\x[0-9a-f]{2})+/gi, (run) => fromBytes(run, run.match(/(?<=x)[0-9a-f]{2}/gi)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => fromBytes(run, run.match(/[0-9a-f]{2}/gi)))
    .replace(/<U\+([0-9a-f]{4,6})>|\\u([0-9a-f]{4})|&#x([0-9a-f]{2,6});/gi, (whole, ...codes: (string | undefined)[]) =>
      character(Number.parseInt(codes[0] ?? codes[1] ?? codes[2] ?? '', 16), whole),
    )
    .replace(/&#(\d{2,7});/g, (whole, code: string) => character(Number(code), whole))
    .replace(/&([a-z])(acute|grave|circ|tilde|uml|cedil|caron|ring);/gi, (_, letter: string, accent: string) =>
      `${letter}${ACCENTS[accent.toLowerCase()]}`.normalize('NFC'),
    )
    .replace(/&([a-z]{2,4});/gi, (whole, word: string) => NAMED[word.toLowerCase()] ?? whole);
}

function fromBytes(run: string, hex: readonly string[] | null): string {
  const bytes = Uint8Array.from(hex ?? [], (pair) => Number.parseInt(pair, 16));
  return utf8Of(bytes) ?? (run.startsWith('%') ? run : textOf(bytes, 'windows-1252'));
}

/** The character of an escape. A lone accent in an escape is a letter that was lost: no writer escapes it without its letter. */
function character(code: number, whole: string): string {
  if (!Number.isFinite(code) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code < 32) return whole;
  const text = String.fromCodePoint(code);
  return /\p{Mn}/u.test(text) ? LOST : text;
}

/** Pages in which UTF-8 is most often misread. */
const PAGES: readonly CodePage[] = ['windows-1252', 'iso-8859-1', 'windows-1256', 'windows-1251'];

/** First byte of UTF-8 and those that follow it, as windows-1252 shows them. */
const RUN =
  /[\u00C2-\u00F4][\u0080-\u00BF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]{1,3}/g;

function undoMisreading(name: string): string {
  if (!/[^\0-\x7f]/.test(name)) return name;
  for (const page of PAGES) {
    const whole = wholeMisread(name, page);
    if (whole !== undefined) return whole;
  }
  // Part of the name is right and part of it broken, as when two files were joined.
  return name.replace(RUN, (run) => partMisread(run));
}

/** The name if all of it is UTF-8 read in a page: bytes that happen to be valid UTF-8 beyond ASCII are no accident. */
function wholeMisread(name: string, page: CodePage): string | undefined {
  const bytes = bytesOf(name, page);
  const text = bytes && utf8Of(bytes);
  return text !== undefined && text !== name && !/\p{Cc}/u.test(text) ? text : undefined;
}

function partMisread(run: string): string {
  for (let length = run.length; length >= 2; length -= 1) {
    const text = wholeMisread(run.slice(0, length), 'windows-1252');
    if (text !== undefined && [...text].length === 1) return text + run.slice(length);
  }
  return run;
}

/** Marks the places where letters were lost: question marks within a word, and first bytes of UTF-8 whose second is gone. */
function markLost(name: string): string {
  return name
    .replace(/(?<=\p{L})\?{1,2}|\?{1,2}(?=\p{Ll})/gu, LOST)
    .replace(/(?<=\p{Ll})[\u00C3\u00C4\u00C5](?=\p{Ll}|$|\s)/gu, LOST)
    .replace(/[\u0080-\u009f]/g, LOST)
    .replace(/\uFFFD+/g, LOST);
}

function tidy(name: string): string {
  return lookAlikes(name.normalize('NFC'))
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const LATIN_OF: Readonly<Record<string, string>> = Object.fromEntries(
  'αa εe ιi οo υu νv ρp τt κk Αa аa еe оo рp сc уy хx іi АA ВB ЕE КK МM НH ОO РP СC ТT ХX ІI'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** Greek and Cyrillic letters within a word of Latin ones, put there by a font or an optical reader, as the Latin letters they look like. */
function lookAlikes(name: string): string {
  if (!/[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(name)) return name;
  return name.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const latin = word.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (latin === 0 || latin * 2 <= [...word].length) return word;
    return [...word.normalize('NFD')]
      .map((letter) => LATIN_OF[letter] ?? letter)
      .join('')
      .normalize('NFC');
  });
}
