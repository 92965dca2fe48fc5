import { fold } from '../platform/fold';
import { countryOf } from './countries';
import type { Decision, Match, MatchCandidate, Reason } from './match';
import { otherReadings, repair } from './repair';
import { readingsOfOrganization } from './resolve-organization';
import type { Feature } from './score';
import { type SpellingsAsked, spellingsAsked } from './spellings';
import { PENALTIES } from './weights';

/** A candidate as people call it. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  /** ISO 3166-1 alpha-2; null for an organisation of several countries. */
  readonly country: string | null;
}

interface Question {
  readonly name: string;
  readonly kind: 'city' | 'organization';
  readonly country: string | null;
}

/** All that is to tell of one name, for a program. */
export interface Explanation {
  readonly query: string;
  readonly repaired: string;
  /** The country as it was given. */
  readonly country: string | null;
  /** ISO 3166-1 alpha-2; null when none was given, or none is called so. */
  readonly countryCode: string | null;
  /** Words beside the name that tell where it is. */
  readonly hints: readonly string[];
  /** Level of government the name speaks of when it is not a city's. */
  readonly level: string | null;
  /** Spellings that were looked up, each with the points it costs to have come to it. */
  readonly lookedUp: readonly { readonly spelling: string; readonly cost: number }[];
  /** Texts the same bytes may have been: looked up as well when the hub knows none of the others. */
  readonly otherCodePages: readonly string[];
  readonly candidates: readonly (MatchCandidate & Named)[];
  readonly decision: Decision;
  readonly reasons: readonly Reason[];
}

interface Matched extends Match {
  readonly candidates: readonly MatchCandidate[];
}

/** @param named the candidates of the match, in their order. */
export function explanation({ name, kind, country }: Question, match: Matched, named: readonly Named[]): Explanation {
  const code = (country && countryOf(country)) || null;
  const { repaired, level, spellings } = kind === 'city' ? spellingsAsked({ name, country: code }) : askedOfOrganization(name);
  return {
    ...{ query: name, repaired, country, countryCode: code, level },
    hints: [...new Set(spellings.flatMap(({ hints }) => hints))],
    lookedUp: eachOnce(spellings),
    otherCodePages: kind === 'city' ? otherReadings(repaired) : [],
    candidates: match.candidates.map(({ score, match: isTaken, matchedName, features }, at) => ({
      ...named[at]!,
      ...{ score, match: isTaken, matchedName, features },
    })),
    ...{ decision: match.decision, reasons: match.reasons },
  };
}

type Asked = Pick<SpellingsAsked, 'repaired' | 'level'> & {
  readonly spellings: readonly Pick<SpellingsAsked['spellings'][number], 'folded' | 'penalty' | 'hints'>[];
};

function askedOfOrganization(name: string): Asked {
  const repaired = repair(name);
  const spellings = readingsOfOrganization(repaired).map(({ name: text, part }) => ({
    ...{ folded: fold(text), hints: [], penalty: part === 'WHOLE' ? 0 : PENALTIES.MAIN },
  }));
  return { repaired, level: null, spellings };
}

/** Each text at its lowest cost, the cheapest first. */
function eachOnce(spellings: Asked['spellings']): Explanation['lookedUp'] {
  const cost = new Map<string, number>();
  for (const { folded, penalty } of spellings) cost.set(folded, Math.min(penalty, cost.get(folded) ?? penalty));
  return [...cost].map(([spelling, points]) => ({ spelling, cost: points })).sort((left, right) => left.cost - right.cost);
}

/** The same in lines for a person. */
export function linesOf(told: Explanation): string[] {
  const { query, repaired, hints, level, lookedUp, otherCodePages, candidates } = told;
  const spellings = lookedUp.map(({ spelling, cost }) => (cost === 0 ? quoted(spelling) : `${quoted(spelling)} (-${cost})`));
  return [
    `Asked:      ${quoted(query)}${whereAsked(told)}`,
    ...(repaired === query ? [] : [`Repaired:   ${quoted(repaired)}`]),
    ...(hints.length === 0 ? [] : [`Beside it:  ${hints.map(quoted).join(', ')}`]),
    ...(level === null ? [] : [`Speaks of:  ${LEVELS[level] ?? level}`]),
    `Looked up:  ${spellings.join(', ')}`,
    ...(otherCodePages.length === 0 ? [] : [`Failing it: ${otherCodePages.map(quoted).join(', ')}, the same bytes in other code pages`]),
    ...candidates.flatMap((candidate, at) => [
      `${at === 0 ? 'Candidates:' : '           '} ${candidateLine(candidate)}`,
      ...featureLines(candidate),
    ]),
    `Decision:   ${decisionLine(told)}`,
  ];
}

function whereAsked({ country, countryCode }: Explanation): string {
  if (country === null) return '';
  return countryCode === null ? `; no country is called ${quoted(country)}` : ` in ${countryCode}`;
}

function candidateLine({ score, name, country, slug, matchedName }: Explanation['candidates'][number]): string {
  const known = matchedName.value === '' ? '' : ` by its name ${quoted(matchedName.value)}`;
  return `${score}  ${name}${country === null ? '' : `, ${country}`} (${slug})${known}`;
}

function featureLines({ features }: { readonly features: readonly Feature[] }): string[] {
  return features.map(({ id, value }) => `              ${value > 0 ? '+' : ''}${value} ${FEATURES[id] ?? id}`);
}

function decisionLine({ decision, reasons, candidates }: Explanation): string {
  if (decision === 'MATCH') return `MATCH: ${candidates[0]?.name ?? ''} stands clearly alone.`;
  return `${decision}: ${reasons.map((reason) => REASONS[reason]).join('; ')}.`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

const LEVELS: Readonly<Record<string, string>> = {
  COUNTY: 'a county',
  PROVINCE: 'a province',
  REGION: 'a region',
  DISTRICT: 'a district',
  UNION: 'a union of municipalities',
  BODY: 'a body that is no local government',
};

const FEATURES: Readonly<Record<string, string>> = {
  'name-exact': 'a name it is known by',
  'name-spacing': 'the same letters, but for spaces or small words',
  'name-lost-letter': 'fits, but for letters that were lost',
  'name-sound': 'sounds the same',
  'name-alike': 'is spelt alike',
  'name-longer': 'one name begins with the other',
  'name-acronym': 'an acronym it goes by',
  country: 'is in another country',
  region: 'the region or the words beside the name speak for another place, or cannot be read',
  level: 'is of another level of government',
  population: 'a namesake has more people',
};

/** Why the hub does not decide by itself, in words. */
export const REASONS: Readonly<Record<Reason, string>> = {
  NOTHING_LIKE_IT: 'the hub knows nothing like it',
  NAME_TOO_SHORT: 'the name is too short to decide by',
  SEVERAL_ALIKE: 'several are as likely',
  NOT_SURE_ENOUGH: 'the best is not like it enough',
  ACRONYM: 'an acronym alone never decides',
  ANOTHER_LEVEL: 'the name speaks of another level of government',
  REGION_CONTRADICTS: 'it is in another region than it is said to be',
  COUNTRY_UNKNOWN: 'no country is called so',
  IDENTIFIERS_DISAGREE: 'its identifiers are of different things',
  IDENTIFIER_CONTRADICTS_NAME: 'its identifier is of something with another name',
};
