import { fold } from '../platform/fold';
import type { Level } from './affix-words';
import { bare, isAffixAlone, withoutLevel } from './affixes';
import { countryNamed } from './countries';
import { foldKeepingLost } from './likeness';
import { repair } from './repair';
import { type Reading, readings } from './split';
import { romanized } from './transliterate';
import { PENALTIES } from './weights';

/** What was asked: a name in a country, or anywhere. */
export interface Asked {
  readonly name: string;
  readonly country: string | null;
}

/** A spelling to look up, with what it costs to have come to it. */
export interface Spelling {
  readonly folded: string;
  readonly penalty: number;
  readonly hints: readonly string[];
  /** The part of the name it is, null for the name proper. */
  readonly part: string | null;
  /** The reading it comes from, and how many words were taken off. */
  readonly reading: number;
  readonly steps: number;
}

export interface SpellingsAsked {
  /** The name as its writer meant it. */
  readonly repaired: string;
  /** Level of government the name speaks of when it is not a city's. */
  readonly level: Level | null;
  readonly spellings: readonly Spelling[];
}

/** What a name is looked up as: repaired, split into its readings, and stripped of the words of authorities. */
export function spellingsAsked({ name, country }: Asked): SpellingsAsked {
  const repaired = repair(name);
  const all = readings(repaired);
  const level = levelOf(all, country);
  return { repaired, level, spellings: spellingsOf([...all, ...withoutCountry(all, country), ...withoutItsLevel(all, level)], country) };
}

/** The level said by the name proper, or by a hint that says nothing else: "Tangier (Province)". */
function levelOf(all: readonly Reading[], country: string | null): Level | null {
  const proper = all.find(({ part }) => part === 'MAIN') ?? all[0];
  if (!proper) return null;
  const told = bare(fold(proper.name), country).level;
  if (told) return told;
  for (const hint of proper.hints) {
    const folded = fold(hint);
    const { level } = bare(folded, country);
    if (level && withoutLevel(folded) === '') return level;
  }
  return null;
}

/** "Zamora" of "Province of Zamora": nothing to choose, but something to show. */
function withoutItsLevel(all: readonly Reading[], level: Level | null): Reading[] {
  const proper = all.find(({ part }) => part === 'MAIN') ?? all[0];
  if (level === null || !proper) return [];
  return [{ name: withoutLevel(fold(proper.name)), hints: proper.hints, part: 'MAIN' }];
}

/** The name without the country behind it: "Valletta MALTA". */
function withoutCountry(all: readonly Reading[], country: string | null): Reading[] {
  const proper = all.find(({ part }) => part === 'MAIN') ?? all[0];
  const words = proper?.name.split(' ') ?? [];
  for (let behind = 1; behind <= 3 && behind < words.length; behind += 1) {
    const named = countryNamed(words.slice(-behind).join(' '));
    if (named && named === (country ?? named)) return [{ name: words.slice(0, -behind).join(' '), hints: proper!.hints, part: 'MAIN' }];
  }
  return [];
}

/** The readings folded, and with words of authorities taken off: each text once for the same hints, at its lowest cost. */
export function spellingsOf(all: readonly Reading[], country: string | null, extra = 0): Spelling[] {
  const found = new Map<string, Spelling>();
  const add = (spelling: Spelling) => {
    const key = `${spelling.folded}|${spelling.hints.join('|')}`;
    if (spelling.folded !== '' && (found.get(key)?.penalty ?? Number.POSITIVE_INFINITY) > spelling.penalty) found.set(key, spelling);
  };
  all.forEach(({ name, hints, part }, reading) => {
    const isPart = part === 'PART' || part === 'HALF';
    if (isPart && isAffixAlone(fold(name))) return;
    const base = extra + (part === 'WHOLE' ? 0 : PENALTIES[part]);
    bare(foldKeepingLost(name), country).names.forEach((folded, steps) => {
      const common = { hints, part: isPart ? fold(name) : null, reading, steps };
      const penalty = base + Math.min(steps, 3) * PENALTIES.AFFIX;
      add({ ...common, folded, penalty });
      for (const other of [romanized(folded), expanded(folded)]) add({ ...common, folded: other, penalty: penalty + PENALTIES.RESPELT });
    });
  });
  return [...found.values()];
}

const EXPANDED: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sta: 'santa',
  sto: 'santo',
  mt: 'mount',
  ft: 'fort',
  saint: 'st',
};

function expanded(folded: string): string {
  return folded.replace(/(?<=^| )(?:st|ste|sta|sto|mt|ft|saint)(?= )/g, (word) => EXPANDED[word] ?? word);
}
