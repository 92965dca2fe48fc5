import { fold } from '../platform/fold';
import type { Level } from './affix-words';
import { type Gathered, gatherCandidates } from './candidates';
import { countryOf } from './countries';
import type { NameIndex } from './index-of-names';
import type { Match, MatchCandidate, Reason } from './match';
import { isAcronym } from './name-segment';
import type { Known, NameFound } from './rows';
import { type Scored, score } from './score';
import { PENALTIES, THRESHOLDS, type Thresholds } from './weights';

export interface CityMatchInput {
  readonly ref?: string | null;
  readonly name: string;
  /** BCP 47. A name known in that language wins over the same one in another. */
  readonly language?: string | null;
  /** ISO 3166-1 code, or a country's name in any common language. */
  readonly country?: string | null;
  /** Region, province or state it is in, by name or code. Tells namesakes apart; one that contradicts leads to REVIEW. */
  readonly region?: string | null;
  readonly geonamesId?: string | number | null;
  readonly wikidataId?: string | null;
  readonly unlocode?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  /** A `LocalGovernmentKind`. */
  readonly kind?: string | null;
  readonly limit?: number | null;
}

export interface CityMatchCandidate extends MatchCandidate {
  readonly cityId: string;
}

export interface CityMatch extends Match {
  /** Set only when the decision is MATCH. */
  readonly cityId: string | null;
  readonly candidates: readonly CityMatchCandidate[];
}

/**
 * Which city a name means: one when it stands clearly alone, else candidates for a person, else none.
 *
 * Identifiers decide first. A wrong match that nobody sees is worse than a question, so whatever contradicts leads to REVIEW.
 */
export function resolveCity(index: NameIndex, input: CityMatchInput, thresholds: Thresholds = THRESHOLDS): CityMatch {
  const ask = askedOf(input);
  const gathered = gatherCandidates(index, { name: input.name, country: ask.country }, thresholds);
  const named = scored(index, input, gathered);
  const known = identified(index, input);
  if (known.length > 0) return answerByIdentifier(input, known, named, ask);
  return answer(input, named, whyNot(named, { ...ask, input, repaired: gathered.repaired, thresholds }), thresholds);
}

interface Ask {
  readonly country: string | null;
  readonly isCountryUnknown: boolean;
}

type Named = readonly Scored[];

function askedOf({ country }: CityMatchInput): Ask {
  const given = country?.trim() ?? '';
  const code = given === '' ? undefined : countryOf(given);
  return { country: code ?? null, isCountryUnknown: given !== '' && code === undefined };
}

function scored(index: NameIndex, input: CityMatchInput, { candidates, level }: Gathered): Named {
  const asLevel = level ?? LEVEL_OF_KIND[input.kind ?? ''] ?? null;
  const position = hasPosition(input) ? { latitude: input.latitude, longitude: input.longitude } : { latitude: null, longitude: null };
  const placesNamed = (folded: string, of: string): Known[] => index.exact(folded, of).map(({ thing }) => thing);
  return score(candidates, {
    level: asLevel,
    language: input.language ?? null,
    region: input.region?.trim() || null,
    ...position,
    placesNamed,
  });
}

function hasPosition(input: CityMatchInput): input is CityMatchInput & { latitude: number; longitude: number } {
  return Number.isFinite(input.latitude ?? Number.NaN) && Number.isFinite(input.longitude ?? Number.NaN);
}

const LEVEL_OF_KIND: Readonly<Record<string, Level>> = { COUNTY: 'COUNTY', PROVINCE: 'PROVINCE', REGION: 'REGION', DISTRICT: 'DISTRICT' };

interface Doubt extends Ask {
  readonly input: CityMatchInput;
  readonly repaired: string;
  readonly thresholds: Thresholds;
}

/** Why the best candidate is not taken; empty when it is. */
function whyNot(named: Named, { country, isCountryUnknown, input, repaired, thresholds }: Doubt): Reason[] {
  const [first, second] = named;
  if (!first || first.score < thresholds.review) return ['NOTHING_LIKE_IT'];
  const lead = first.score - (second?.score ?? 0);
  const differs = first.how === 'ALIKE' || first.how === 'SOUND' || first.how === 'LONGER';
  const doubts: readonly (readonly [boolean, Reason])[] = [
    [fold(repaired).length < 2, 'NAME_TOO_SHORT'],
    [first.name.rank === 'ACRONYM' || isInitials(input.name, first.name), 'ACRONYM'],
    [first.features.some(({ id }) => id === 'level'), 'ANOTHER_LEVEL'],
    [first.features.some(({ id, value }) => id === 'region' && value <= -PENALTIES.REGION_CONTRADICTS), 'REGION_CONTRADICTS'],
    [isCountryUnknown, 'COUNTRY_UNKNOWN'],
    [contradicts(input, first.thing), 'IDENTIFIER_CONTRADICTS_NAME'],
    [first.score < leastScore(first, thresholds) || (differs && first.letters < thresholds.alikeLetters), 'NOT_SURE_ENOUGH'],
    [isUnread(first, second) || isOneOfSeveral(first, named), 'SEVERAL_ALIKE'],
    [lead < (country === null ? thresholds.leadWorldwide : thresholds.lead), 'SEVERAL_ALIKE'],
  ];
  return [...new Set(doubts.flatMap(([is, reason]) => (is ? [reason] : [])))];
}

function leastScore({ how }: Scored, thresholds: Thresholds): number {
  if (how === 'ALIKE') return thresholds.alike;
  return how === 'SOUND' ? thresholds.sound : thresholds.match;
}

/** Words beside the name tell which namesake is meant, but nobody could read them. */
function isUnread(first: Scored, second: Scored | undefined): boolean {
  return second !== undefined && second.points >= first.points - 1 && first.features.some(({ id, value }) => id === 'region' && value < 0);
}

/** "X - Y" where X is one place and Y another. */
function isOneOfSeveral(first: Scored, scored: readonly Scored[]): boolean {
  return first.part !== null && scored.some(({ part, thing }) => part !== null && part !== first.part && thing.id !== first.thing.id);
}

/** Initials that happen to be a name: both as asked and as found all capitals, or with dots. */
function isInitials(asked: string, found: NameFound): boolean {
  return isAcronym(found.value) || (/^(?:\p{Lu}\.\s*){2,}$/u.test(asked.trim()) && found.value.length <= 5);
}

function contradicts({ geonamesId, wikidataId, unlocode }: CityMatchInput, thing: Known): boolean {
  const differ = (given: string | number | null | undefined, known: string | number | null) =>
    given !== null &&
    given !== undefined &&
    given !== '' &&
    known !== null &&
    String(given).toUpperCase().replace(/\s/g, '') !== String(known);
  return differ(geonamesId, thing.geonamesId) || differ(wikidataId, thing.wikidataId) || differ(unlocode, thing.unlocode);
}

function identified(index: NameIndex, { geonamesId, wikidataId, unlocode }: CityMatchInput): Known[] {
  const found = [
    geonamesId ? index.identified('geonamesId', geonamesId) : undefined,
    wikidataId ? index.identified('wikidataId', wikidataId.toUpperCase()) : undefined,
    unlocode ? index.identified('unlocode', unlocode.toUpperCase().replace(/\s/g, '')) : undefined,
  ].filter((thing) => thing !== undefined);
  return [...new Map(found.map((thing) => [thing.id, thing])).values()];
}

/** A name this unlike contradicts the identifier beside it. */
const NAME_AGREES = 60;

function answerByIdentifier(input: CityMatchInput, known: readonly Known[], named: Named, { country, isCountryUnknown }: Ask): CityMatch {
  const candidates = known.map((thing) => {
    const byName = named.find((scored) => scored.thing.id === thing.id);
    return { thing, byName, agrees: byName !== undefined && byName.points >= NAME_AGREES && byName.countryPenalty < NAME_AGREES / 2 };
  });
  const [only] = candidates;
  const reasons: Reason[] = [];
  if (candidates.length > 1) reasons.push('IDENTIFIERS_DISAGREE');
  else if (
    !only!.agrees ||
    (country !== null && only!.thing.country !== country && only!.byName?.countryPenalty !== 2) ||
    contradicts(input, only!.thing)
  )
    reasons.push('IDENTIFIER_CONTRADICTS_NAME');
  if (isCountryUnknown) reasons.push('COUNTRY_UNKNOWN');
  const isMatch = reasons.length === 0;
  const first = candidates.map(({ thing, byName }) => ({
    cityId: thing.id,
    score: isMatch ? 100 : 80,
    match: isMatch,
    matchedName: { value: byName?.name.value ?? '', language: byName?.name.language ?? 'und' },
    features: [{ id: 'identifier', value: 100 }, ...(byName?.features ?? [])],
  }));
  const rest = named.filter(({ thing }) => !known.some(({ id }) => id === thing.id)).map((scored) => shown(scored, false));
  return {
    ...{ ref: input.ref ?? null, query: input.name, decision: isMatch ? 'MATCH' : 'REVIEW' },
    cityId: isMatch ? only!.thing.id : null,
    candidates: [...first, ...rest].slice(0, input.limit ?? 5),
    reasons,
  };
}

function answer(input: CityMatchInput, scored: Named, reasons: readonly Reason[], thresholds: Thresholds): CityMatch {
  const isMatch = reasons.length === 0;
  const worth = scored.filter((each) => each.score >= thresholds.review).slice(0, Math.max(1, input.limit ?? 5));
  return {
    ref: input.ref ?? null,
    query: input.name,
    decision: isMatch ? 'MATCH' : worth.length > 0 ? 'REVIEW' : 'NO_MATCH',
    cityId: isMatch ? worth[0]!.thing.id : null,
    candidates: worth.map((each, at) => shown(each, isMatch && at === 0)),
    reasons,
  };
}

function shown({ thing, name, score: points, features }: Scored, match: boolean): CityMatchCandidate {
  return { cityId: thing.id, score: points, match, matchedName: { value: name.value, language: name.language }, features };
}
