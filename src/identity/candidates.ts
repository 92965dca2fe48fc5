import { fold } from '../platform/fold';
import type { Level } from './affix-words';
import { interchanged } from './countries';
import type { Hit, NameIndex } from './index-of-names';
import { fitsLost, hasLost, isLonger, spellingLikeness, withoutSpaces } from './likeness';
import { otherReadings } from './repair';
import type { Known, NameFound } from './rows';
import { skeletonsOf, soundLikeness, soundsOf } from './sounds';
import { type Asked, type Spelling, spellingsAsked, spellingsOf } from './spellings';
import { readings } from './split';
import { NAME_POINTS, PENALTIES, type Thresholds } from './weights';

/** How a name led to a candidate. */
export type How = 'EXACT' | 'SPACING' | 'LOST_LETTER' | 'SOUND' | 'ALIKE' | 'LONGER';

/** A place a name may mean, with the best reason why. */
export interface Candidate {
  readonly thing: Known;
  readonly name: NameFound;
  readonly how: How;
  /** Points for the name alone. */
  readonly points: number;
  /** Letters of the name as it was looked up; for sounds, two for each consonant. */
  readonly letters: number;
  readonly hints: readonly string[];
  /** The part of the name that led here, null for the name proper. */
  readonly part: string | null;
  /** Points taken away because of the country. */
  readonly countryPenalty: number;
}

export interface Gathered {
  readonly candidates: readonly Candidate[];
  /** The name as its writer meant it. */
  readonly repaired: string;
  /** Level of government the name speaks of when it is not a city's. */
  readonly level: Level | null;
}

/** Best candidate of each place that a name may mean: exact names, else names that sound or are spelt alike. */
export function gatherCandidates(index: NameIndex, asked: Asked, thresholds: Thresholds): Gathered {
  const { repaired, level, spellings } = spellingsAsked(asked);
  const found = new Best();
  lookUp(index, spellings, asked.country, found);
  if (!found.hasWhole)
    for (const other of otherReadings(repaired))
      lookUp(index, spellingsOf(readings(other), asked.country, PENALTIES.OTHER_CODE_PAGE), asked.country, found);
  // A level's name is for a person anyway: not worth the whole world.
  if (!found.hasWhole && (level === null || asked.country !== null)) lookAlike(index, spellings, asked, { thresholds, found });
  if (asked.country !== null && !found.hasWhole) lookAbroad(index, spellings, asked.country, found);
  return { candidates: found.all(), repaired, level };
}

class Best {
  private readonly best = new Map<string, Candidate>();
  /** Whether an exact name was found for the whole of what was asked. */
  hasWhole = false;

  add(candidate: Candidate): void {
    const before = this.best.get(candidate.thing.id);
    const isSaidTwice =
      before?.part && candidate.part && before.part !== candidate.part && before.how === 'EXACT' && candidate.how === 'EXACT';
    if (isSaidTwice) this.best.set(candidate.thing.id, { ...before, part: null, points: NAME_POINTS[before.name.rank] - PENALTIES.MAIN });
    else if (!before || value(candidate) > value(before)) this.best.set(candidate.thing.id, candidate);
  }

  all(): Candidate[] {
    return [...this.best.values()];
  }
}

function value({ points, countryPenalty }: Candidate): number {
  return points - countryPenalty;
}

function lookUp(index: NameIndex, spellings: readonly Spelling[], country: string | null, found: Best): void {
  const fullest = new Map<number, number>();
  for (const spelling of spellings) {
    if (hasLost(spelling.folded)) continue;
    const hits = index.exact(spelling.folded, country);
    if (hits.length === 0) continue;
    const before = fullest.get(spelling.reading);
    if (before === undefined) fullest.set(spelling.reading, spelling.steps);
    const penalty = spelling.penalty + (before !== undefined && before < spelling.steps ? PENALTIES.FULLER_EXISTS : 0);
    if (spelling.part === null) found.hasWhole = true;
    for (const hit of hits) found.add(candidateOf(hit, { ...spelling, penalty }, { how: 'EXACT', points: NAME_POINTS[hit.name.rank] }));
  }
}

/** In other countries, exact names only: such a candidate is for a person to see. */
function lookAbroad(index: NameIndex, spellings: readonly Spelling[], country: string, found: Best): void {
  const near = interchanged(country);
  for (const spelling of spellings) {
    if (spelling.part !== null || hasLost(spelling.folded)) continue;
    for (const hit of index.exact(spelling.folded, null)) {
      if (hit.thing.country === country) continue;
      const countryPenalty = near.includes(hit.thing.country) ? PENALTIES.COUNTRY_INTERCHANGED : PENALTIES.COUNTRY_CONTRADICTS;
      found.add({ ...candidateOf(hit, spelling, { how: 'EXACT', points: NAME_POINTS[hit.name.rank] }), countryPenalty });
    }
  }
}

interface AlikeSearch {
  readonly thresholds: Thresholds;
  readonly found: Best;
}

function lookAlike(index: NameIndex, spellings: readonly Spelling[], { country }: Asked, { thresholds, found }: AlikeSearch): void {
  const least = country === null ? thresholds.trigramWorldwide : thresholds.trigram;
  for (const spelling of worthComparing(spellings, country === null ? 3 : 6)) {
    const floor = hasLost(spelling.folded) ? least * 0.7 : least;
    for (const hit of index.similar(spelling.folded, country, { floor, limit: 24 })) {
      const alike = alikeness(spelling.folded, fold(hit.name.value));
      if (alike) found.add(candidateOf(hit, spelling, alike));
    }
    if (country !== null) lookForSound(index, spelling, country, found);
  }
}

/** Spellings to compare letter by letter: of the name without its hints where it has some, each once. */
function worthComparing(spellings: readonly Spelling[], most: number): Spelling[] {
  const proper = spellings.some(({ reading, part }) => reading > 0 && part === null)
    ? spellings.filter(({ reading }) => reading > 0)
    : spellings;
  const seen = new Set<string>();
  return proper
    .filter(({ folded, part }) => (part === null || !part.includes(' ')) && !seen.has(folded) && seen.add(folded))
    .slice(0, most);
}

function lookForSound(index: NameIndex, spelling: Spelling, country: string, found: Best): void {
  const sounds = soundsOf(country);
  if (!sounds || hasLost(spelling.folded)) return;
  for (const skeleton of skeletonsOf(spelling.folded, sounds)) {
    for (const hit of index.sounding(skeleton, country)) {
      const points = NAME_POINTS.SOUND * soundLikeness(spelling.folded, fold(hit.name.value), sounds);
      if (hit.name.rank !== 'ACRONYM') found.add({ ...candidateOf(hit, spelling, { how: 'SOUND', points }), letters: 2 * skeleton.length });
    }
  }
}

function alikeness(asked: string, other: string): { readonly how: How; readonly points: number } | null {
  if (hasLost(asked)) return fitsLost(asked, other) ? { how: 'LOST_LETTER', points: NAME_POINTS.LOST_LETTER } : null;
  const [left, right] = [withoutSpaces(asked), withoutSpaces(other)];
  if (left === right) return { how: 'SPACING', points: NAME_POINTS.SPACING };
  const likeness = Math.max(spellingLikeness(asked, other), spellingLikeness(left, right) - 0.01);
  const points = NAME_POINTS.ALIKE * likeness;
  return isLonger(asked, other) && points < NAME_POINTS.LONGER ? { how: 'LONGER', points: NAME_POINTS.LONGER } : { how: 'ALIKE', points };
}

function candidateOf(
  { thing, name }: Hit,
  { folded, penalty, hints, part }: Spelling,
  { how, points }: { how: How; points: number },
): Candidate {
  return { thing, name, how, points: points - penalty, letters: withoutSpaces(folded).length, hints, part, countryPenalty: 0 };
}
