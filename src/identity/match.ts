import type { Feature } from './score';

export type Decision = 'MATCH' | 'REVIEW' | 'NO_MATCH';

export type Reason =
  | 'NOTHING_LIKE_IT'
  | 'NAME_TOO_SHORT'
  | 'SEVERAL_ALIKE'
  | 'NOT_SURE_ENOUGH'
  | 'ACRONYM'
  | 'ANOTHER_LEVEL'
  | 'REGION_CONTRADICTS'
  | 'COUNTRY_UNKNOWN'
  | 'IDENTIFIERS_DISAGREE'
  | 'IDENTIFIER_CONTRADICTS_NAME';

/** A candidate without the thing it is: a city's and an organisation's have that under different names. */
export interface MatchCandidate {
  /** 0 to 100. */
  readonly score: number;
  /** Whether the hub takes it without a person. */
  readonly match: boolean;
  readonly matchedName: { readonly value: string; readonly language: string };
  readonly features: readonly Feature[];
}

/** What every answer holds. */
export interface Match {
  readonly ref: string | null;
  readonly query: string;
  readonly decision: Decision;
  /** Why no candidate was taken; empty when one was. */
  readonly reasons: readonly Reason[];
}
