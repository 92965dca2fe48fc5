import { fold } from '../platform/fold';
import type { Level } from './affix-words';
import { bare } from './affixes';
import type { Candidate } from './candidates';
import { type HintSays, hintSays, regionSays } from './regions';
import type { Known, NameFound } from './rows';
import { DISTANCE, PENALTIES } from './weights';

/** One reason for a score, in points gained (the name) or lost. */
export interface Feature {
  readonly id: string;
  readonly value: number;
}

export interface Scored extends Candidate {
  readonly score: number;
  readonly features: readonly Feature[];
}

/** What is known of the asked place besides its name. */
export interface Circumstances {
  readonly level: Level | null;
  /** Language the name is said to be in, BCP 47. */
  readonly language: string | null;
  /** Region, province or state it is said to be in. */
  readonly region: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly placesNamed: (folded: string, country: string) => readonly Known[];
}

/** The candidates with their scores, 0 to 100, best first. */
export function score(candidates: readonly Candidate[], circumstances: Circumstances): Scored[] {
  const where = candidates.map((candidate) => whereOf(candidate, circumstances));
  const wheres = new Set(where);
  const given = candidates.map((candidate) => saidOf(candidate, circumstances));
  const reasoned = candidates.map((candidate, at) => {
    const region = Math.max(regionPenalty(where[at]!, wheres), givenPenalty(given[at]!, given));
    const features = featuresOf(candidate, circumstances, region);
    return { candidate, features, points: sum(features) };
  });
  return reasoned
    .map(({ candidate, features, points }) => {
      const rivals = reasoned.filter((other) => other.points >= points - 0.01).map((other) => other.candidate.thing);
      const smaller = { id: 'population', value: -populationPenalty(candidate.thing, rivals, circumstances) };
      const all = smaller.value === 0 ? features : [...features, smaller];
      return { ...candidate, features: all, score: round(Math.min(100, Math.max(0, sum(all)))) };
    })
    .sort(
      (left, right) =>
        right.score - left.score ||
        (right.thing.population ?? 0) - (left.thing.population ?? 0) ||
        (left.thing.id < right.thing.id ? -1 : 1),
    );
}

function featuresOf(candidate: Candidate, circumstances: Circumstances, region: number): Feature[] {
  return [
    { id: `name-${candidate.how.toLowerCase().replace('_', '-')}`, value: round(candidate.points) },
    { id: 'country', value: -candidate.countryPenalty },
    { id: 'region', value: -region },
    { id: 'distance', value: -distancePenalty(candidate.thing, circumstances) },
    { id: 'level', value: -levelPenalty(candidate, circumstances.level) },
    { id: 'language', value: -languagePenalty(candidate.name, circumstances.language) },
  ].filter(({ value }, at) => at === 0 || value !== 0);
}

function sum(features: readonly Feature[]): number {
  return features.reduce((total, { value }) => total + value, 0);
}

function round(points: number): number {
  return Math.round(points * 10) / 10;
}

/** What the words beside the name say of where a candidate is, all together. */
type Where = 'AGREES' | 'CONTRADICTS' | 'UNREAD' | 'LIST' | 'SILENT';

function whereOf({ thing, hints }: Candidate, { placesNamed }: Circumstances): Where {
  const said = hints.map((hint) => hintSays(hint, thing, (folded) => placesNamed(folded, thing.country)));
  if (said.includes('CONTRADICTS')) return 'CONTRADICTS';
  if (said.filter((each) => each === 'NOTHING').length >= 3) return 'LIST';
  if (said.includes('AGREES')) return 'AGREES';
  return said.includes('NOTHING') ? 'UNREAD' : 'SILENT';
}

function regionPenalty(where: Where, all: ReadonlySet<Where>): number {
  if (where === 'CONTRADICTS') return PENALTIES.REGION_CONTRADICTS;
  if (where === 'LIST') return PENALTIES.LIST;
  // Words that speak for one namesake speak against the others.
  if (where === 'UNREAD') return all.has('AGREES') ? PENALTIES.REGION_ELSEWHERE : PENALTIES.REGION_UNKNOWN;
  return 0;
}

/** What the region given for it says of a candidate. */
function saidOf({ thing }: Candidate, { region, placesNamed }: Circumstances): HintSays {
  return region === null ? 'NOTHING' : regionSays(region, thing, (folded) => placesNamed(folded, thing.country));
}

/** A region that nobody can read takes nothing away, unless it speaks for a namesake. */
function givenPenalty(said: HintSays, all: readonly HintSays[]): number {
  if (said === 'CONTRADICTS') return PENALTIES.REGION_CONTRADICTS;
  return said === 'NOTHING' && all.includes('AGREES') ? PENALTIES.REGION_ELSEWHERE : 0;
}

function distancePenalty({ latitude, longitude }: Known, asked: Circumstances): number {
  if (asked.latitude === null || asked.longitude === null || latitude === null || longitude === null) return 0;
  const distance = kilometres([asked.latitude, asked.longitude], [latitude, longitude]);
  const share = (distance - DISTANCE.NEAR) / (DISTANCE.FAR - DISTANCE.NEAR);
  return round(PENALTIES.FAR * Math.min(1, Math.max(0, share)));
}

/** The same letters may name two places in two languages. */
function languagePenalty({ language }: NameFound, asked: string | null): number {
  return asked === null || language === 'und' || language.split('-')[0] === asked.split('-')[0] ? 0 : PENALTIES.OTHER_LANGUAGE;
}

/** A county is not the city of its name, unless the name found says the level too or the thing is of that level. */
function levelPenalty({ thing, name }: Candidate, level: Level | null): number {
  if (level === null || thing.kind === KIND_OF[level]) return 0;
  const isOwn = name.rank === 'OWN' || name.rank === 'GIVEN';
  return isOwn && bare(fold(name.value), thing.country).level === level ? 0 : PENALTIES.OTHER_LEVEL;
}

const KIND_OF: Readonly<Record<Level, string>> = {
  COUNTY: 'COUNTY',
  PROVINCE: 'PROVINCE',
  REGION: 'REGION',
  DISTRICT: 'DISTRICT',
  UNION: 'METROPOLITAN_AREA',
  BODY: 'OTHER',
};

/** Of namesakes that all else speaks for as much, the one with more people is the likelier; where a position is given, it tells. */
function populationPenalty({ population }: Known, rivals: readonly Known[], { latitude }: Circumstances): number {
  if (latitude !== null) return 0;
  const most = Math.max(...rivals.map((rival) => rival.population ?? 0), 1);
  const ratio = most / Math.max(population ?? 0, UNKNOWN_POPULATION);
  return ratio <= 1 ? 0 : round(Math.min(PENALTIES.SMALLER_AT_MOST, PENALTIES.SMALLER * Math.log10(ratio)));
}

/** What a place whose population is unknown is taken to have: the gazetteer begins at a thousand, and seats below it are listed too. */
const UNKNOWN_POPULATION = 500;

function kilometres([lat1, lon1]: readonly [number, number], [lat2, lon2]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const [a, b] = [lat1 * radians, lat2 * radians];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(half)));
}
