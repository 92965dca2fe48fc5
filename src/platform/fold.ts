/**
 * A name as it is compared: lower case, without accents, vowel signs, punctuation or variant letter forms.
 *
 * "Tétouan" and "TETOUAN" fold alike, and so do "طنجة" and "طنجه". Every name stored for comparison and every name asked for goes through
 * here, and only here. Idempotent. Never longer than 400 characters.
 */
export function fold(name: string): string {
  // Most names of the gazetteer are plain ASCII, and for those all this comes down to two steps.
  if (PLAIN.test(name)) return name.toLowerCase().replace(NOT_PLAIN, ' ').trim();
  return name
    .slice(0, 400)
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(VARIANTS, (letter) => VARIANT[letter] ?? letter)
    .replace(NOT_A_LETTER, ' ')
    .trim()
    .slice(0, 400)
    .trimEnd();
}

/** All texts of a title as they are compared, one a line. */
export function foldedTexts(texts: Readonly<Record<string, string>>): string {
  return [...new Set(Object.values(texts).map(fold))].join('\n');
}

const PLAIN = /^[\x20-\x7e]{0,400}$/;
const NOT_PLAIN = /[^a-z0-9]+/g;

/** Combining marks, Arabic vowel signs and the elongation stroke. Indic vowel signs are part of the letter and stay. */
const MARKS = /[\p{Mn}\u0640]/gu;
const NOT_A_LETTER = /[^\p{L}\p{N}\p{Mc}]+/gu;

const VARIANT: Readonly<Record<string, string>> = {
  // Latin letters that do not decompose.
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ə: 'e',
  // Arabic: alif, ya, waw with or without hamza; ta marbuta as ha; Persian and Urdu forms of the same letters.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ی: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ک: 'ك',
};
const VARIANTS = new RegExp(`[${Object.keys(VARIANT).join('')}]`, 'gu');
