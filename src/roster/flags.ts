import { fold } from '../platform/fold';

/** What a cell holds besides its text, and a person ought to see. */
export type Flag = 'FORMULA' | 'HIDDEN_CHARACTERS' | 'MIXED_SCRIPTS';

const FORMULA = /^\s*[=+\-@\t\r]/;
/** Marks of direction, characters without width, soft hyphens, tags. Joiners within words of Arabic and Indic scripts are letters' own. */
const HIDDEN =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|\u17b4|\u17b5|\p{Cc}/u;
const LONE_JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{M}])[\u200c\u200d]/u;

/** @param isComputed whether a workbook computes the cell. */
export function flagsOf(text: string, isComputed = false): Flag[] {
  const flags: Flag[] = [];
  if (isComputed || FORMULA.test(text)) flags.push('FORMULA');
  if (HIDDEN.test(text.replace(/[\r\n\t]/g, ' ')) || LONE_JOINER.test(text)) flags.push('HIDDEN_CHARACTERS');
  if (hasMixedScripts(text)) flags.push('MIXED_SCRIPTS');
  return flags;
}

/** Whether one word has letters of Latin and of Greek or Cyrillic, which can look the same. */
function hasMixedScripts(text: string): boolean {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => {
    const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((script) => script.test(word));
    return scripts.length > 1;
  });
}

const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  'аa бb вb еe иu кk мm нh оo пn рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw һh ӏl αa βb γy εe ηn ιi κk μm νv οo ρp τt υu χx ωw ѐe ёe ıi ǀl 0o 1l'
    .split(' ')
    .map((pair) => [pair[0]!, pair[pair.length - 1]!]),
);

/** A name as an eye takes it: two names with the same look may be written with different letters. */
export function lookOf(name: string): string {
  return [...fold(name.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, ''))].map((letter) => LOOKS_LIKE[letter] ?? letter).join('');
}

/** A cell for a file that a spreadsheet will open: one that would be taken for a formula gets an apostrophe in front. */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
