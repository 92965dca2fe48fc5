import { fold } from '../platform/fold';
import { countryOf } from './countries';
import type { Hit, NameIndex } from './index-of-names';
import { spellingLikeness, withoutSpaces } from './likeness';
import type { Match, MatchCandidate, Reason } from './match';
import { isAcronym } from './name-segment';
import { repair } from './repair';
import { type Reading, readings } from './split';
import { NAME_POINTS, PENALTIES, THRESHOLDS } from './weights';

export interface OrganizationMatchInput {
  readonly ref?: string | null;
  /** A name, an alias, or an acronym; the acronym may stand in brackets behind the name. */
  readonly name: string;
  /** ISO 3166-1 code or a country's name. Says nothing against organisations of several countries. */
  readonly country?: string | null;
  readonly wikidataId?: string | null;
  readonly limit?: number | null;
}

export interface OrganizationMatchCandidate extends MatchCandidate {
  readonly organizationId: string;
}

export interface OrganizationMatch extends Match {
  /** Set only when the decision is MATCH. */
  readonly organizationId: string | null;
  readonly candidates: readonly OrganizationMatchCandidate[];
}

/** Least points by which one organisation must be ahead. Their names are long, so equal ones are truly equal. */
const LEAD = 3;
/** What a name that is merely spelt alike is worth at most: Mali and Malawi have associations whose names differ by three letters. */
const ALIKE_AT_MOST = 88;

/**
 * Which organisation a name means. A full name or an alias decides; an acronym never does, and neither does a name that is only alike.
 */
export function resolveOrganization(index: NameIndex, input: OrganizationMatchInput): OrganizationMatch {
  const country = input.country ? (countryOf(input.country) ?? null) : null;
  const found = candidatesOf(index, input.name, country);
  const known = input.wikidataId ? index.identified('wikidataId', input.wikidataId.toUpperCase()) : undefined;
  if (known) return byIdentifier(input, known.id, found);
  const reasons = whyNot(found, input);
  return answer(input, found, reasons);
}

interface Candidate {
  readonly hit: Hit;
  readonly score: number;
  readonly features: readonly { readonly id: string; readonly value: number }[];
}

function candidatesOf(index: NameIndex, name: string, country: string | null): Candidate[] {
  const best = new Map<string, Candidate>();
  const add = (hit: Hit, id: string, points: number) => {
    const abroad = country !== null && hit.thing.country !== '' && hit.thing.country !== country ? PENALTIES.COUNTRY_CONTRADICTS : 0;
    const features = [{ id, value: points }, ...(abroad > 0 ? [{ id: 'country', value: -abroad }] : [])];
    const candidate = { hit, score: points - abroad, features };
    if (candidate.score > (best.get(hit.thing.id)?.score ?? 0)) best.set(hit.thing.id, candidate);
  };
  const asked = readingsOfOrganization(repair(name));
  for (const { name: text, part } of asked) {
    const penalty = part === 'WHOLE' ? 0 : PENALTIES.MAIN;
    for (const hit of index.exact(fold(text), null)) {
      const isShort = hit.name.rank === 'ACRONYM' || isAcronym(hit.name.value);
      add(hit, isShort ? 'name-acronym' : 'name-exact', (isShort ? NAME_POINTS.ACRONYM : NAME_POINTS[hit.name.rank]) - penalty);
    }
  }
  for (const { name: text } of asked.slice(0, 3)) {
    for (const hit of index.similar(fold(text), null, { floor: THRESHOLDS.trigram, limit: 20 })) addAlike(fold(text), hit, add);
  }
  return [...best.values()].sort((left, right) => right.score - left.score || (left.hit.thing.id < right.hit.thing.id ? -1 : 1));
}

/** The ways to read the repaired name of an organisation: a hyphen does not part it. */
export function readingsOfOrganization(repaired: string): Reading[] {
  return readings(repaired).filter(({ part }) => part !== 'HALF');
}

function addAlike(asked: string, hit: Hit, add: (hit: Hit, id: string, points: number) => void): void {
  if (hit.name.rank === 'ACRONYM') return;
  const other = fold(hit.name.value);
  const [left, right] = [weighty(asked), weighty(other)];
  if (left.length >= 8 && left === right) add(hit, 'name-spacing', NAME_POINTS.SPACING);
  else add(hit, 'name-alike', Math.round(ALIKE_AT_MOST * spellingLikeness(asked, other) * 10) / 10);
}

/** A name without the words that writers leave out or put in. */
function weighty(folded: string): string {
  return withoutSpaces(
    folded.replace(
      /(?<=^| )(?:the|of|and|et|y|e|und|for|de|des|du|d|del|la|le|les|el|los|inc|ev|e v|asbl|aisbl|vzw|association loi)(?= |$)/g,
      '',
    ),
  );
}

function whyNot([first, second]: readonly Candidate[], { name, country }: OrganizationMatchInput): Reason[] {
  if (!first || first.score < THRESHOLDS.review) return ['NOTHING_LIKE_IT'];
  const doubts: readonly (readonly [boolean, Reason])[] = [
    [fold(name).length < 2, 'NAME_TOO_SHORT'],
    [first.features[0]!.id === 'name-acronym', 'ACRONYM'],
    [Boolean(country) && countryOf(country!) === undefined, 'COUNTRY_UNKNOWN'],
    [first.score < THRESHOLDS.match, 'NOT_SURE_ENOUGH'],
    [first.score - (second?.score ?? 0) < LEAD, 'SEVERAL_ALIKE'],
  ];
  return doubts.flatMap(([is, reason]) => (is ? [reason] : []));
}

/** An identifier decides unless the name speaks for another organisation. */
function byIdentifier(input: OrganizationMatchInput, id: string, found: readonly Candidate[]): OrganizationMatch {
  const itself = found.filter(({ hit }) => hit.thing.id === id);
  const reasons: Reason[] = itself.length > 0 && itself[0]!.score >= THRESHOLDS.review ? [] : ['IDENTIFIER_CONTRADICTS_NAME'];
  const shown = [...itself, ...found.filter(({ hit }) => hit.thing.id !== id)];
  const match = answer(input, shown, reasons);
  if (itself.length > 0) return match;
  const named = {
    organizationId: id,
    score: 80,
    match: false,
    matchedName: { value: '', language: 'und' },
    features: [{ id: 'identifier', value: 100 }],
  };
  return { ...match, decision: 'REVIEW', candidates: [named, ...match.candidates].slice(0, limitOf(input)) };
}

function answer(input: OrganizationMatchInput, found: readonly Candidate[], reasons: readonly Reason[]): OrganizationMatch {
  const isMatch = reasons.length === 0;
  const worth = found.filter(({ score }) => score >= THRESHOLDS.review).slice(0, limitOf(input));
  return {
    ref: input.ref ?? null,
    query: input.name,
    decision: isMatch ? 'MATCH' : worth.length > 0 ? 'REVIEW' : 'NO_MATCH',
    organizationId: isMatch ? worth[0]!.hit.thing.id : null,
    candidates: worth.map(({ hit, score, features }, at) => ({
      organizationId: hit.thing.id,
      score,
      match: isMatch && at === 0,
      matchedName: { value: hit.name.value, language: hit.name.language },
      features,
    })),
    reasons,
  };
}

function limitOf({ limit }: OrganizationMatchInput): number {
  return Math.max(1, limit ?? 5);
}
